/**
 * The one way lists are paged: keyset, forward, over-fetched by one. A cursor is opaque to clients; it carries the last
 * key, the version of the dataset and the query it belongs to.
 */
import { createHash } from 'node:crypto'
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

const checksum = (text: string): string => createHash('sha256').update(`cursor:${text}`).digest('base64url').slice(0, 8)
const short = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12)

export function writeCursor({ version, path, filters }: PageScope, key: string[]): string {
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
