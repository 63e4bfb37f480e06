/** Trials as data. A trial asks one kind of question of several servers, in turns. */
import type { Sample } from './sample.ts'

export const peerNames = ['platformatic', 'json-server', 'soul'] as const
export type PeerName = (typeof peerNames)[number]

/** The same question as each server wants it. No peer: it has nothing that answers it. */
export type Question = { ours: string } & Partial<Record<PeerName, string>>

export interface Trial {
  name: string
  title: string
  /**
   * hot: one address over and over. revalidation: the same, by a client that holds the answer. cold: each address once.
   * single: as cold, one request at a time.
   */
  kind: 'hot' | 'revalidation' | 'cold' | 'single'
  /** Of a `single` one: questions of each round, where there are not few because each takes long. */
  count?: number
  headers?: Record<string, string>
  /** The question with this number, another for each number; undefined where the data have no more. */
  ask(sample: Sample, index: number): Question | undefined
}

const page = 25
const of = <T>(values: T[], index: number): T | undefined => values[index % values.length]

/** So many questions are asked anew on pages of one record less each time; undefined where pages would be too small. */
const sizeOf = (index: number, questions: number, least = 15): number | undefined => {
  const size = page - Math.floor(index / questions)
  return size < least ? undefined : size
}

/** A tolerance that makes the question of each number another one. */
const toleranceOf = (index: number): number => ((index % 9999) + 1) / 10_000

const record = ({ records }: Sample, index: number): Question | undefined => {
  const found = records[index]
  if (found === undefined) return undefined
  const { id, collection } = found
  return {
    ours: `/v1/${collection}/${id}`,
    platformatic: `/records/${id}`,
    'json-server': `/records/${id}`,
    soul: `/api/tables/records/rows/${id}`,
  }
}

const oneEstimate = ({ estimates }: Sample, index: number): Question | undefined =>
  ours(`/v1/estimates/${estimates[index]?.id}`)

/** Estimates of one quantity with at least so much as their floor. The floor makes each question a new one. */
const filtered = ({ estimates }: Sample, index: number): Question | undefined => {
  const found = of(estimates, index)
  if (found === undefined) return undefined
  const low = index + 1
  const { quantity } = found
  return {
    ours: `/v1/estimates?limit=${page}&low_gte=${low}&quantity=${quantity}`,
    platformatic: `/estimates/?limit=${page}&where.low.gte=${low}&where.quantity.eq=${quantity}`,
    'json-server': `/estimates?_limit=${page}&low_gte=${low}&quantity=${quantity}`,
    soul: `/api/tables/estimates/rows?_limit=${page}&_filters=low__gte:${low},quantity:${quantity}`,
  }
}

/** Questions that no trial asks, to warm up a server that has just started. */
export const warmUpPaths = ({ estimates }: Sample): string[] =>
  estimates.slice(0, 2000).map(({ quantity }, index) => `/v1/estimates?limit=24&low_gte=${index}&quantity=${quantity}`)

const combined = ({ estimates }: Sample, index: number): Question | undefined => {
  const found = of(estimates, index)
  if (found === undefined) return undefined
  const other = of(estimates, index * 3 + 1)
  return {
    ours: `/v1/estimates?limit=${page}&high_lte=${1e9 + index}&modifier=${found.modifier},between&quantity=${found.quantity},${other?.quantity}`,
  }
}

/** Places in the second half of the list, each on pages of several sizes: of small data there are too few places. */
const deep = (sample: Sample, index: number): Question | undefined => {
  const found = of(sample.deep, index)
  const size = sizeOf(index, sample.deep.length)
  if (found === undefined || size === undefined) return undefined
  const from = found.place + 1
  return {
    ours: sample.addressAfter('/v1/estimates', '', [found.id], size),
    platformatic: `/estimates/?limit=${size}&offset=${from}`,
    'json-server': `/estimates?_limit=${size}&_start=${from}`,
    soul: `/api/tables/estimates/rows?_limit=${size}&_page=${Math.ceil(from / size)}`,
  }
}

/** One of the words that most records hold, each on pages of several sizes. */
const frequentWord = ({ frequent }: Sample, index: number): string | undefined => {
  const size = sizeOf(index, frequent.length, 1)
  return size === undefined ? undefined : `q=${of(frequent, index)}&limit=${size}`
}

/** Two words, both common: many records hold them, and each question is another pair on another size of page. */
const commonWords = ({ common }: Sample, index: number): string | undefined => {
  const pairs = common.length * (common.length - 1)
  const pair = index % pairs
  const first = Math.floor(pair / (common.length - 1))
  const second = (first + 1 + (pair % (common.length - 1))) % common.length
  const size = sizeOf(index, pairs)
  return size === undefined ? undefined : `q=${common[first]}+${common[second]}&limit=${size}`
}

const rareWord = ({ rare }: Sample, index: number): string | undefined => {
  const size = sizeOf(index, rare.length, 5)
  return size === undefined ? undefined : `q=${of(rare, index)}&limit=${size}`
}

const search = (query: string | undefined): Question | undefined => {
  if (query === undefined) return undefined
  const { q, limit } = Object.fromEntries(new URLSearchParams(query)) as { q: string; limit: string }
  const words = encodeURIComponent(q)
  return {
    ours: `/v1/search?limit=${limit}&q=${words}`,
    'json-server': `/records?_limit=${limit}&q=${words}`,
    soul: `/api/tables/records/rows?_limit=${limit}&_search=${words}`,
  }
}

const ours = (path: string | undefined): Question | undefined => (path === undefined ? undefined : { ours: path })
const alone = (question: Question | undefined): Question | undefined => ours(question?.ours)
const withQuery = (question: Question | undefined, more: string): Question | undefined =>
  ours(question && `${question.ours}&${more}`)

