/**
 * The one way a response is made from the dataset: one version of the dataset for each request, the representation and
 * coding that the client prefers, an ETag that is compared before the body is made, the response cache, and the body,
 * whole or as a stream.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { buildVersion } from '../../package.ts'
import { Problem } from '../contract/problems.ts'
import { addressText, ownAddress, readAddress } from './address.ts'
import { ResponseCache } from './cache.ts'
import { etagMatches, etagOf, failedPrecondition, notModifiedSince } from './conditional.ts'
import { type Encoding, encode, encodeStream, preferredEncoding } from './encodings.ts'
import { type Links, writeLinks } from './links.ts'
import { contentTypeOf, preferredOf, type Representations, type ResponseContent } from './representations.ts'
import { sendStream } from './streams.ts'

/** The parts of a version of the dataset that responses need. */
export interface Versioned {
  dataset: { digest: string; loaded_at: string; version: string; license_url: string; citation: string }
  /** Keeps this version open until the returned function is called. */
  retain(): () => void
}

export interface ResponseOptions {
  /** Relations in addition to those of every response. */
  links?: Links
  /** Set if the representation was chosen by Accept although only one is passed here. */
  isNegotiated?: boolean
  headers?: Record<string, string>
  /**
   * Set if the response depends on a file beside the dataset: a text that changes with the file. Such a response is not
   * cached.
   */
  variant?: string
}

/**
 * Gives each request one version of the dataset, and replies the method `respond`.
 * @param current the version in service
 * @param maxCacheBytes size of the response cache; 0: no cache
 */
export function respondFrom<D extends Versioned>(app: FastifyInstance, current: () => D, maxCacheBytes: number): void {
  const cache = new ResponseCache(maxCacheBytes)
  app.decorateRequest('facts', null as never)
  app.decorateRequest('address', null as never)
  app.decorateReply('isFromCache', false)
  app.addHook('onRequest', (request, reply, done) => {
    const facts = current()
    Object.assign(request, { facts, address: readAddress(request) })
    const stored = ['GET', 'HEAD'].includes(request.method) ? cache.find(cacheKey(request)) : undefined
    if (stored === undefined) return done()
    const failed = preconditionProblem(request, stored.validators.etag)
    if (failed !== undefined) return done(failed)
    reply.isFromCache = true
    reply.headers(stored.validators)
    if (clientHas(request, stored.validators.etag)) reply.code(304).send()
    else reply.headers(stored.description).send(stored.body)
  })

  app.decorateReply('respond', async function respond(made, options = {}) {
    const { request } = this
    const { facts, headers, method } = request
    const representations: Representations = typeof made === 'function' ? { 'application/json': made } : made
    const offered = Object.keys(representations)
    const mediaType = offered.length === 1 ? (offered[0] as string) : preferredOf(headers.accept, offered)
    const encoding = preferredEncoding(headers['accept-encoding'])
    const validators = {
      etag: etagOf(facts.dataset.digest, buildVersion, ownAddress(request), mediaType, encoding, options.variant ?? ''),
      vary: offered.length > 1 || options.isNegotiated === true ? 'Accept, Accept-Encoding' : 'Accept-Encoding',
      'cache-control': 'public, no-cache',
      ...datasetHeaders(facts),
    }
    const failed = preconditionProblem(request, validators.etag)
    if (failed !== undefined) throw failed
    if (clientHas(request, validators.etag)) return this.headers(validators).code(304).send()

    // A load may replace this version while the response is made.
    const release = facts.retain()
    try {
      const result = await (representations[mediaType] as Representations[string])(encoding)
      const { body, links, headers: own }: ResponseContent = typeof result === 'string' ? { body: result } : result
      const description = {
        'content-type': contentTypeOf(mediaType),
        link: writeLinks({ ...commonLinks(request), ...options.links, ...links }),
        ...options.headers,
        ...own,
      }
      if (typeof body !== 'string' && !Buffer.isBuffer(body)) {
        this.headers({ ...validators, ...description, ...codingOf(encoding) })
        return method === 'HEAD'
          ? this.send(Readable.from([]))
          : sendStream(this, encodeStream(streamOf(body, facts), encoding))
      }
      const encoded = await encode(body, encoding)
      const response = {
        validators,
        description: { ...description, ...codingOf(encoded.encoding) },
        body: encoded.bytes,
      }
      if (options.variant === undefined) cache.store(cacheKey(request), response)
      return this.headers({ ...validators, ...response.description }).send(response.body)
    } finally {
      release()
    }
  })
}

/** Cache key: every part of a request that can change the response. PUBLIC_URL is constant for the life of the cache. */
const cacheKey = ({ facts, address, headers }: FastifyRequest): string =>
  [
    facts.dataset.digest,
    // The same facts may be loaded again, and then have another Last-Modified.
    facts.dataset.loaded_at,
    headers.accept ?? '',
    preferredEncoding(headers['accept-encoding']),
    addressText(address),
  ].join('\n')

/** True if the client has this very response, by its ETag, or by its date if it sends no ETag. */
const clientHas = ({ headers, facts }: { headers: IncomingHttpHeaders; facts: Versioned }, etag: string): boolean =>
  etagMatches(headers['if-none-match'], etag) || notModifiedSince(headers, facts.dataset.loaded_at)

/** 412 if a condition of the request names another response than this one. */
function preconditionProblem({ headers, facts }: FastifyRequest, etag: string): Problem | undefined {
  const failed = failedPrecondition(headers, etag, facts.dataset.loaded_at)
  return failed === undefined
    ? undefined
    : new Problem('precondition-failed', `${failed} does not hold: the response is not the one that it names.`)
}

/** Version and citation of the dataset, for formats that have no place for them. */
const datasetHeaders = ({ dataset }: Versioned): Record<string, string> => ({
  'dataset-version': dataset.version,
  // A header may contain only ASCII; a citation may contain anything.
  'dataset-citation': dataset.citation.replace(/[^\x20-\x7e]/gu, encodeURIComponent),
  'last-modified': new Date(dataset.loaded_at).toUTCString(),
})

const commonLinks = (request: FastifyRequest): Links => {
  const { publicUrl } = request.server
  return {
    self: ownAddress(request),
    describedby: `${publicUrl}/v1/codebook`,
    license: request.facts.dataset.license_url,
    'cite-as': `${publicUrl}/`,
  }
}

const codingOf = (encoding: Encoding): Record<string, string> =>
  encoding === 'identity' ? {} : { 'content-encoding': encoding }

/**
 * Streams parts as they are made, and lets other requests run between them. The version stays open until the stream
 * ends.
 */
function streamOf(parts: Iterable<string | Buffer> | AsyncIterable<string | Buffer>, facts: Versioned): Readable {
  const release = facts.retain()
  const stream = Readable.from(
    (async function* () {
      for await (const part of parts) {
        yield part
        await setImmediate()
      }
    })(),
    { objectMode: false },
  )
  return stream.once('close', release)
}
