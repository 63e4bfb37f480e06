import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FilterQuery } from '../../db/filters.ts'
import type { Facts } from '../../db/open.ts'
import type { KeyValue } from '../../db/sorts.ts'
import {
  defaultLimit,
  linkNext,
  maxLimit,
  nextLink,
  ownAddress,
  type PageScope,
  pageAddress,
  pageScope,
  readCursor,
} from '../../http/pages.ts'
import { type Made, preferredOf } from '../../http/representations.ts'
import { meta } from '../dataset.ts'
import { pageDocument } from '../jsonld/document.ts'
import { valuesOf } from './columns.ts'
import { type Format, formatOf, formatsOf, mediaTypes, pickFields, refuseMisplaced, writers } from './formats.ts'
import { includable, type ListQuery, splitQuery } from './parameters.ts'
import {
  areFew,
  countFacets,
  countMatches,
  countUndated,
  findBodies,
  findRecords,
  type JoinedRecords,
  joinFew,
  joinRecords,
  keysOf,
  type Page,
  type RecordRow,
} from './queries.ts'
import { resolveReferences } from './references.ts'
import type { Listing } from './resource.ts'

/** Rows fetched at a time where a whole list is sent. */
const batchSize = 500

/**
 * Answers with a list in the format of the address, else in the one that Accept prefers: a page of it or, in formats
 * that have no place to say that there is more, all of it unless a limit or a cursor is given.
 */
export function answerList(
  request: FastifyRequest,
  reply: FastifyReply,
  listing: Listing,
  suffix: Format | undefined,
): Promise<FastifyReply> {
  const { facts, query, headers } = request
  const { filters: written, asked } = splitQuery(query as FilterQuery & ListQuery)
  const format =
    suffix ??
    formatOf(
      preferredOf(
        headers.accept,
        formatsOf(listing).map((one) => mediaTypes[one]),
      ),
    )
  refuseMisplaced(format, asked)
  const filters = resolveReferences(facts, listing, written)
  const list = `/v1/${listing.collection}`
  const scope = pageScope(request, facts.dataset.digest, list)
  const keys = keysOf(listing, asked.sort)
  const from =
    asked.cursor === undefined ? undefined : readCursor(asked.cursor, scope, keys.length, ['after', 'before'])
  const isFlat = format === 'csv' || format === 'ndjson' || asked.shape === 'array'
  const ask: Ask = { facts, listing, filters, asked, scope, page: { keys, from, limit: asked.limit ?? defaultLimit } }
  const make = () => {
    if (isFlat && asked.limit === undefined && from === undefined) return wholeList(ask, format)
    if (isFlat) return flatPage(ask, format)
    return format === 'jsonld' ? linkedPage(ask, request) : jsonPage(ask)
  }
  return reply.sendFacts(
    [scope.query, String(asked.limit), asked.cursor ?? ''],
    { [mediaTypes[format]]: make },
    {
      isNegotiated: suffix === undefined,
      headers: disposition(format, listing),
      isSlow: () => {
        if (format !== 'json' || isLong(filters, asked)) return true
        if (isQuick(facts, listing, filters, asked)) return false
        ask.few = asked.fields === undefined ? joinFew(facts, listing, filters, overOne(ask.page)) : undefined
        return ask.few === undefined
      },
    },
  )
}

/**
 * A page that is read from an index in its order, whatever else there is: of the list in an order by one field, also from
 * a bound of that field on; of the records that one value of one filter admits; or of so few records that all may be
 * looked at.
 */
function isQuick(facts: Facts, listing: Listing, filters: FilterQuery, asked: ListQuery): boolean {
  const { sort } = asked
  if (areFew(facts, listing, filters)) return true
  const given = Object.entries(filters).filter(([, value]) => value !== undefined)
  if (given.length === 0) return sort === undefined || sort.length === 1
  if (given.length > 1) return false
  const [[name, value]] = given as [[string, unknown]]
  const { isIndexed, bounds } = listing.filters[name] ?? {}
  if (bounds !== undefined) return sort?.length === 1 && listing.sorts[sort[0]?.replace(/^-/, '') ?? ''] === bounds
  const isOneValue = !Array.isArray(value) || value.length === 1
  return isIndexed === true && isOneValue && (sort ?? listing.defaultSort) === undefined
}

/** More than a page of records has to be found or counted for it. */
const isLong = ({ q }: FilterQuery, { facets, include, shape, limit = defaultLimit }: ListQuery): boolean =>
  q !== undefined || facets !== undefined || include !== undefined || shape === 'array' || limit > defaultLimit

interface Ask {
  facts: Facts
  listing: Listing
  filters: FilterQuery
  asked: ListQuery
  scope: PageScope
  page: Page
  /** The page, where few records had to be looked at for it. */
  few?: JoinedRecords | undefined
}

/** One record more than the page has tells whether there is a next one. */
const overOne = (page: Page): Page => ({ ...page, limit: page.limit + 1 })

/** A name for the file, where a browser could not show it as what it is. */
const disposition = (format: Format, { collection }: Listing): Record<string, string> =>
  format === 'csv' || format === 'ndjson'
    ? { 'content-disposition': `attachment; filename="${collection}.${format}"` }
    : {}

