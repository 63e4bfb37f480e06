/** A database to which other programs have written, or that is not a plain file, is refused or mended, and never served. */
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { Database } from '../../src/db/sqlite/driver.ts'
import { faultOf, openSnapshot } from '../../src/db/sqlite/open.ts'
import { whilePublishing } from '../../src/db/sqlite/publishing.ts'
import { ensureDatabase } from '../../src/load/ensure.ts'
import { examine } from '../../src/load/examine.ts'
import { load } from '../../src/load/load.ts'
import { inPackage } from '../../src/package.ts'
import { run } from '../support/commands.ts'
import { databaseFor, folderFor, seedCopy } from '../support/support.ts'

const seed = inPackage('seed')

let bytes: Buffer | undefined
function loaded(t: Test): string {
  const file = databaseFor(t)
  bytes ??= readFileSync(file)
  return file
}

const change = `update records set body = replace(body, 'e', 'x')`

/** The files of a program that dies while it writes. It keeps little in memory, so the file has part of its changes. */
const leaves: Record<string, (file: string) => void> = {
  'a journal': (file) => killed(`pragma cache_size = 1; begin; ${change};`, file),
  'a WAL that is committed': (file) => killed(`pragma journal_mode = wal; ${change};`, file),
  'a WAL beside a file that was published later': (file) => {
    killed(`pragma journal_mode = wal; ${change};`, file)
    writeFileSync(file, bytes as Buffer)
  },
  'a journal that is no journal': (file) => writeFileSync(`${file}-journal`, 'Notes.'),
  'a journal that is a pipe': (file) => execFileSync('mkfifo', [`${file}-journal`]),
  'WAL mode alone': (file) => {
    const sqlite = new Database(file)
    sqlite.pragma('journal_mode = wal')
    sqlite.close()
  },
}

function killed(sql: string, file: string): void {
  const driver = inPackage('dist', 'src', 'db', 'sqlite', 'driver.js')
  const script = `const { Database } = await import(${JSON.stringify(driver)}); const one = new Database(${JSON.stringify(file)}); one.exec(${JSON.stringify(sql)}); process.kill(process.pid, 'SIGKILL')`
  try {
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })
  } catch {
    // Killed, as it was to be.
  }
}

const besides = (file: string): string[] =>
  readdirSync(join(file, '..')).filter((name) => name !== basename(file) && !name.endsWith('.lock'))

for (const [name, leave] of Object.entries(leaves))
  t.test(`left beside the database: ${name}`, (t) => {
    const file = loaded(t)
    leave(file)
    const before = besides(file)
    t.match(faultOf(file), { kind: 'unfinished', message: /Another program has written to .*conflict-facts load/ })
    t.match([...examine(file)], [{ faults: [/Another program/] }])
    t.throws(() => openSnapshot(file), { name: 'DatabaseError' })
    t.strictSame(besides(file), before, 'and nothing is changed by looking')
    t.match(ensureDatabase(file, seed), { done: /Another program had written to it/, warning: null })
    t.strictSame(besides(file), [])
    t.strictSame(
      [...examine(file)].filter(({ faults }) => faults.length > 0),
      [],
    )
    t.end()
  })

t.test('leftovers that SQLite ignores are no fault, and go with the next load', (t) => {
  const file = loaded(t)
  writeFileSync(`${file}-journal`, Buffer.alloc(512))
  writeFileSync(`${file}-wal`, '')
  writeFileSync(`${file}-shm`, Buffer.alloc(32_768, 7))
  t.equal(faultOf(file), null)
  t.equal(ensureDatabase(file, seed).done, null)
  load(seed, file)
  t.strictSame(besides(file), [])
  t.end()
})

t.test('of a WAL that SQLite ignores, readiness and records have one story', async (t) => {
  const file = loaded(t)
  const app = await buildApp({ databaseFile: file, logger: false })
  t.teardown(() => app.close())
  const header = Buffer.from('377f0682', 'hex')
  const wals = [
    Buffer.from('x'),
    Buffer.alloc(31, 1),
    Buffer.alloc(33),
    Buffer.alloc(5000, 7),
    header,
    Buffer.concat([header, Buffer.alloc(28)]),
  ]
  for (const [index, wal] of wals.entries()) {
    writeFileSync(`${file}-wal`, wal)
    t.equal(faultOf(file), null)
    for (const url of ['/health/ready', `/v1/sources?limit=${index + 1}`])
      t.equal((await app.inject(url)).statusCode, 200, `${wal.length} bytes: ${url}`)
  }
  writeFileSync(`${file}-wal`, Buffer.concat([header, Buffer.alloc(5000)]))
  t.match(faultOf(file), { kind: 'unfinished' })
  t.end()
})

