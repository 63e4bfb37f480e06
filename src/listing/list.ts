import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FilterQuery } from '../db/filters.ts'
import type { Snapshot } from '../db/open.ts'
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
import { type Batches, type FlatFormat, textsOf, writers } from './format-writers.ts'
import { type Format, formatsOf, mediaTypes, refuseMisplaced } from './formats.ts'
import { pageDocument } from './jsonld/document.ts'
import type { JsonLdForm } from './jsonld/node.ts'
import type { Listing } from './listing.ts'
import { meta } from './meta.ts'
import { includable, type ListQuery } from './parameters.ts'
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

/** A request for a list, as the schemas of its routes read it. */
export interface ListRequest {
  Querystring: FilterQuery & ListQuery
  Params: { format?: Format }
}

/**
 * Handler of a list. It sends the list in the format of the address, else in the one that Accept prefers: one page or,
 * in formats that cannot say that there is more, the whole list unless a limit or a cursor is given.
 */
export function listHandler(listing: Listing) {
  const list = `/v1/${listing.collection}`
  const formats = new Map<string, Format>(formatsOf(listing).map((format) => [mediaTypes[format], format]))
  const offered = [...formats.keys()]
  return async (request: FastifyRequest<ListRequest>, reply: FastifyReply): Promise<FastifyReply> => {
    const { snapshot, query: asked, params, headers } = request
    const format = params.format ?? (formats.get(preferredOf(headers.accept, offered)) as Format)
    refuseMisplaced(format, asked)
    const filters = await resolveReferences(snapshot, listing, asked)
    const scope = pageScope(request, list)
    const keys = keysOf(listing, asked.sort)
    const from =
      asked.cursor === undefined ? undefined : readCursor(asked.cursor, scope, keys.length, ['after', 'before'])
    const page = { keys, from, limit: asked.limit ?? defaultLimit }
    const ask: Ask = { snapshot, listing, asked, filters, scope, page }
    // A browser could not display such a format.
    const isFile = format === 'csv' || format === 'xlsx' || format === 'ndjson'
    const isFlat = isFile || format === 'geojson' || asked.shape === 'array'
    const make = () => {
      if (isFlat && asked.limit === undefined && from === undefined) return wholeList(ask, format)
      if (isFlat) return flatPage(ask, format)
      return format === 'jsonld' ? jsonLdPage(ask, request) : jsonPage(ask)
    }
    return reply.respond(
      { [mediaTypes[format]]: make },
      {
        isNegotiated: params.format === undefined,
        headers: isFile ? { 'content-disposition': `attachment; filename="${listing.collection}.${format}"` } : {},
      },
    )
  }
}

interface Ask {
  snapshot: Snapshot
  listing: Listing
  asked: FilterQuery & ListQuery
  /** The query with ids in place of names. */
  filters: FilterQuery
  scope: PageScope
  page: Page
}

/** One page of rows, and the cursors and addresses of the pages beside it. */
async function takePage({ snapshot, listing, asked, filters, scope, page }: Ask) {
  const { from, limit } = page
  const isBackwards = from?.direction === 'before'
  // One record more than the page shows whether the list goes on.
  const found = await findRecords(snapshot, listing, filters, { ...page, limit: limit + 1 })
  const hasMore = found.length > limit
  const rows = isBackwards ? found.slice(hasMore ? 1 : 0) : found.slice(0, limit)
  const next = linkNext(scope, asked.limit, isBackwards || hasMore ? rows.at(-1)?.key : undefined)
  // A page that starts after a row has that row before it; one that ends before a row may be the first.
  const hasBefore = isBackwards ? hasMore : from !== undefined
  const [first] = rows
  const prev =
    hasBefore && first !== undefined
      ? pageAddress(scope, asked.limit, { direction: 'before', key: first.key }).address
      : null
  return { rows, next, links: { next: next.next, prev } }
}

async function jsonPage(ask: Ask): Promise<ResponseContent> {
  const { snapshot, listing, asked, filters } = ask
  const { rows, next, links } = await takePage(ask)
  const total = asked.total ? { total: await countMatches(snapshot, listing, filters) } : {}
  const facets =
    asked.facets === undefined ? {} : { facets: await countFacets(snapshot, listing, filters, asked.facets) }
  const included = asked.include === undefined ? '' : `,"included":[${(await findIncluded(ask, rows)).join(',')}]`
  const about = {
    ...meta(snapshot),
    ...(await readAs(snapshot, listing, asked, filters)),
    ...(await countUndated(snapshot, listing, filters)),
    ...total,
  }
  const head = JSON.stringify({ ...next, ...facets }).slice(1, -1)
  const data = textsOf(rows, asked.fields).join(',')
  return { body: `{"data":[${data}],${head}${included},"meta":${JSON.stringify(about)}}`, links }
}

/** The bodies of the records that the rows refer to in the requested columns. */
function findIncluded({ snapshot, listing, asked }: Ask, rows: RecordRow[]): Promise<string[]> {
  const columns = includable(listing).filter(({ name }) => asked.include?.includes(name))
  const ids = rows.flatMap(({ body }) => valuesOf(columns, JSON.parse(body)))
  return findBodies(
    snapshot,
    [...new Set(ids)].filter((id) => typeof id === 'string'),
  )
}

async function jsonLdPage(ask: Ask, request: FastifyRequest): Promise<ResponseContent> {
  const { rows, next, links } = await takePage(ask)
  const list = `/v1/${ask.listing.collection}`
  return {
    body: pageDocument(
      ask.snapshot,
      { form: ask.listing.jsonLd as JsonLdForm, address: request.address.own, list, next: next.next, rows },
      request.publicUrl,
    ),
    links,
  }
}

/** The rows in a flat format, in parts. */
const flatParts = ({ snapshot, listing, asked }: Ask, format: Format, batches: Batches) => {
  const { contract, collection: name, pointOf } = listing
  const write = writers[format === 'json' ? 'array' : (format as FlatFormat)]
  return write({ contract, name, snapshot, fields: asked.fields, bom: asked.bom, pointOf }, batches)
}

const totalHeader = (total: number): Record<string, string> => ({ 'total-count': String(total) })

async function flatPage(ask: Ask, format: Format): Promise<ResponseContent> {
  const { snapshot, listing, filters, asked } = ask
  const { rows, links } = await takePage(ask)
  const headers = asked.total ? totalHeader(await countMatches(snapshot, listing, filters)) : {}
  return { body: await joined(flatParts(ask, format, [rows])), links, headers }
}

/**
 * All records that satisfy the filters. A list that would fit on one page is made at once, with its length; a longer
 * one is streamed.
 */
async function wholeList(ask: Ask, format: Format): Promise<ResponseContent> {
  const { snapshot, listing, filters } = ask
  const total = await countMatches(snapshot, listing, filters)
  const parts = flatParts(ask, format, batchesOf(ask))
  return { body: total <= maxLimit ? await joined(parts) : parts, headers: totalHeader(total) }
}

async function joined(parts: AsyncIterable<string | Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const part of parts) all.push(Buffer.from(part as string))
  return Buffer.concat(all)
}

async function* batchesOf({ snapshot, listing, filters, page }: Ask): AsyncGenerator<RecordRow[]> {
  for (let from: Page['from']; ; ) {
    const rows = await findRecords(snapshot, listing, filters, { ...page, from, limit: batchSize })
    yield rows
    const last = rows.at(-1)
    if (rows.length < batchSize || last === undefined) return
    from = { direction: 'after', key: last.key }
  }
}
