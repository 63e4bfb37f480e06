/** The same requests to the same dataset on two engines, compared byte for byte. */
import type { FastifyInstance } from 'fastify'
import { operations } from './contract-document.ts'
import fc from './fast-check.ts'
import { anyRequest } from './requests.ts'

interface Request {
  url: string
  headers: Record<string, string>
}

/** Each operation alone, then with each example, and each term, of each of its parameters, alone. */
function plainRequests(): Request[] {
  return operations.flatMap(({ path, parameters }) => {
    const valuesOf = ({ schema, example }: (typeof parameters)[number]) => [
      ...new Set(
        [
          ...(schema.examples ?? []),
          ...(schema.enum ?? []),
          ...(schema.items?.enum ?? []),
          ...(example === undefined ? [] : [example]),
        ].map(String),
      ),
    ]
    const at = parameters
      .filter((one) => one.in === 'path')
      .reduce((url, one) => url.replace(`{${one.name}}`, encodeURIComponent(valuesOf(one)[0] ?? 'x')), path)
    const queries = parameters
      .filter((one) => one.in === 'query')
      .flatMap((one) =>
        valuesOf(one).flatMap((value) => [
          `${one.name}=${encodeURIComponent(value)}`,
          `${one.name}=${encodeURIComponent(value)}&total=true`,
        ]),
      )
    return [at, ...queries.map((query) => `${at}?${query}`)].map((url) => ({ url, headers: {} }))
  })
}

/** Requests made from the contract: every parameter of every operation, then arbitrary ones. */
export function requestsFromContract(count: number, seed: number): Request[] {
  const plain = plainRequests()
  const arbitrary = fc.sample(anyRequest, { numRuns: Math.max(0, count - plain.length), seed })
  return [...plain, ...arbitrary.map(({ url, headers }) => ({ url, headers: headers as Record<string, string> }))]
}

/** Routes whose answers are the process's own, or ordered by the ranking of the engine. */
const isRanked = (url: string) => /^\/v1\/search/.test(url)
const isOwn = (url: string) => /^\/health|^\/metrics/.test(url)

/** Headers that follow from the request and the dataset. */
const compared = [
  'content-type',
  'content-encoding',
  'etag',
  'last-modified',
  'link',
  'vary',
  'total-count',
  'dataset-version',
  'retry-after',
  'content-range',
]

export interface Comparison {
  compared: number
  statuses: Map<number, number>
  /** Requests whose answers differ, with what differs. */
  differing: string[]
}

export async function compareEngines(
  one: FastifyInstance,
  other: FastifyInstance,
  requests: Request[],
): Promise<Comparison> {
  const result: Comparison = { compared: 0, statuses: new Map(), differing: [] }
  for (const { url, headers } of requests) {
    if (isOwn(url)) continue
    const [answer, second] = await Promise.all([one, other].map((app) => app.inject({ url, headers })))
    if (answer === undefined || second === undefined) continue
    result.compared += 1
    result.statuses.set(answer.statusCode, (result.statuses.get(answer.statusCode) ?? 0) + 1)
    const [told, toldSecond] = [answer, second].map((each) => describe(each, url))
    for (const [part, value] of Object.entries(told as Record<string, unknown>))
      if ((toldSecond as Record<string, unknown>)[part] !== value)
        result.differing.push(
          `${url} ${JSON.stringify(headers)} ${part}: ${firstDifference(String(value), String((toldSecond as Record<string, unknown>)[part]))}`,
        )
  }
  return result
}

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>

/** All that an answer says, by parts, but for what engines do not share. */
export function describe({ statusCode, headers, rawPayload, body }: Answer, url: string): Record<string, unknown> {
  if (isRanked(url) && statusCode === 200)
    return { statusCode, 'content-type': headers['content-type'], found: foundIn(body, headers) }
  const isProblem = statusCode >= 400
  const isSearched = /[?&]q=/.test(url)
  return {
    statusCode,
    ...Object.fromEntries(
      compared.filter((name) => !(isSearched && /etag|link/.test(name))).map((name) => [name, headers[name]]),
    ),
    // A problem has the id of its request; a search has the cursor of its engine.
    body: isProblem
      ? body.replace(/"instance":"[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
      : isSearched
        ? body.replace(/"next(_cursor)?":"[^"]*"/g, '')
        : rawPayload.toString('latin1'),
  }
}

/** The records that a search found, in no order, and how many. */
function foundIn(body: string, headers: Answer['headers']): string {
  if (!/json/.test(String(headers['content-type'])) || headers['content-encoding'] !== undefined)
    return String(headers['total-count'])
  const { data, meta, facets, suggestions } = JSON.parse(body.split('\n').length > 2 ? '{}' : body)
  return JSON.stringify({
    ids: data?.length >= 100 ? data.length : data?.map(({ id }: { id: string }) => id).sort(),
    total: meta?.total,
    facets,
    suggestions,
  })
}

function firstDifference(one: string, other: string): string {
  const at = [...one].findIndex((sign, index) => sign !== other[index])
  const from = Math.max(0, (at === -1 ? one.length : at) - 40)
  return JSON.stringify([one.slice(from, from + 160), other.slice(from, from + 160)])
}
