/** Words that stand in very many records. */

import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { Database } from '../src/db/driver.ts'
import { appFor, getJson, seedCopy } from './support/support.ts'

/** Above 5,000 records hold `brigade` and `garrison`; some of them `heron`, `kestrel`, `wagtail`. */
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

/** The records that hold all the words, by the texts themselves. */
function byHand(documents: Document[], words: string[], types: string[]): string[] {
  const tokens = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return documents
    .filter(({ type }) => types.includes(type))
    .filter((one) => {
      const held = new Set(fields.flatMap((field) => tokens(one[field])))
      return words.every((word) => held.has(word))
    })
    .map(({ id }) => id)
    .sort()
}

async function allHits(app: FastifyInstance, query: string): Promise<{ id: string; score: number }[]> {
  const hits: { id: string; score: number }[] = []
  for (let next: string | null = `/v1/search?${query}`; next !== null; ) {
    const page = await getJson(app, next)
    for (const { id, score, snippet } of page.data) {
      if (snippet.matches.length === 0) throw new Error(`The snippet of ${id} shows no word.`)
      hits.push({ id, score })
    }
    next = page.next
  }
  return hits
}

t.test('all records that hold the words are walked, each once, the best first, however many there are', async (t) => {
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
    [['garrison', 'heron'], 100, ['entity', 'quote'], 423],
  ] as const) {
    const query = `q=${words.join('+')}&limit=${size}${types === sought ? '' : `&type=${types.join()}`}`
    const hits = await allHits(app, query)
    t.equal(hits.length, count, `${count} records hold ${words.join(' ')}`)
    t.strictSame(hits.map(({ id }) => id).sort(), byHand(documents, [...words], [...types]), query)
    t.ok(
      hits.every(({ score }, index) => index === 0 || score <= (hits[index - 1]?.score as number)),
      'the best first',
    )
    const { facets, meta } = await getJson(app, `/v1/search?q=${words.join('+')}&facets=type&total=true&limit=1`)
    const expected = byHand(documents, [...words], sought)
    t.equal(meta.total, expected.length)
    t.equal(
      facets.type.buckets.reduce((sum: number, one: { count: number }) => sum + one.count, 0),
      expected.length,
    )
  }
})
