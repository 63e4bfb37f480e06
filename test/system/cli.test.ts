import { chmodSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { locate } from '../../src/cli/locate.ts'
import { seedFolder } from '../../src/cli/seed-folder.ts'
import { readTextFile } from '../../src/cli/text-file.ts'
import { verifyInDatabase } from '../../src/cli/verify.ts'
import { CodePointText } from '../../src/facts/spans.ts'
import { load } from '../../src/load/load.ts'
import { inPackage } from '../../src/package.ts'
import { command, start } from '../support/commands.ts'
import { databaseFor, folderFor, releasedSeed, seedCopy } from '../support/support.ts'

const run = (args: string[], env: Record<string, string> = {}, cwd?: string) =>
  start([...command, ...args], { LOG_LEVEL: 'silent', ...env }, cwd)

t.test('serve builds its data, answers, is safe to repeat from any folder, and ends on SIGTERM', async (t) => {
  const folder = folderFor(t)
  const env = { PORT: '0', DATABASE_FILE: join(folder, 'new', 'facts.sqlite') }
  for (const first of [true, false]) {
    const server = run(['serve'], env, first ? inPackage() : folder)
    const [, address] = await server.says(/Swagger UI\s+(http:\/\/\S+)\/docs/)
    t.equal(/Loaded dataset/.test(server.output()), first)
    const [, curl] = await server.says(/curl '([^']+)'/)
    const { data } = (await (await fetch(curl as string)).json()) as { data: unknown[] }
    t.ok(data.length > 0, 'the first curl that it prints finds facts')
    t.equal((await fetch(`${address}/health/ready`)).status, 200)
    server.child.kill('SIGTERM')
    t.equal(await server.ended, 0)
  }
})

t.test(
  'SIGUSR1 opens no inspector',
  { skip: process.platform === 'win32' && 'Windows has no such signal' },
  async (t) => {
    const server = run(['serve'], { PORT: '0', DATABASE_FILE: databaseFor(t) })
    const [, address] = await server.says(/Swagger UI\s+(http:\/\/\S+)\/docs/)
    for (const _ of [1, 2, 3]) {
      server.child.kill('SIGUSR1')
      t.equal((await fetch(`${address}/health/ready`)).status, 200)
    }
    server.child.kill('SIGTERM')
    t.equal(await server.ended, 0)
    t.notMatch(server.output(), /Debugger|inspector/i)
  },
)

t.test('serve says why it cannot start, and how to mend it', async (t) => {
  const folder = folderFor(t)
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  t.teardown(() => taken.close())
  const { port } = taken.address() as { port: number }
  const file = join(folder, 'facts.sqlite')
  writeFileSync(join(folder, 'diary.txt'), 'not a database')
  const newer = databaseFor(t)
  const { Database } = await import('../../src/db/sqlite/driver.ts')
  const database = new Database(newer)
  database.pragma('user_version = 999')
  database.close()
  mkdirSync(join(folder, 'shut'))
  chmodSync(join(folder, 'shut'), 0o500)
  const cases: [env: Record<string, string>, says: RegExp][] = [
    [{ PORT: String(port), DATABASE_FILE: file }, /Another program listens on this port\. Set PORT/],
    [
      { PORT: 'many', DATABASE_FILE: file, LOG_LEVEL: 'loud', PUBLIC_URL: 'ftp://x' },
      /PORT: .*\n.*LOG_LEVEL: One of .*\n.*PUBLIC_URL: /,
    ],
    [{ PORT: '', DATABASE_FILE: file }, /PORT: Port of the service/],
    [{ DATABASE_FILE: join(folder, 'diary.txt') }, /is not a Conflict Facts database/],
    [{ DATABASE_FILE: newer }, /schema version 999; this build reads \d+\. Run a newer build/],
    [{ DATABASE_FILE: join(folder, 'diary.txt', 'facts.sqlite') }, /not a folder|not a directory/i],
  ]
  if (process.getuid?.() !== 0)
    cases.push([{ DATABASE_FILE: join(folder, 'shut', 'facts.sqlite') }, /cannot be written|does not allow/])
  for (const [env, says] of cases) {
    const server = run(['serve'], env)
    t.equal(await server.ended, 1)
    t.match(server.output(), says)
    t.notMatch(server.output(), /\n\s+at /, 'no stack trace')
  }
})

t.test('verify tells by its exit status, and refuses what is no text', async (t) => {
  const folder = folderFor(t)
  const env = { DATABASE_FILE: databaseFor(t) }
  const source = 'fp-2024-10-north-korean-shells'
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const ask = async (path: string, ...more: string[]) => {
    const { ended, output } = run(['verify', source, path, ...more], env)
    return { status: await ended, output: output() }
  }
  const elsewhere = await ask(file('other.txt', 'Quite another text.'))
  t.equal(elsewhere.status, 1)
  t.match(elsewhere.output, /The text is another than the one recorded/)
  t.match(elsewhere.output, /0 verified, 0 moved, 0 ambiguous, \d+ missing/)
  const json = await ask(join(folder, 'other.txt'), '--json')
  t.match(JSON.parse(json.output), { source, text: { same: false }, spans: { verified: 0 } })

  t.match(await ask(file('empty.txt', '')), { status: 2, output: /is empty/ })
  const huge = file('huge.txt', 'x')
  truncateSync(huge, 2 ** 30)
  const refused: [path: string, says: RegExp][] = [
    [file('latin1.txt', Buffer.from([0x63, 0x61, 0x66, 0xe9])), /not UTF-8/],
    [join(folder, 'nowhere.txt'), /There is no file/],
    [folder, /is not a file/],
    [huge, /1073741824 bytes; a text has at most/],
  ]
  for (const [path, message] of refused) t.throws(() => readTextFile(path), { name: 'UsageError', message })
})

