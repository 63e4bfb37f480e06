/**
 * The one way a response is made from the dataset: one version of the dataset for each request, the representation and
 * coding that the client prefers, an ETag that is compared before the body is made, the response cache, and the body,
 * whole or as a stream.
 */
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { buildVersion } from '../../package.ts'
import { versionAsked } from '../request-target.ts'
import { readAddress } from './address.ts'
import { responseCache } from './cache.ts'
import { etagOf, isNotModified } from './conditional.ts'
import { type Encoding, encode, encodeStream, isCompressed, preferredEncoding } from './encodings.ts'
import { type Links, writeLinks } from './links.ts'
import { describeRange, type RangedFile, rangeOf } from './ranges.ts'
import { preferredOf, type Representations, type ResponseContent } from './representations.ts'
import { sendStream } from './streams.ts'

/** One version of the dataset. */
type Version = FastifyRequest['snapshot']

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
  /** Set if parts of the body can be asked for by Range. */
  file?: RangedFile
}

/** The versions of the dataset that can be read. */
export interface Versions {
  /** The one in service. */
  current(): Version
  /**
   * One by its name.
   * @throws Problem 404 if there is no such version, 410 if it cannot be read any more
   */
  named(version: string): Promise<Version>
}

/**
 * Gives each request one version of the dataset, and replies the method `respond`.
 * @param maxCacheBytes size of the response cache; 0: no cache
 */
export function respondFrom(app: FastifyInstance, versions: Versions, maxCacheBytes: number): void {
  const cache = responseCache(maxCacheBytes)
  app.decorateRequest('snapshot', null as never)
  app.decorateRequest('address', null as never)
  app.decorateRequest('publicUrl', '')
  app.decorateRequest('digest', '')
  app.decorateRequest('cacheKey', '')
  app.decorateReply('isFromCache', false)
  app.addHook('onRequest', async (request, reply) => {
    const { method, headers } = request
    const version = versionAsked(request.raw)
    request.publicUrl = app.publicUrl
    request.snapshot = version === undefined ? versions.current() : await versions.named(version)
    if (version !== undefined) request.publicUrl += `/versions/${encodeURIComponent(version)}`
    request.address = readAddress(request)
    const { dataset, rankedDigest } = request.snapshot
    const { modified_at } = dataset
    // A search depends on the ranking of the engine.
    request.digest = request.address.parameters.has('q') ? rankedDigest : dataset.digest
    const encoding = preferredEncoding(headers['accept-encoding'])
    request.cacheKey = [request.digest, headers.accept, encoding, request.address.own].join('\n')
    const stored = method === 'GET' || method === 'HEAD' ? cache?.get(request.cacheKey) : undefined
    if (stored === undefined) return
    const { validators, description, body } = stored
    const hasIt = isNotModified(headers, validators.etag, modified_at)
    reply.isFromCache = true
    reply.headers(validators)
    if (hasIt) return reply.code(304).send()
    return reply.headers(description).send(body)
  })

  app.decorateReply('respond', async function respond(made, options = {}) {
    const { request } = this
    const { snapshot, address, headers, method } = request
    const { modified_at, license_url } = snapshot.dataset
    const representations: Representations = typeof made === 'function' ? { 'application/json': made } : made
    const offered = Object.keys(representations)
    const mediaType = offered.length === 1 ? (offered[0] as string) : preferredOf(headers.accept, offered)
    const { file } = options
    // Bytes are counted without compression, and other methods than GET have no ranges.
    const asksForPart = file !== undefined && method === 'GET' && headers.range !== undefined
    const encoding = asksForPart || isCompressed(mediaType) ? 'identity' : preferredEncoding(headers['accept-encoding'])
    const validators = {
      etag: etagOf(request.digest, buildVersion, address.own, mediaType, encoding, options.variant ?? ''),
      vary: offered.length > 1 || options.isNegotiated === true ? 'Accept, Accept-Encoding' : 'Accept-Encoding',
      'cache-control': 'public, no-cache',
      ...snapshot.once('headers', () => headersOf(snapshot.dataset)),
    }
    if (isNotModified(headers, validators.etag, modified_at)) return this.headers(validators).code(304).send()
    const range = asksForPart ? rangeOf(headers, validators.etag, file.bytes) : undefined

    // A load may replace this version while the response is made.
    const release = snapshot.retain()
    try {
      const result = await (representations[mediaType] as Representations[string])(encoding)
      const { body, links, headers: own }: ResponseContent = typeof result === 'string' ? { body: result } : result
      const everyLink = {
        self: address.own,
        describedby: `${request.publicUrl}/v1/codebook`,
        license: license_url,
        'cite-as': `${request.publicUrl}/`,
      }
      const description = {
        // All text is sent as UTF-8. A media type with parameters of its own is left as it is.
        'content-type': /;|sqlite|png|openxml/.test(mediaType) ? mediaType : `${mediaType}; charset=utf-8`,
        link: writeLinks({ ...everyLink, ...options.links, ...links }),
        ...options.headers,
        ...(file && { 'accept-ranges': 'bytes' }),
        ...own,
      }
      if (file && range) {
        this.code(206).headers({ ...validators, ...description, ...describeRange(range, file.bytes) })
        return sendStream(this, streamOf(file.parts(range), snapshot))
      }
      if (typeof body !== 'string' && !Buffer.isBuffer(body)) {
        this.headers({ ...validators, ...description, ...codingOf(encoding) })
        return method === 'HEAD'
          ? this.send(Readable.from([]))
          : sendStream(this, encodeStream(streamOf(body, snapshot), encoding))
      }
      const encoded = await encode(body, encoding)
      const response = {
        validators,
        description: { ...description, ...codingOf(encoded.encoding) },
        body: encoded.bytes,
      }
      if (options.variant === undefined) cache?.set(request.cacheKey, response)
      return this.headers({ ...validators, ...response.description }).send(response.body)
    } finally {
      release()
    }
  })
}

/** Not every format has a place for these. A header may contain only ASCII; a citation may contain anything. */
const headersOf = ({ modified_at, version, citation }: Version['dataset']) => ({
  'dataset-version': version,
  'dataset-citation': citation.replace(/[^\x20-\x7e]/gu, encodeURIComponent),
  ...(modified_at !== null && { 'last-modified': new Date(modified_at).toUTCString() }),
})

const codingOf = (encoding: Encoding): Record<string, string> =>
  encoding === 'identity' ? {} : { 'content-encoding': encoding }

/**
 * Streams parts as they are made, and lets other requests run between them. The version stays open until the stream
 * ends.
 */
function streamOf(parts: Iterable<string | Buffer> | AsyncIterable<string | Buffer>, snapshot: Version): Readable {
  const release = snapshot.retain()
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
