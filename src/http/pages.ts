/**
 * The one way lists are paged: keyset, forward, over-fetched by one. A cursor is opaque to clients; it carries the last
 * key, the version of the dataset and the query it belongs to.
 */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { integerType, type ParameterType, parameter } from './parameters.ts'
import { invalidParameters, Problem } from './problems.ts'

export const defaultLimit = 100
const maxLimit = 1000

const cursorType: ParameterType<string> = {
  read: (text) =>
    /^[\w-]{1,400}$/.test(text)
      ? { value: text }
      : { fault: 'Is not a cursor of this service. Take it from `next_cursor`, unchanged.' },
  documented: { type: 'string', maxLength: 400 },
}

export const pageParameters = {
  limit: parameter(integerType(1, maxLimit), `Records on a page, at most ${maxLimit}. Default: ${defaultLimit}.`, '25'),
  cursor: parameter(
    cursorType,
    'Where the page starts: `next_cursor` of the page before, unchanged. It is valid for the same filters and dataset version.',
  ),
}

/** What a cursor belongs to. */
export interface PageScope {
  /** Version of the facts: any change of the dataset changes it. */
  version: string
  path: string
  /** The filters, without limit and cursor. */
  filters: string
}

/** The list that a request asks for: its path, and its filters as they were written, in one order. */
export function pageScope(request: FastifyRequest, version: string): PageScope {
  const [path = '', query = ''] = request.url.split('?')
  const given = new URLSearchParams(query)
  for (const name of Object.keys(pageParameters)) given.delete(name)
  given.sort()
  return { version, path, filters: given.toString() }
}

const checksum = (text: string): string => createHash('sha256').update(`cursor:${text}`).digest('base64url').slice(0, 8)
const short = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12)

function writeCursor({ version, path, filters }: PageScope, key: string[]): string {
  const payload = Buffer.from(JSON.stringify([short(version), short(`${path}?${filters}`), ...key])).toString(
    'base64url',
  )
  return checksum(payload) + payload
}

/**
 * The key a cursor stands for.
 * @throws Problem 400 where it is not a cursor of this list and query, 409 with the way to start again after a reload
 */
export function readCursor(cursor: string, scope: PageScope): string[] {
  const payload = cursor.slice(8)
  const refuse = (detail: string) => invalidParameters([{ parameter: 'cursor', in: 'query', detail }])
  if (checksum(payload) !== cursor.slice(0, 8))
    throw refuse('Is not a cursor of this service. Take it from `next_cursor`, unchanged.')
  const [version, query, ...key] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
    string,
    string,
    ...string[],
  ]
  if (query !== short(`${scope.path}?${scope.filters}`))
    throw refuse(
      'Belongs to another list or other filters. Keep the filters of the first page, or start without a cursor.',
    )
  if (version !== short(scope.version)) {
    const restart = scope.filters === '' ? scope.path : `${scope.path}?${scope.filters}`
    throw new Problem(
      'cursor-outdated',
      `The dataset was loaded anew since this cursor was given. Start again at ${restart}.`,
      { restart },
    )
  }
  return key
}

/** Where the page after a key is; after [''] comes the first. */
export function pageAddress(reply: FastifyReply, scope: PageScope, limit: number, lastKey: string[]) {
  const query = new URLSearchParams(scope.filters)
  if (limit !== defaultLimit) query.set('limit', String(limit))
  const cursor = writeCursor(scope, lastKey)
  query.set('cursor', cursor)
  return { cursor, address: `${reply.server.publicUrl}${scope.path}?${query}` }
}

/**
 * Where the list goes on, for the body and as Link (RFC 8288).
 * @param lastKey key of the last row of this page; undefined where it is the last page
 */
export function linkNext(reply: FastifyReply, scope: PageScope, limit: number, lastKey: string[] | undefined) {
  if (lastKey === undefined) return { next_cursor: null, next: null }
  const { cursor: next_cursor, address: next } = pageAddress(reply, scope, limit, lastKey)
  reply.header('link', `<${next}>; rel="next"`)
  return { next_cursor, next }
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