export const trials: Trial[] = [
  {
    name: 'hot-record',
    title: 'one estimate, again and again',
    kind: 'hot',
    ask: oneEstimate,
  },
  {
    name: 'hot-page',
    title: 'one page of 25, again and again',
    kind: 'hot',
    ask: (sample, index) => alone(filtered(sample, index)),
  },
  {
    name: 'hot-page-gzip',
    title: 'one page of 25, gzip',
    kind: 'hot',
    headers: { 'accept-encoding': 'gzip' },
    ask: (sample, index) => alone(filtered(sample, index)),
  },
  {
    name: '304-record',
    title: 'one estimate, not modified',
    kind: 'revalidation',
    ask: oneEstimate,
  },
  {
    name: '304-page',
    title: 'one page of 25, not modified',
    kind: 'revalidation',
    ask: (sample, index) => alone(filtered(sample, index)),
  },
  { name: 'record', title: 'records by id, each once', kind: 'cold', ask: record },
  { name: 'page', title: 'filtered pages of 25', kind: 'cold', ask: filtered },
  { name: 'combined-page', title: 'pages of 25, three filters', kind: 'cold', ask: combined },
  { name: 'deep-page', title: 'pages of 15 to 25 from the second half of the list', kind: 'cold', ask: deep },
  {
    name: 'sorted-page',
    title: 'sorted pages of 25',
    kind: 'cold',
    ask: (_sample, index) => ours(`/v1/estimates?limit=${page}&low_gte=${index + 1}&sort=-low`),
  },
  {
    name: 'search-common',
    title: 'search, two common words',
    kind: 'cold',
    ask: (sample, index) => search(commonWords(sample, index)),
  },
  {
    name: 'search-rare',
    title: 'search, one rare word',
    kind: 'cold',
    ask: (sample, index) => search(rareWord(sample, index)),
  },
  {
    name: 'q-page',
    title: '`q=` pages of 25, one rare word',
    kind: 'cold',
    ask: (sample, index) => {
      const query = rareWord(sample, index)
      return ours(query && `/v1/estimates?${query}`)
    },
  },
  {
    name: 'fields-page',
    title: 'filtered pages of 25, `fields=`',
    kind: 'cold',
    ask: (sample, index) => withQuery(filtered(sample, index), 'fields=id,as_stated,low,high'),
  },
  {
    name: 'include-page',
    title: 'filtered pages of 25, `include=`',
    kind: 'cold',
    ask: (sample, index) => withQuery(filtered(sample, index), 'include=source,quantity'),
  },
  {
    name: 'gzip-page',
    title: 'filtered pages of 25, gzip',
    kind: 'cold',
    headers: { 'accept-encoding': 'gzip' },
    ask: (sample, index) => alone(filtered(sample, index)),
  },
  {
    name: 'search-one',
    title: 'search, one of the 500 commonest words',
    kind: 'single',
    count: 2000,
    ask: (sample, index) => alone(search(frequentWord(sample, index))),
  },
  {
    name: 'search-two',
    title: 'search, two of the 40 commonest words',
    kind: 'single',
    count: 2000,
    ask: (sample, index) => alone(search(commonWords(sample, index))),
  },
  {
    name: 'comparison',
    title: 'comparison of the quantity with most estimates',
    kind: 'single',
    ask: ({ largest }, index) => ours(`/v1/quantities/${largest.quantity}/comparison?tolerance=${toleranceOf(index)}`),
  },
  {
    name: 'total',
    title: '`total=true` of all estimates',
    kind: 'single',
    ask: (_sample, index) => ours(`/v1/estimates?limit=${index + 1}&total=true`),
  },
  {
    name: 'total-filtered',
    title: '`total=true` of one quantity',
    kind: 'single',
    ask: ({ largest }, index) => ours(`/v1/estimates?limit=${index + 1}&quantity=${largest.quantity}&total=true`),
  },
  {
    name: 'facets',
    title: '`facets=` of all estimates',
    kind: 'single',
    ask: (_sample, index) => ours(`/v1/estimates?facets=modifier,claimant&limit=${index + 1}`),
  },
  {
    name: 'facets-filtered',
    title: '`facets=` of one quantity',
    kind: 'single',
    ask: ({ largest }, index) =>
      ours(`/v1/estimates?facets=modifier,claimant&limit=${index + 1}&quantity=${largest.quantity}`),
  },
]

/** Slow questions that must not hold up others: each is asked over and over while records are asked for by id. */
export const slowQuestions: { name: string; title: string; ask: Trial['ask'] }[] = [
  {
    name: 'search',
    title: 'searching common words',
    ask: (sample, index) => alone(search(commonWords(sample, index))),
  },
  { name: 'export', title: 'exporting all records', ask: () => ours('/v1/export/records.ndjson') },
  {
    name: 'facets',
    title: 'counting facets',
    ask: (_sample, index) => ours(`/v1/estimates?facets=modifier,claimant&limit=${page}&low_gte=${index + 1}`),
  },
  {
    name: 'comparison',
    title: 'comparing the largest quantity',
    ask: ({ largest }, index) => ours(`/v1/quantities/${largest.quantity}/comparison?tolerance=${toleranceOf(index)}`),
  },
]

/** Whole sets, by size. */
export const exports: { name: string; title: string; path: string }[] = [
  { name: 'csv', title: 'all estimates as CSV', path: '/v1/estimates.csv' },
  { name: 'ndjson', title: 'all records as NDJSON', path: '/v1/export/records.ndjson' },
]
