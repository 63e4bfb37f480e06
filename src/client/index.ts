/**
 * A typed client of the service, for Node.js and browsers: types from `openapi.yaml`, requests by `fetch`.
 *
 *   import { createClient } from 'conflict-facts-client'
 *   const facts = createClient('http://127.0.0.1:3000')
 *   for await (const { low, as_stated } of facts.list('estimates', { quantity: ['shells-delivered-kp-ru'] }))
 *     console.log(as_stated, low) // low: number | null
 */
import createFetchClient, { type Client, type ClientOptions } from 'openapi-fetch'
import type { components, paths } from './contract.ts'
import { requirePlain, writeQuery } from './query.ts'

export type { components, paths } from './contract.ts'
export type Schemas = components['schemas']
export type Problem = Schemas['Problem']

/** The collections whose records have an address of their own. */
export type RecordCollection = { [P in keyof paths]: P extends `/v1/${infer C}/{id}` ? C : never }[keyof paths]
export type Collection = RecordCollection | 'timeline'

type GetResponse<C extends RecordCollection> =
  paths[`/v1/${C}/{id}`]['get']['responses'][200]['content']['application/json']

/** A record of a collection. */
export type RecordOf<C extends Collection> = C extends RecordCollection
  ? GetResponse<C>['data']
  : Schemas['TimelineEntry']

/** Media types that the client reads. */
type MediaTypes = 'application/json' | 'application/problem+json'

type ListPath = `/v1/${Collection}`
type QueryOf<C extends Collection> = NonNullable<paths[`/v1/${C}`]['get']['parameters']['query']>

/** The parameters of a list. */
export type ListQuery<C extends Collection> = Omit<QueryOf<C>, 'fields'>

/** Parameters of a page, not of its records. */
const ofPages = ['facets', 'total'] as const

/** The parameters of a walk through a list: those of a list except those of its pages. */
export type WalkQuery<C extends Collection> = Omit<ListQuery<C>, (typeof ofPages)[number]>

/** A page of a list, with the requested fields of each record. */
export type Page<Item> = Omit<Schemas['EstimateList'], 'data'> & { data: Item[] }

/** The records of a list, one by one. */
export interface Walk<Item> extends AsyncGenerator<Item, void> {
  /** With `include`: the records that those read so far refer to, by id. */
  readonly included: ReadonlyMap<string, Schemas['IncludedRecord']>
}

/** An error response of the service, with its problem details (RFC 9457). */
export class FactsError extends Error {
  override name = 'FactsError'
  readonly status: number
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.status = problem.status
    this.problem = problem
  }
}

/**
 * A client of one service. A parameter that is undefined is not sent. An empty list, null, NaN, an object, or undefined
 * within a list throws a TypeError: no given parameter is left out silently.
 */
export interface FactsClient {
  /** Every operation of the contract, by its path (openapi-fetch). */
  http: Client<paths, MediaTypes>
  /**
   * One record.
   * @throws FactsError 404 if there is none, 410 if it was withdrawn
   */
  get<C extends RecordCollection>(collection: C, id: string): Promise<RecordOf<C>>
  /** One page of a list; with `fields`, its records have only those. */
  page<C extends Collection, F extends keyof RecordOf<C> = keyof RecordOf<C>>(
    collection: C,
    query?: ListQuery<C> & { fields?: readonly F[] },
  ): Promise<Page<Pick<RecordOf<C>, F>>>
  /**
   * Every record of a list, fetched page by page while it is read. `limit` is the size of a page. With `include`,
   * `included` has the records that a record refers to before that record is yielded.
   * @throws FactsError 409 if the dataset was loaded again during the walk; start again then
   */
  list<C extends Collection, F extends keyof RecordOf<C> = keyof RecordOf<C>>(
    collection: C,
    query?: WalkQuery<C> & { fields?: readonly F[] },
  ): Walk<Pick<RecordOf<C>, F>>
}

/**
 * A client of a service.
 * @param baseUrl address of the service, with its path prefix if it has one
 * @param options passed to openapi-fetch, such as `fetch` or `headers`
 */
export function createClient(
  baseUrl: string,
  options: Omit<ClientOptions, 'baseUrl' | 'querySerializer'> = {},
): FactsClient {
  const http = createFetchClient<paths, MediaTypes>({
    ...options,
    baseUrl,
    querySerializer: writeQuery,
  })
  // Lists of all collections have the same structure; the types of the interface state which record is in them.
  const read = async (path: string, params: object): Promise<unknown> => {
    const { data, error, response } = await http.GET(path as ListPath, { params } as never)
    if (response.ok) return data
    // A proxy in front of the service may send an error that is not a problem of the service.
    const { status, statusText } = response
    const isProblem = typeof error === 'object' && error !== null && 'detail' in error
    const detail = `The answer is ${status} ${statusText}, and no problem of this service.`
    throw new FactsError(isProblem ? (error as Problem) : { type: 'about:blank', title: statusText, status, detail })
  }
  const readPage = async (collection: string, query: unknown) => {
    requirePlain(query)
    return (await read(`/v1/${nameOf(collection)}`, { query })) as Page<Schemas['IncludedRecord']>
  }
  async function* walk(collection: string, query: object, included: Map<string, Schemas['IncludedRecord']>) {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const from = cursor === undefined ? query : { ...query, cursor }
      requirePlain(from)
      refuseOfPages(from)
      const page = await readPage(collection, from)
      for (const record of page.included ?? []) included.set(record.id, record)
      yield* page.data
      cursor = page.next_cursor
    }
  }
  const client = {
    http,
    get: async (collection: string, id: string) =>
      ((await read(`/v1/${nameOf(collection)}/{id}`, { path: { id: nameOf(id) } })) as { data: unknown }).data,
    page: (collection: string, query: object = {}) => readPage(collection, query),
    list(collection: string, query: object = {}) {
      const included = new Map<string, Schemas['IncludedRecord']>()
      return Object.assign(walk(collection, query, included), { included })
    },
  }
  return client as unknown as FactsClient
}

/**
 * Encodes a part of a path.
 * @throws TypeError for a text that would change the path
 */
function nameOf(text: unknown): string {
  if (typeof text === 'string' && /^[\w-]+$/.test(text)) return text
  throw new TypeError(`${JSON.stringify(text)} is no collection or id. Allowed: letters, digits and hyphens.`)
}

/**
 * Refuses parameters of pages in a walk, where they would have no effect.
 * @throws TypeError naming one of them
 */
function refuseOfPages(query: Record<string, unknown>): void {
  const name = ofPages.find((one) => query[one] !== undefined)
  if (name !== undefined) throw new TypeError(`${name}: Its effect would be lost here; ask page() for it.`)
}