/** One page of rows, and where the pages beside it are. */
function takePage(ask: Ask) {
  const { facts, listing, filters, page } = ask
  const { from, limit } = page
  const found = findRecords(facts, listing, filters, overOne(page))
  const hasMore = found.length > limit
  const rows = from?.direction === 'before' ? found.slice(hasMore ? 1 : 0) : found.slice(0, limit)
  return { rows, ...pagesBeside(ask, hasMore, rows[0]?.key, rows.at(-1)?.key) }
}

/** The same page as one text, where the records are sent as they are; undefined where it must be made row by row. */
function joinPage(ask: Ask) {
  const { facts, listing, filters, page, asked } = ask
  if (asked.fields !== undefined || asked.include !== undefined) return undefined
  const joined = ask.few ?? joinRecords(facts, listing, filters, overOne(page))
  if (joined === undefined) return undefined
  const { bodies, keys, lengths } = joined
  const hasMore = keys.length > page.limit
  const count = hasMore ? page.limit : keys.length
  // What was fetched beyond the page is cut off, with the comma before it.
  const end = hasMore ? bodies.length - (lengths.at(-1) ?? 0) - 1 : bodies.length
  return { data: bodies.subarray(0, end), ...pagesBeside(ask, hasMore, keys[0], keys[count - 1]) }
}

/** @param first keys of the first and the last row of this page; undefined where it has none */
function pagesBeside(
  { scope, page: { from }, asked }: Ask,
  hasMore: boolean,
  first: KeyValue[] | undefined,
  last: KeyValue[] | undefined,
) {
  const isBackwards = from?.direction === 'before'
  const next = linkNext(scope, asked.limit, isBackwards || hasMore ? last : undefined)
  // A page that starts after a row has that row before it; one that ends before a row may be the first.
  const hasBefore = isBackwards ? hasMore : from !== undefined
  const prev =
    hasBefore && first !== undefined
      ? { prev: pageAddress(scope, asked.limit, { direction: 'before', key: first }).address }
      : {}
  return { next, links: { ...nextLink(next), ...prev } }
}

const dataKey = Buffer.from('{"data":[')

function jsonPage(ask: Ask): Made {
  const { facts, listing, filters, asked } = ask
  const joined = joinPage(ask)
  const { rows, next, links } = joined === undefined ? takePage(ask) : { ...joined, rows: [] }
  const total = asked.total ? { total: countMatches(facts, listing, filters) } : {}
  const facets = asked.facets === undefined ? {} : { facets: countFacets(facts, listing, filters, asked.facets) }
  const included = asked.include === undefined ? '' : `,"included":[${findIncluded(ask, rows).join(',')}]`
  const about = { ...meta(facts), ...countUndated(facts, listing, filters), ...total }
  const head = JSON.stringify({ ...next, ...facets }).slice(1, -1)
  const data = joined?.data ?? Buffer.from(rows.map(({ body }) => pickFields(body, asked.fields)).join(','))
  const tail = `],${head}${included},"meta":${JSON.stringify(about)}}`
  return { body: Buffer.concat([dataKey, data, Buffer.from(tail)]), links }
}

/** The bodies of the records that the rows name in the columns asked for. */
function findIncluded({ facts, listing, asked }: Ask, rows: RecordRow[]): string[] {
  const columns = includable(listing).filter(({ name }) => asked.include?.includes(name))
  const ids = rows.flatMap(({ body }) => valuesOf(columns, JSON.parse(body)))
  return findBodies(
    facts,
    [...new Set(ids)].filter((id) => typeof id === 'string'),
  )
}

function linkedPage(ask: Ask, request: FastifyRequest): Made {
  const { rows, next, links } = takePage(ask)
  const list = `/v1/${ask.listing.collection}`
  return {
    body: pageDocument(
      ask.facts,
      { address: ownAddress(request), list, next: next.next, rows },
      request.server.publicUrl,
    ),
    links,
  }
}

const writerOf = (format: Format) => writers[format === 'json' ? 'array' : (format as 'csv' | 'ndjson')]

const totalHeader = (total: number): Record<string, string> => ({ 'total-count': String(total) })

function flatPage(ask: Ask, format: Format): Made {
  const { facts, listing, filters, asked } = ask
  const { rows, links } = takePage(ask)
  const headers = asked.total ? totalHeader(countMatches(facts, listing, filters)) : {}
  return { body: [...writerOf(format)(listing, [rows], asked)].join(''), links, headers }
}

/** Every record that the filters admit. What would fit on a page is made at once, with its length; more is streamed. */
function wholeList(ask: Ask, format: Format): Made {
  const { facts, listing, filters, asked } = ask
  const total = countMatches(facts, listing, filters)
  const parts = writerOf(format)(listing, batchesOf(ask), asked)
  return { body: total <= maxLimit ? [...parts].join('') : parts, headers: totalHeader(total) }
}

function* batchesOf({ facts, listing, filters, page }: Ask): Generator<RecordRow[]> {
  for (let from: Page['from']; ; ) {
    const rows = findRecords(facts, listing, filters, { ...page, from, limit: batchSize })
    yield rows
    const last = rows.at(-1)
    if (rows.length < batchSize || last === undefined) return
    from = { direction: 'after', key: last.key }
  }
}
