/** Words that stand in very many records: what is found is put in order by the fields that hold the words. */
import Database from 'better-sqlite3'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { appFor, getJson, seedCopy } from './support.ts'

/** Above 5,000 records hold `brigade` and `garrison`, which stands in no title; some of them `heron`, `kestrel`, `wagtail`. */
function manyBrigades(t: Test): string {
  const { seed, add } = seedCopy(t)
  const entities = Array.from({ length: 5_100 }, (_, index) => ({
    ...{ type: 'entity', id: `brigade-${index}`, kind: 'organization', named: true },
    name: `${index % 170 === 0 ? 'Kestrel ' : ''}Brigade ${index}${index % 51 === 0 ? ' of Heron' : ''}`,
    aliases: [
      'Garrison',
      ...(index % 15 === 0 ? [`Heron ${index}`] : []),
      ...(index % 300 === 1 ? [`Kestrel ${index}`] : []),
    ],
  }))
  const quotes = Array.from({ length: 40 }, (_, index) => ({
    ...{ type: 'quote', id: `quote-made-${index}`, source: 'fp-2024-10-north-korean-shells' },
    ...{ speakers: [`brigade-${index}`], claimant_kind: 'named', act: 'assertion', mode: 'indirect' },
    ...{ gist: index % 4 === 0 ? 'A kestrel was seen.' : 'A wagtail was seen.', evidence: [{ citation: true }] },
  }))
  add('made.ndjson', [...entities, ...quotes].map((record) => JSON.stringify(record)).join('\n'))
  return seed
}

const fields = ['title', 'words', 'notes', 'entities'] as const
type Document = Record<(typeof fields)[number], string> & { document: number; id: string; type: string }

/** The rule, on the texts themselves: the fewer fields hold all the words, the better. */
function byHand(documents: Document[], words: string[], types: string[]): { id: string; score: number }[] {
  const tokens = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return documents
    .filter(({ type }) => types.includes(type))
    .map((one) => {
      const held = [1, 2, 3, 4].map((count) => new Set(fields.slice(0, count).flatMap((field) => tokens(one[field]))))
      const score = 4 - held.findIndex((some) => words.every((word) => some.has(word)))
      return { id: one.id, score, document: one.document }
    })
    .filter(({ score }) => score <= 4)
    .sort((one, other) => other.score - one.score || one.document - other.document)
    .map(({ id, score }) => ({ id, score }))
}

async function allHits(app: FastifyInstance, query: string): Promise<{ id: string; score: number }[]> {
  const hits: { id: string; score: number }[] = []
  for (let next: string | null = `/v1/search?${query}`; next !== null; ) {
    const page = await getJson(app, next)
    if (page.ranking !== 'fields') throw new Error(`${query} is ranked by ${page.ranking}.`)
    for (const { id, score, snippet } of page.data) {
      if (snippet.matches.length === 0) throw new Error(`The snippet of ${id} shows no word.`)
      hits.push({ id, score })
    }
    next = page.next
  }
  return hits
}

t.test('with common words, all that is found comes by the fields that hold them, however many there are', async (t) => {
  const app = await appFor(t, manyBrigades(t))
  const sqlite = new Database(app.databaseFile, { readonly: true })
  const documents = sqlite.prepare('select * from search_documents').all() as Document[]
  sqlite.close()
  const sought = ['entity', 'source', 'quantity', 'origin', 'quote', 'estimate', 'event', 'relation', 'mention']
  for (const [words, size, types, count] of [
    [['brigade'], 1000, sought, 5_140],
    [['brigade', 'heron'], 90, sought, 423],
    [['heron', 'brigade'], 7, ['quote'], 3],
    [['brigade', 'kestrel'], 7, sought, 58],
    [['brigade', 'kestrel'], 100, ['quote', 'mention'], 11],
    [['brigade', 'wagtail', 'seen'], 4, sought, 30],
    [['brigade', 'shells'], 25, sought, 0],
    [['garrison'], 1000, sought, 5_140],
    [['garrison', 'heron'], 100, ['entity', 'quote'], 423],
  ] as const) {
    const expected = byHand(documents, [...words], [...types])
    t.equal(expected.length, count, `${count} records hold ${words.join(' ')}`)
    const query = `q=${words.join('+')}&limit=${size}${types === sought ? '' : `&type=${types.join()}`}`
    t.strictSame(await allHits(app, query), expected, query)
  }
})