t.test('a load does not replace what another program is writing to', (t) => {
  const file = loaded(t)
  const writer = new Database(file)
  writer.exec(`pragma cache_size = 1; begin immediate; ${change}`)
  t.throws(() => load(seed, file), { name: 'DatabaseError', message: /is writing to .* nothing was replaced/ })
  writer.exec('rollback')
  writer.close()
  t.ok(readFileSync(file).equals(bytes as Buffer))
  t.end()
})

t.test('no id is lost with what another program left, and no other dataset is replaced by a start', (t) => {
  const file = loaded(t)
  killed(
    `begin; insert into records (id, type, body, recorded_date) values ('quote-of-old', 'quote', '{}', ''); commit; pragma cache_size = 1; begin; ${change}`,
    file,
  )
  t.throws(() => ensureDatabase(file, seed), { message: /-journal was left[\s\S]*The quote "quote-of-old" .* is gone/ })
  const other = seedCopy(t)
  other.edit('dataset.yaml', /^id: .*$/m, 'id: another')
  t.throws(() => ensureDatabase(file, other.seed), { name: 'DatabaseError', message: /Another program has written/ })
  t.end()
})

t.test('a service answers 503 with the cure while a leftover lies there, and goes on after a load', async (t) => {
  const file = loaded(t)
  const lines: string[] = []
  const stream = { write: (line: string) => lines.push(line) }
  const app = await buildApp({ databaseFile: file, logger: { level: 'error', stream } })
  t.teardown(() => app.close())
  killed(`pragma cache_size = 1; begin; ${change};`, file)
  for (const url of ['/v1/quotes', '/v1/search?q=shells', '/v1/estimates?limit=3', '/health/ready']) {
    const { statusCode, body } = await app.inject(url)
    t.equal(statusCode, 503, `${url}: ${body}`)
  }
  t.match((await app.inject('/v1/quotes?limit=2')).json().detail, /`conflict-facts load`/)
  t.match(lines.join(''), /facts\.sqlite-journal was left/)
  load(seed, file)
  t.equal((await app.inject('/v1/quotes?limit=2')).statusCode, 200)
  t.equal((await app.inject('/health/ready')).statusCode, 200)
})

t.test('backup and restore refuse a database in WAL mode, and say why', async (t) => {
  const file = loaded(t)
  const backup = join(folderFor(t), 'backup.sqlite')
  writeFileSync(backup, bytes as Buffer)
  for (const one of [file, backup]) leaves['WAL mode alone']?.(one)
  const copied = await run(file, 'backup', `${backup}-2`)
  t.equal(copied.status, 1)
  t.match(copied.output, /it is in WAL mode/)
  t.notOk(existsSync(`${backup}-2`))
  const restored = await run(file, 'restore', backup)
  t.equal(restored.status, 1)
  t.match(restored.output, /backup\.sqlite: it is in WAL mode/)
})

t.test('where the name is a link, what it leads to is replaced', (t) => {
  const folder = folderFor(t)
  mkdirSync(join(folder, 'disk'))
  mkdirSync(join(folder, 'links'))
  symlinkSync('disk', join(folder, 'linked-folder'))
  symlinkSync('../disk/facts.sqlite', join(folder, 'links', 'one'))
  symlinkSync(join(folder, 'links', 'one'), join(folder, 'links', 'two'))
  symlinkSync('../linked-folder/new/other.sqlite', join(folder, 'links', 'dangling'))
  for (const [link, target] of [
    ['links/one', 'disk/facts.sqlite'],
    ['links/two', 'disk/facts.sqlite'],
    ['links/dangling', 'disk/new/other.sqlite'],
    ['linked-folder/third.sqlite', 'disk/third.sqlite'],
  ] as const)
    for (const _ of ['missing', 'there']) {
      load(seed, join(folder, link))
      t.ok(lstatSync(join(folder, target)).isFile(), link)
      t.equal(ensureDatabase(join(folder, link), seed).done, null)
      t.equal(faultOf(join(folder, link)), null)
    }
  for (const name of ['one', 'two', 'dangling']) t.ok(lstatSync(join(folder, 'links', name)).isSymbolicLink())
  t.strictSame(readdirSync(join(folder, 'links')), ['dangling', 'one', 'two'], 'nothing is made beside the links')
  symlinkSync('circle', join(folder, 'circle'))
  t.throws(() => whilePublishing(join(folder, 'circle'), () => {}), { code: 'ELOOP' })
  t.end()
})

