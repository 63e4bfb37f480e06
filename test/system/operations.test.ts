/** Promises to operators: damage is met with words, found by `doctor`, and mended by one command. */
import { copyFileSync, openSync, readFileSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { Database } from '../../src/db/sqlite/driver.ts'
import { examine } from '../../src/load/examine.ts'
import { load } from '../../src/load/load.ts'
import { run } from '../support/commands.ts'
import { databaseFor, folderFor, seedCopy } from '../support/support.ts'

/** Overwrites all pages but the first ones, as a failing disk might: no date tells of it. */
function spoil(file: string): void {
  const { atime, mtime, size } = statSync(file)
  const handle = openSync(file, 'r+')
  const from = 4096 * 8
  writeSync(handle, Buffer.alloc(size - from, 0xa5), 0, size - from, from)
  utimesSync(file, atime, mtime)
}

const damages: Record<string, string> = {
  'has the tables, indexes, views and triggers of this build': 'create table notes (text)',
  'says which dataset it holds': 'delete from dataset',
  'has every page, index and CHECK in order': `pragma ignore_check_constraints = on; update estimates set low_side = 'unknown'`,
  'has JSON wherever it is served': `update records set body = '{"id": ' where id = (select min(id) from records)`,
  'has what its records refer to': `update estimates set source = 'nowhere' where id = (select min(id) from estimates)`,
  'has records that keep their contract, under their ids': `update records set body = json_remove(body, '$.gist') where id = (select min(id) from records where type = 'quote')`,
  'has the records and withdrawn ids that its digest states': `update records set body = json_set(body, '$.notes', 'A note.') where id = (select min(id) from records)`,
  'has the rows and the full-text index as they were loaded': `update estimates set low = low * 10 where low is not null`,
  'has evidence for every fact': `delete from evidence where fact = (select min(id) from quotes)`,
  'has no record under an id that was withdrawn': `insert into retired select id, type, 'A test.', '1.0.0', null, null from records limit 1`,
}

t.test('doctor finds what is wrong, whatever it is, and nothing where nothing is', (t) => {
  const whole = databaseFor(t)
  const checks = [...examine(whole)]
  t.strictSame(
    checks.filter(({ faults }) => faults.length > 0),
    [],
  )
  t.strictSame(checks.map(({ check }) => check).slice(1), Object.keys(damages), 'each of its checks is tried here')
  for (const [check, damage] of Object.entries(damages)) {
    const file = `${whole}-spoilt`
    copyFileSync(whole, file)
    const sqlite = new Database(file)
    sqlite.unsafeMode(true)
    sqlite.pragma('foreign_keys = OFF')
    sqlite.exec(damage)
    sqlite.close()
    const found = [...examine(file)].filter(({ faults }) => faults.length > 0).map((one) => one.check)
    t.ok(found.includes(check), `${check}: ${found.join('; ')}`)
  }
  t.end()
})

t.test('doctor finds whatever was changed in a record after the load, and nothing where it was only moved', (t) => {
  const whole = databaseFor(t)
  const changed = (sql: string) => {
    const file = `${whole}-changed`
    copyFileSync(whole, file)
    const sqlite = new Database(file)
    sqlite.exec(sql)
    sqlite.close()
    return [...examine(file)].filter(({ faults }) => faults.length > 0).map(({ check }) => check)
  }
  const first = (type: string) => `where id = (select min(id) from records where type = '${type}')`
  for (const sql of [
    `update records set body = json_set(body, '$.note', 'Another note.') ${first('quote')}`,
    `update records set body = substr(body, 1, length(body) - 1) || ',"type":"quote"}' ${first('quote')}`,
    `update records set body = body || ' ' ${first('entity')}`,
    `insert into records select 'origin-new', type, json_set(body, '$.id', 'origin-new'), recorded_date, recorded_seq from records ${first('origin')}`,
    `update retired set reason = 'Another reason.' where id = (select min(id) from retired)`,
    `delete from retired`,
    `update records set recorded_seq = 2 ${first('quote')}`,
    `update records set recorded_date = '2020-01-01' ${first('quote')}`,
    'update retired set recorded_seq = null',
    `update dataset set title = 'Another title'`,
  ])
    t.strictSame(changed(sql), ['has the records and withdrawn ids that its digest states'], sql)
  for (const sql of [
    "update estimates set low = low * 10 where id like '%k06%'",
    'delete from times where id = (select max(id) from times)',
    "update entity_names set folded = 'x' where folded = (select max(folded) from entity_names)",
    "update reports set body = json_set(body, '$.low', 1) where estimate = (select min(estimate) from reports)",
    "update quotes set act = 'demand' where id = (select min(id) from quotes)",
    'delete from entity_references where fact = (select max(fact) from entity_references)',
    "insert into search (rowid, words_tokens) values (999999, 'unheard')",
    "insert into search (search, rowid, words_tokens) values ('delete', 3, 'unheard')",
  ])
    t.strictSame(changed(sql), ['has the rows and the full-text index as they were loaded'], sql)
  for (const sql of ['vacuum', 'reindex', 'pragma page_size = 4096; vacuum']) t.strictSame(changed(sql), [], sql)
  t.end()
})

t.test('doctor offers a load only for what a load replaces', async (t) => {
  const folder = folderFor(t)
  const newer = databaseFor(t)
  const sqlite = new Database(newer)
  sqlite.pragma('user_version = 9999')
  sqlite.close()
  const notes = join(folder, 'notes.sqlite')
  writeFileSync(notes, 'Notes.')
  for (const file of [folder, '/dev/null', notes, newer]) {
    const { status, output } = await run(file, 'doctor')
    t.equal(status, 1)
    t.match(output, /a load does not replace it\. Set DATABASE_FILE/, file)
    t.notMatch(output, /Build it anew/)
  }
  t.match((await run(join(folder, 'none.sqlite'), 'doctor')).output, /Build it anew .* `conflict-facts load`/)
})

t.test('doctor, backup and restore say what they find, and write nothing that is not whole', async (t) => {
  const file = databaseFor(t)
  const backup = join(folderFor(t), 'backup.sqlite')
  const examined = await run(file, 'doctor')
  t.equal(examined.status, 0)
  t.equal(examined.output.match(/ {2}ok {2}/g)?.length, 1 + Object.keys(damages).length)

  const reported = await run(file, 'doctor', '--json')
  t.equal(reported.status, 0)
  const { checks, ...report } = JSON.parse(reported.output)
  t.strictSame(report, { file, whole: true })
  t.equal(checks.length, 1 + Object.keys(damages).length)

  t.equal((await run(file, 'backup', backup)).status, 0)
  t.ok(readFileSync(backup).equals(readFileSync(file)))
  const again = await run(file, 'backup', backup)
  t.equal(again.status, 1)
  t.match(again.output, /exists. Backups are not overwritten/)

  spoil(file)
  const damaged = await run(file, 'doctor')
  t.equal(damaged.status, 1)
  t.match(damaged.output, /must not be served. Build it anew.*conflict-facts load/)
  const listed = await run(file, 'doctor', '--json')
  t.equal(listed.status, 1)
  t.match(JSON.parse(listed.output), { whole: false })
  t.ok(JSON.parse(listed.output).checks.some(({ faults }: { faults: string[] }) => faults.length > 0))
  const other = `${backup}-2`
  t.match((await run(file, 'backup', other)).output, /damaged; nothing was written/)
  t.throws(() => statSync(other), { code: 'ENOENT' })

  t.match((await run(file, 'restore', `${file}-none`)).output, /There is no file/)
  writeFileSync(`${file}-text`, 'Not a database.')
  t.match((await run(file, 'restore', `${file}-text`)).output, /is not a Conflict Facts database/)
  const restored = await run(file, 'restore', backup)
  t.equal(restored.status, 0)
  t.match(restored.output, /holds version 1\.1\.0 of the dataset "conflict-facts" again/)
  t.ok(readFileSync(backup).equals(readFileSync(file)))
})

t.test('damage that is met later is told once, and mended by a load', async (t) => {
  const { seed, edit } = seedCopy(t)
  const databaseFile = join(folderFor(t), 'facts.sqlite')
  load(seed, databaseFile)
  const lines: { msg: string; level: number }[] = []
  const stream = { write: (line: string) => lines.push(JSON.parse(line)) }
  const app = await buildApp({ databaseFile, logger: { level: 'warn', stream } })
  t.teardown(() => app.close())
  const statusOf = async (url: string) => (await app.inject(url)).statusCode
  t.equal(await statusOf('/health/ready'), 200)

  spoil(databaseFile)
  for (let time = 0; time < 3; time += 1) {
    const answer = await app.inject('/v1/search?q=shells')
    t.equal(answer.statusCode, 503)
    t.match(answer.json(), { type: '/problems/not-ready', detail: /cannot be read/ })
    t.match(answer.headers['retry-after'], /^\d+$/)
  }
  t.equal(await statusOf('/health/ready'), 503)
  t.equal(await statusOf('/health/live'), 200)
  t.equal(lines.filter(({ msg }) => msg.startsWith('database damaged: build it anew with')).length, 1)

  edit('dataset.yaml', /^version: .*$/m, 'version: 1.1.1')
  load(seed, databaseFile)
  t.equal(await statusOf('/v1/search?q=shells'), 200)
  t.strictSame((await app.inject('/health/ready')).json(), { status: 'ok', dataset_version: '1.1.1' })
})
