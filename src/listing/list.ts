import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FilterQuery } from '../db/filters.ts'
import type { Facts } from '../db/open.ts'
import type { KeyValue } from '../db/sorts.ts'
import {
  defaultLimit,
  linkNext,
  maxLimit,
  type PageScope,
  pageAddress,
  pageScope,
  readCursor,
} from '../http/response/pages.ts'
import { preferredOf, type ResponseContent } from '../http/response/representations.ts'
import { valuesOf } from './columns.ts'
import { type Format, formatOf, formatsOf, mediaTypes, pickFields, refuseMisplaced, writers } from './formats.ts'
import { pageDocument } from './jsonld/document.ts'
import type { JsonLdForm } from './jsonld/node.ts'
import type { Listing } from './listing.ts'
import { meta } from './meta.ts'
import { includable, type ListQuery, splitQuery } from './parameters.ts'
import {
  countFacets,
  countMatches,
  countUndated,
  findBodies,
  findRecords,
  keysOf,
  type Page,
  type RecordRow,
} from './queries.ts'
import { readAs, resolveReferences } from './references.ts'

/** Rows fetched at a time where a whole list is sent. */
const batchSize = 500

/**
 * Sends a list in the format of the address, else in the one that Accept prefers: one page or, in formats that cannot
 * say that there is more, the whole list unless a limit or a cursor is given.
 */
export async function sendList(
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
  const filters = await resolveReferences(facts, listing, written)
  const list = `/v1/${listing.collection}`
  const scope = pageScope(request, facts.dataset.digest, list)
  const keys = keysOf(listing, asked.sort)
  const from =
    asked.cursor === undefined ? undefined : readCursor(asked.cursor, scope, keys.length, ['after', 'before'])
  const isFlat = format === 'csv' || format === 'ndjson' || asked.shape === 'array'
  const page = { keys, from, limit: asked.limit ?? defaultLimit }
  const ask: Ask = { facts, listing, written, filters, asked, scope, page }
  const make = () => {
    if (isFlat && asked.limit === undefined && from === undefined) return wholeList(ask, format)
    if (isFlat) return flatPage(ask, format)
    return format === 'jsonld' ? linkedPage(ask, request) : jsonPage(ask)
  }
  return reply.respond(
    { [mediaTypes[format]]: make },
    { isNegotiated: suffix === undefined, headers: disposition(format, listing) },
  )
}

interface Ask {
  facts: Facts
  listing: Listing
  /** The filters as they were given. */
  written: FilterQuery
  /** The same with ids for names. */
  filters: FilterQuery
  asked: ListQuery
  scope: PageScope
  page: Page
}

/** One record more than the page shows whether there is a next page. */
const overOne = (page: Page): Page => ({ ...page, limit: page.limit + 1 })

/** Headers with a file name, for formats that a browser could not display. */
const disposition = (format: Format, { collection }: Listing): Record<string, string> =>
  format === 'csv' || format === 'ndjson'
    ? { 'content-disposition': `attachment; filename="${collection}.${format}"` }
    : {}

/** One page of rows, and the addresses of the pages beside it. */
async function takePage(ask: Ask) {
  const { facts, listing, filters, page } = ask
  const { from, limit } = page
  const found = await findRecords(facts, listing, filters, overOne(page))
  const hasMore = found.length > limit
  const rows = from?.direction === 'before' ? found.slice(hasMore ? 1 : 0) : found.slice(0, limit)
  return { rows, ...pagesBeside(ask, hasMore, rows[0]?.key, rows.at(-1)?.key) }
}

/**
 * Cursors and addresses of the next and the previous page.
 * @param first keys of the first and the last row of this page; undefined if it has none
 */
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
      ? pageAddress(scope, asked.limit, { direction: 'before', key: first }).address
      : null
  return { next, links: { next: next.next, prev } }
}

async function jsonPage(ask: Ask): Promise<ResponseContent> {
  const { facts, listing, written, filters, asked } = ask
  const { rows, next, links } = await takePage(ask)
  const total = asked.total ? { total: await countMatches(facts, listing, filters) } : {}
  const facets = asked.facets === undefined ? {} : { facets: await countFacets(facts, listing, filters, asked.facets) }
  const included = asked.include === undefined ? '' : `,"included":[${(await findIncluded(ask, rows)).join(',')}]`
  const about = {
    ...meta(facts),
    ...(await readAs(facts, listing, written, filters)),
    ...(await countUndated(facts, listing, filters)),
    ...total,
  }
  const head = JSON.stringify({ ...next, ...facets }).slice(1, -1)
  const data = rows.map(({ body }) => pickFields(body, asked.fields)).join(',')
  return { body: `{"data":[${data}],${head}${included},"meta":${JSON.stringify(about)}}`, links }
}

/** The bodies of the records that the rows refer to in the requested columns. */
function findIncluded({ facts, listing, asked }: Ask, rows: RecordRow[]): Promise<string[]> {
  const columns = includable(listing).filter(({ name }) => asked.include?.includes(name))
  const ids = rows.flatMap(({ body }) => valuesOf(columns, JSON.parse(body)))
  return findBodies(
    facts,
    [...new Set(ids)].filter((id) => typeof id === 'string'),
  )
}

async function linkedPage(ask: Ask, request: FastifyRequest): Promise<ResponseContent> {
  const { rows, next, links } = await takePage(ask)
  const list = `/v1/${ask.listing.collection}`
  return {
    body: pageDocument(
      ask.facts,
      { form: ask.listing.jsonLd as JsonLdForm, address: request.address.own, list, next: next.next, rows },
      request.server.publicUrl,
    ),
    links,
  }
}

const writerOf = (format: Format) => writers[format === 'json' ? 'array' : (format as 'csv' | 'ndjson')]

const totalHeader = (total: number): Record<string, string> => ({ 'total-count': String(total) })

async function flatPage(ask: Ask, format: Format): Promise<ResponseContent> {
  const { facts, listing, filters, asked } = ask
  const { rows, links } = await takePage(ask)
  const headers = asked.total ? totalHeader(await countMatches(facts, listing, filters)) : {}
  return { body: await joined(writerOf(format)(listing, [rows], asked)), links, headers }
}

/**
 * All records that satisfy the filters. A list that would fit on one page is made at once, with its length; a longer
 * one is streamed.
 */
async function wholeList(ask: Ask, format: Format): Promise<ResponseContent> {
  const { facts, listing, filters, asked } = ask
  const total = await countMatches(facts, listing, filters)
  const parts = writerOf(format)(listing, batchesOf(ask), asked)
  return { body: total <= maxLimit ? await joined(parts) : parts, headers: totalHeader(total) }
}

async function joined(parts: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const part of parts) text += part
  return text
}

async function* batchesOf({ facts, listing, filters, page }: Ask): AsyncGenerator<RecordRow[]> {
  for (let from: Page['from']; ; ) {
    const rows = await findRecords(facts, listing, filters, { ...page, from, limit: batchSize })
    yield rows
    const last = rows.at(-1)
    if (rows.length < batchSize || last === undefined) return
    from = { direction: 'after', key: last.key }
  }
}
