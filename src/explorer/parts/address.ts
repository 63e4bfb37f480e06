/** Addresses of views and of the API, under any path at which the service is mounted. */
import { FactsError, type Problem } from '../../client/index.ts'
import { conditionsFor } from './conditions.ts'

/** `…/explore/`: the server writes it as the base of the page. */
const base = new URL(document.baseURI)

/** The address above `/v1`, without a slash at the end. */
export const apiBase = new URL('..', base).href.replace(/\/$/, '')

export const homeHref = new URL('../explore', base).href

export interface Address {
  path: string[]
  query: URLSearchParams
}

/** The view of an address of this page; undefined for an address outside it. */
export function addressOf(url: URL): Address | undefined {
  const path = `${url.pathname}/`
  const isRoot = url.pathname === new URL(apiBase).pathname || path === new URL('..', base).pathname
  if (url.origin !== base.origin || !(isRoot || path.startsWith(base.pathname))) return undefined
  const names = isRoot ? [] : url.pathname.slice(base.pathname.length).split('/')
  return { path: names.filter((name) => name !== '').map(decode), query: url.searchParams }
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

export type Query = URLSearchParams | Record<string, string>

/** Parameters of a view that are not sent to the API; no parameter of the API has such a name. */
const ofView = ['show', 'order', 'scale', 'column'] as const

/**
 * The value of a parameter of a view; the first allowed one by default.
 * @throws FactsError with the allowed values, as the API refuses one
 */
export function chosen<T extends string>(
  query: URLSearchParams,
  name: (typeof ofView)[number],
  allowed: readonly T[],
): T {
  const value = query.get(name) ?? (allowed[0] as T)
  if (allowed.includes(value as T)) return value as T
  const detail = `There is no "${value}". Allowed: ${allowed.join(', ')}.`
  const title = 'A parameter is not valid'
  const errors = [{ parameter: name, in: 'query', detail, allowed: [...allowed] }]
  throw new FactsError({ type: 'about:blank', title, status: 400, detail: `${name}: ${detail}`, errors } as Problem)
}

/** The query of an address for the API, which refuses unknown parameters and lists the known ones. */
export const apiQuery = (query: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...new Set(query.keys())]
      .filter((name) => !(ofView as readonly string[]).includes(name))
      // A list may be repeated.
      .map((name) => [
        name,
        query
          .getAll(name)
          .filter((value) => value !== '')
          .join(),
      ])
      .filter(([, value]) => value !== ''),
  )

const search = (query: Query): string => {
  const text = new URLSearchParams(query).toString().replaceAll('%2C', ',')
  return text === '' ? '' : `?${text}`
}

/** The address of a view, relative to the base of the page. */
export const hrefOf = (path: string, query: Query = {}): string => path + search(query)

/** The address of a record's view, without conditions. */
export const recordPath = (collection: string, id: string): string => `${collection}/${encodeURIComponent(id)}`

/** The address of a record's view, under those conditions of the current view that it takes. */
export const recordHref = (collection: string, id: string): string =>
  hrefOf(recordPath(collection, id), conditionsFor(`${collection}/`))

/** The address of a list, under those conditions of the current view that it takes. */
export const listHref = (list: string, query: Record<string, string> = {}): string =>
  hrefOf(list, { ...conditionsFor(list), ...query })

/** The absolute address of a request to the API. */
export const apiUrl = (path: string, query: Query = {}): string => apiBase + path + search(query)

/** A query with some values set, or removed by ''. A changed query starts at its first page. */
export function changed(query: URLSearchParams, values: Record<string, string>): URLSearchParams {
  const next = new URLSearchParams(query)
  if (!('cursor' in values)) next.delete('cursor')
  for (const [name, value] of Object.entries(values))
    if (value === '') next.delete(name)
    else next.set(name, value)
  return next
}