t.test(
  'load --check reads a seed and publishes nothing; locate finds phrases; unknown commands are refused',
  async (t) => {
    const folder = folderFor(t)
    const checked = run(['load', '--check'], { DATABASE_FILE: join(folder, 'none.sqlite') })
    t.equal(await checked.ended, 0)
    t.match(checked.output(), /The seed is in order: \d+ records/)
    t.match(checked.output(), /The excerpts cover [\d.]+ % of the text of ".+" \([\d.]+ % with their context\)\./)
    const text = join(folder, 'text.txt')
    writeFileSync(text, 'One 🛳️ left. Another left.')
    const located = run(['locate', text, 'left'])
    t.equal(await located.ended, 0)
    t.match(located.output(), /start: 7, end: 11, exact: left/)
    t.equal(await run(['locate', text, 'arrived']).ended, 1)
    t.equal(await run(['load', '--seed', join(folder, 'no-seed')]).ended, 1)
    t.equal(await run(['nonsense']).ended, 1)
  },
)

t.test('verify, serve and doctor take another seed, and refuse a file of another dataset', async (t) => {
  const { seed, add, edit } = seedCopy(t)
  const folder = folderFor(t)
  const passage = 'Nine 🛳️ left the harbour.\n'
  const text = `${passage}A month later:\n${passage}`
  edit('dataset.yaml', /^id: .*$/m, 'id: harbour')
  add(
    'harbour.yaml',
    JSON.stringify({
      source: 'log',
      sources: [
        {
          ...{ id: 'log', kind: 'other', title: 'Log', language: 'en', rights: 'ours', completeness: 'full' },
          text: { sha256: '0'.repeat(64), code_points: [...text].length, encoding: 'utf-8' },
        },
      ],
      quotes: [
        {
          ...{ id: 'quote-left', claimant_kind: 'none', act: 'assertion', mode: 'indirect', gist: 'Ships have gone.' },
          evidence: locate(new CodePointText(text), ['Nine', 'left the harbour']),
        },
      ],
    }),
  )
  const [ours, others] = [join(folder, 'ours.sqlite'), databaseFor(t)]
  const ask = async (file: string, ...args: string[]) => {
    const { ended, output } = run(args, { DATABASE_FILE: file })
    return { status: await ended, output: output() }
  }
  const copy = join(folder, 'copy.txt')
  writeFileSync(copy, `\ufeff${passage}`)
  const verified = await ask(ours, 'verify', 'log', copy, '--seed', seed, '--record')
  t.match(verified, { status: 0, output: /^verified, one occurrence of two {2}quote quote-left: 4 spans$/m })
  t.match(verified.output, /2 verified, 0 moved, 0 ambiguous, 0 missing, 2 not repeated\./, 'the mark moves nothing')
  t.match(readFileSync(join(seed, 'verifications.yaml'), 'utf8'), /not_repeated: 2\n/)
  t.match(
    await ask(ours, 'doctor', '--seed', seed),
    { status: 1, output: /another state of the seed/ },
    'just recorded',
  )
  load(seed, ours)
  t.match(await ask(ours, 'doctor', '--seed', seed), { status: 0, output: /ok {3}holds what the seed in/ })
  const server = run(['serve', '--seed', seed], { DATABASE_FILE: ours, PORT: '0' })
  const [, address] = await server.says(/Swagger UI\s+(http:\/\/\S+)\/docs/)
  t.equal((await fetch(`${address}/v1/quotes/quote-left`)).status, 200)
  server.child.kill('SIGTERM')
  t.equal(await server.ended, 0)

  const refused = { output: /holds the dataset ".*", and the seed in .* is of "harbour"\. Set DATABASE_FILE/ }
  t.match(await ask(others, 'serve', '--seed', seed), { status: 1, ...refused })
  t.match(await ask(others, 'verify', 'log', copy, '--seed', seed), { status: 2, ...refused })
  t.match(await ask(others, 'doctor', '--seed', seed), { status: 1, output: /the seed is of "harbour"/ })
  for (const nowhere of [join(folder, 'nowhere'), copy])
    t.throws(() => seedFolder(nowhere), { name: 'UsageError', message: /There is no folder/ })
})

t.test('verify tests nothing, and records nothing, while the seed has a fault', async (t) => {
  const { seed, edit } = seedCopy(t)
  const databaseFile = join(folderFor(t), 'facts.sqlite')
  load(seed, databaseFile)
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'act: demand', 'act: wish')
  await t.rejects(verifyInDatabase('fp-2024-10-north-korean-shells', 'text', 'f', { databaseFile, seed }), {
    message: /nothing was loaded[\s\S]*Nothing was tested/,
  })
})

t.test('load --check refuses what load would refuse: an id that was served and is gone', async (t) => {
  const { seed, edit } = releasedSeed(t)
  const env = { DATABASE_FILE: databaseFor(t) }
  edit('fp-2024-10-north-korean-shells/relations.yaml', 'id: relation-north-korea-trades', 'id: relation-renamed')
  const checked = run(['load', '--check', '--seed', seed], env)
  t.equal(await checked.ended, 1)
  t.match(checked.output(), /"relation-north-korea-trades" of version .* is gone/)
  edit('fp-2024-10-north-korean-shells/relations.yaml', 'id: relation-renamed', 'id: relation-north-korea-trades')
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
  const loaded = run(['load', '--seed', seed], env)
  t.equal(await loaded.ended, 1)
  t.match(loaded.output(), /Version 1\.1\.0 was released, .* Since then: 1 changed \(quote-/)
})
