import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { openSnapshot } from '../src/db/sqlite/open.ts'
import { SeedError } from '../src/load/faults.ts'
import { linesOfFile, maxLineBytes } from '../src/load/lines.ts'
import { load } from '../src/load/load.ts'
import { inPackage } from '../src/package.ts'
import { recordTypes } from '../src/vocabulary.ts'
import { folderFor, seedCopy } from './support/support.ts'

const fp = 'fp-2024-10-north-korean-shells'
const quotes = `${fp}/quotes.yaml`

const typeOf = (collection: string) =>
  Object.keys(recordTypes).find((type) => [`${type}s`, `${type.slice(0, -1)}ies`].includes(collection))

/** The records of a YAML file as lines. */
function linesOf(file: string): string[] {
  const { source, ...collections } = parse(readFileSync(inPackage('seed', file), 'utf8')) as Record<string, object[]>
  return Object.entries(collections).flatMap(([collection, list]) =>
    list.map((record) => JSON.stringify({ type: typeOf(collection), source, ...record })),
  )
}

t.test('records from NDJSON are those from YAML, wherever they stand', async (t) => {
  const { seed, add } = seedCopy(t)
  for (const name of ['quotes', 'estimates', 'source']) {
    rmSync(join(seed, fp, `${name}.yaml`))
    add(`${fp}/${name}.ndjson`, `\n${linesOf(`${fp}/${name}.yaml`).join('\n')}\n`)
  }
  const bodies = (folder: string) => {
    const file = join(folderFor(t), 'facts.sqlite')
    load(folder, file)
    const snapshot = openSnapshot(file)
    const rows = snapshot.sqlite.prepare('select id, body from records order by id').all()
    const found = snapshot.sqlite.prepare('select id, entities from search_documents order by id').all()
    snapshot.close()
    return { rows, found }
  }
  const [fromLines, fromYaml] = [bodies(seed), bodies(seedCopy(t).seed)]
  t.ok(fromYaml.rows.length > 300)
  t.strictSame(fromLines, fromYaml)
})

const [quote = ''] = linesOf(quotes)
const faulty: [what: string, line: string | Buffer, told: RegExp][] = [
  ['no JSON', '{"type": "quote"', /extra\.ndjson:2: Not JSON/],
  ['a list', '[]', /extra\.ndjson:2: Must be an object/],
  ['no type', '{"id": "x"}', /extra\.ndjson:2: type: Allowed: source, entity, mention/],
  ['a claim', '{"type": "claim", "id": "x"}', /extra\.ndjson:2: type: Allowed/],
  ['no id', '{"type": "quote"}', /extra\.ndjson:2: id: Each record needs an id/],
  ['a missing key', '{"type": "mention", "id": "x-1"}', /extra\.ndjson:2: entity: Missing\. Allowed: an id/],
  ['an id in use', quote, /extra\.ndjson:2: id: The id ".*" belongs to another quote/],
  [
    'a broken reference',
    quote.replace(/"id":"[^"]+"/, '"id":"x-1"').replace(/"source":"[^"]+"/, '"source":"none"'),
    /extra\.ndjson:2: source: There is no source with the id "none"/,
  ],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), /extra\.ndjson:2: Not UTF-8/],
  ['a line without end', 'x'.repeat(maxLineBytes + 1), /extra\.ndjson:2: Longer than/],
]

t.test('a line that is no record is refused with its number', async (t) => {
  for (const [what, line, told] of faulty) {
    const { seed } = seedCopy(t)
    writeFileSync(join(seed, 'extra.ndjson'), Buffer.concat([Buffer.from('\n'), Buffer.from(line)]))
    t.throws(() => load(seed, join(folderFor(t), 'facts.sqlite')), { name: 'SeedError', message: told }, what)
  }
})

t.test('a thousand faults are told, and how many more there are', async (t) => {
  const { seed, add } = seedCopy(t)
  add('extra.ndjson', 'x\n'.repeat(1234))
  try {
    load(seed, join(folderFor(t), 'facts.sqlite'))
    t.fail('was loaded')
  } catch (error) {
    t.ok(error instanceof SeedError)
    t.match((error as Error).message, /has 1234 faults/)
    t.match((error as Error).message, /and 234 more/)
  }
})

t.test('lines are read whole, wherever the parts of a file end', async (t) => {
  const file = join(folderFor(t), 'lines')
  const lines = Array.from({ length: 4000 }, (_, index) => 'é'.repeat((index * 37) % 900))
  writeFileSync(file, lines.join('\n'))
  t.strictSame(
    Array.from(linesOfFile(file), (bytes) => bytes.toString()),
    lines,
  )
})
