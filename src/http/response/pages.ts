/**
 * The one way lists are paged: keyset, over-fetched by one, forwards and back. A cursor is opaque to clients; it carries
 * the last key, the version of the dataset and the query it belongs to.
 *
 *   const scope = pageScope(request)
 *   const from = cursor === undefined ? undefined : readCursor(cursor, scope, keyLength)
 *   …rows beyond `from.key`, limit + 1 of them…
 *   linkNext(scope, limit, keyOfTheLastRowWhereThereAreMore)
 */
import { hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { integerType, type ParameterType, parameter } from '../contract/parameters.ts'
import { invalidParameters, Problem } from '../contract/problems.ts'
import { addressText, queryText, without } from './address.ts'

export const defaultLimit = 100
export const maxLimit = 1000

const notOurs = 'Not a cursor of this service. Take it from `next_cursor`, unchanged.'

const cursorType: ParameterType<string> = {
  read: (text) => (/^[\w-]{1,4000}$/.test(text) ? { value: text } : { fault: notOurs }),
  documented: { type: 'string', maxLength: 4000 },
}

export const pageParameters = {
  limit: parameter(integerType(1, maxLimit), `Records on a page, at most ${maxLimit}. Default: ${defaultLimit}.`, '25'),
  cursor: parameter(
    cursorType,
    'Start of the page: `next_cursor` of the previous page, unchanged. It is valid for the same filters, order and ' +
      'dataset version.',
  ),
}

/**
 * Parameters that change how a response looks and not which records the list has: a cursor stays valid when they
 * change.
 */
const presentation = ['limit', 'cursor', 'fields', 'include', 'facets', 'total', 'shape', 'bom']

/** The list that a cursor belongs to, and the addresses of its pages. */
export interface PageScope {
  /** Any change of the dataset changes it. */
  version: string
  /** Path of the list without its format. */
  list: string
  /** Path of the list in the requested format, as clients reach it. */
  path: string
  /** All parameters of the request, sorted by name. */
  parameters: URLSearchParams
}

/**
 * The list that a request asks for.
 * @param list path of the list, if the path of the request may name a format
 */
export const pageScope = (
  { address, publicUrl, digest }: Pick<FastifyRequest, 'address' | 'publicUrl' | 'digest'>,
  list = address.path,
): PageScope => ({ version: digest, list, path: publicUrl + address.path, parameters: address.parameters })

/** The records of a list, however they are presented. */
const selectionOf = ({ list, parameters }: PageScope): string =>
  `${list}?${queryText(without(parameters, presentation))}`

const checksum = (text: string): string => hash('sha256', `cursor:${text}`, 'base64url').slice(0, 8)
const short = (text: string): string => hash('sha256', text, 'base64url').slice(0, 12)

type KeyPart = string | number | null

/** The start of a page (`after` the row with this key) or its end (`before` it). */
export interface Place {
  direction: 'after' | 'before'
  key: KeyPart[]
}

function writeCursor(scope: PageScope, { direction, key }: Place): string {
  const content = JSON.stringify([short(scope.version), short(selectionOf(scope)), direction, ...key])
  const payload = Buffer.from(content).toString('base64url')
  return checksum(payload) + payload
}

const cursorContent = z.tuple(
  [z.string(), z.string(), z.enum(['after', 'before'])],
  z.union([z.string(), z.number(), z.null()]),
)

function contentOf(cursor: string): z.output<typeof cursorContent> | undefined {
  const payload = cursor.slice(8)
  if (checksum(payload) !== cursor.slice(0, 8)) return undefined
  try {
    return cursorContent.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data
  } catch {
    return undefined
  }
}

/**
 * Reads the place that a cursor represents.
 * @param length number of parts in the key of a row
 * @param directions directions in which the list can be walked
 * @throws Problem 400 if it is not a cursor of this list and query, 409 with the address to start again after a reload
 */
export function readCursor(
  cursor: string,
  scope: PageScope,
  length: number,
  directions: Place['direction'][] = ['after'],
): Place {
  const refuse = (detail: string) => invalidParameters([{ parameter: 'cursor', in: 'query', detail }])
  const content = contentOf(cursor)
  if (content === undefined) throw refuse(notOurs)
  const [version, selection, direction, ...key] = content
  if (selection !== short(selectionOf(scope)))
    throw refuse(
      'Belongs to another list, other filters or another order. Keep those of the first page, or start without a cursor.',
    )
  if (version !== short(scope.version)) {
    // The first page of the same size.
    const restart = addressText(scope.path, without(scope.parameters, ['cursor']))
    throw new Problem(
      'cursor-outdated',
      `The dataset was loaded again after this cursor was issued. Start again at ${restart}.`,
      { restart },
    )
  }
  if (key.length !== length || !directions.includes(direction)) throw refuse(notOurs)
  return { direction, key }
}

/** The cursor and address of the page after (or before) a key. */
export function pageAddress(scope: PageScope, limit: number | undefined, place: Place) {
  const cursor = writeCursor(scope, place)
  const parameters = without(scope.parameters, ['limit', 'cursor'])
  parameters.append('cursor', cursor)
  if (limit !== undefined) parameters.append('limit', String(limit))
  return { cursor, address: addressText(scope.path, parameters) }
}

/**
 * Cursor and address of the next page, for the body; the address is for the Link header as well.
 * @param lastKey key of the last row of this page; undefined on the last page
 */
export function linkNext(scope: PageScope, limit: number | undefined, lastKey: KeyPart[] | undefined) {
  if (lastKey === undefined) return { next_cursor: null, next: null }
  const { cursor: next_cursor, address: next } = pageAddress(scope, limit, { direction: 'after', key: lastKey })
  return { next_cursor, next }
}

/**
 * The rows of one page and the links to the next, for lists that are walked only forwards.
 * @param found rows after the place where the page starts: at most one more than `limit`
 * @param keyOf the key of a row in the order of the list
 */
export function cutPage<T>(
  found: T[],
  { scope, limit }: { scope: PageScope; limit: number },
  keyOf: (row: T) => KeyPart[],
) {
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  const next = linkNext(scope, limit, last && keyOf(last))
  return { rows, next, links: { next: next.next } }
}

/**
 * One page of a list that is made whole, and the links to the next.
 * @param after key of the row before the page; undefined for the first page
 */
export function pageOf<T>(
  all: T[],
  { scope, limit, after }: { scope: PageScope; limit: number; after: KeyPart[] | undefined },
  keyOf: (row: T) => KeyPart[],
) {
  const isBefore = (row: T) => keyOf(row).every((part, index) => part === after?.[index])
  const start = after === undefined ? 0 : all.findIndex(isBefore) + 1
  return cutPage(all.slice(start, start + limit + 1), { scope, limit }, keyOf)
}

export const nextContract = {
  next_cursor: z
    .string()
    .nullable()
    .meta({ description: 'Value of `cursor` for the next page; null on the last page.' }),
  next: z.string().nullable().meta({
    description:
      'Address of the next page, relative to the root of the service (absolute where it knows its own); null on the last page.',
  }),
}