t.test('what is no file is refused before it is opened', async (t) => {
  const folder = folderFor(t)
  execFileSync('mkfifo', [join(folder, 'pipe')])
  const socket = createServer().listen(join(folder, 'socket'))
  t.teardown(() => socket.close())
  symlinkSync('pipe', join(folder, 'link'))
  for (const file of [
    join(folder, 'pipe'),
    join(folder, 'link'),
    join(folder, 'socket'),
    folder,
    '/dev/zero',
    '/dev/null',
  ]) {
    t.match(faultOf(file), { kind: 'foreign', message: /is a folder, a pipe or a device/ }, file)
    t.throws(() => ensureDatabase(file, seed), { name: 'DatabaseError' })
  }
  for (const command of [['load'], ['doctor'], ['backup', join(folder, 'copy')]]) {
    const { status, output } = await run(join(folder, 'pipe'), ...command)
    t.equal(status, 1)
    t.match(output, /is a folder, a pipe or a device/)
  }
})

/** Alterations by which a file stops to be what this build writes. */
const alterations: Record<string, [sql: string, faults: string[]]> = {
  notes: ['create table notes (text); insert into notes values (1)', ['The table "notes" is not part of the schema.']],
  'a virtual table': [
    'create virtual table notes using fts5(text)',
    ['', '_data', '_idx', '_content', '_docsize', '_config'].map(
      (part) => `The table "notes${part}" is not part of the schema.`,
    ),
  ],
  'a view': ['create view notes as select 1', ['The view "notes" is not part of the schema.']],
  'another view': [
    'drop view v_sources; create view v_sources as select 1',
    ['The view "v_sources" of the schema is altered.'],
  ],
  'an endless view': [
    'create view notes as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n',
    ['The view "notes" is not part of the schema.'],
  ],
  'an endless view in place of a table': [
    `drop table dataset; create view dataset as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n`,
    ['The view "dataset" is not part of the schema.', 'The table "dataset" of the schema is missing.'],
  ],
  'a trigger': [
    'create trigger t after insert on quotes begin delete from records; end',
    ['The trigger "t" is not part of the schema.'],
  ],
  'an index': ['create index i on quotes (act)', ['The index "i" is not part of the schema.']],
  'an index less': ['drop index quotes_by_act', ['The index "quotes_by_act" of the schema is missing.']],
  'a table less': [
    'drop table retired',
    [
      'The table "retired" of the schema is missing.',
      'The index "sqlite_autoindex_retired_1" of the schema is missing.',
    ],
  ],
  'another column': ['alter table quotes add column note text', ['The table "quotes" of the schema is altered.']],
  'a column of another name': [
    'alter table retired rename column reason to why',
    ['The table "retired" of the schema is altered.'],
  ],
}

for (const [name, [alter, told]] of Object.entries(alterations))
  t.test(`another schema: ${name}`, (t) => {
    const file = loaded(t)
    const sqlite = new Database(file)
    sqlite.unsafeMode(true)
    sqlite.pragma('foreign_keys = OFF')
    sqlite.exec(alter)
    sqlite.close()
    const faults = [...examine(file)].filter(({ faults }) => faults.length > 0)
    const check = 'has the tables, indexes, views and triggers of this build'
    t.strictSame(faults, [{ check, faults: told }])
    t.throws(() => openSnapshot(file), { name: 'SchemaError', message: /another schema than this build writes/ })
    const before = readFileSync(file)
    t.throws(() => ensureDatabase(file, seed), { name: 'SchemaError', message: /conflict-facts load/ })
    t.ok(readFileSync(file).equals(before), 'a start leaves it as it is')
    load(seed, file)
    t.strictSame(
      [...examine(file)].flatMap(({ faults }) => faults),
      [],
    )
    t.end()
  })

t.test('bodies that are no JSON objects are found before they are served', (t) => {
  for (const [table, id] of [
    ['records', 'id'],
    ['reports', 'estimate'],
  ] as const)
    for (const body of ['', '{', '{"a": 1', 'null', '5', '"text"', '[]', "{'a': 1}", '{"a": NaN}', '{a: 1}', '{} {}']) {
      const file = loaded(t)
      const sqlite = new Database(file)
      sqlite.prepare(`update ${table} set body = ? where ${id} = (select max(${id}) from ${table})`).run(body)
      const [one] = sqlite.prepare(`select ${id} as id from ${table} where body = ?`).all(body) as [{ id: string }]
      sqlite.close()
      const faults = [...examine(file)].flatMap(({ faults }) => faults)
      t.ok(
        faults.includes(`The body of "${one.id}" in ${table} is not a JSON object.`),
        `${table} ${body}: ${faults[0]}`,
      )
      if (body === '{') t.match(ensureDatabase(file, seed).done, /It was damaged/)
    }
  t.end()
})
