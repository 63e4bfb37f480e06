/**
 * Answers made of facts: one version of the facts a request, chosen representation and coding, and what caches need to
 * trust them. The ETag is made from everything the answer depends on and compared before the answer is made; the same
 * key finds answers that were made before.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { buildVersion } from '../package.ts'
import { Answers } from './answers.ts'
import { etagMatches, etagOf, notModifiedSince } from './caching.ts'
import { type Encoding, encode, encodeStream, preferredEncoding } from './encodings.ts'
import type { FindKept } from './kept.ts'
import { type Links, writeLinks } from './links.ts'
import type { Offload } from './offload.ts'
import { ownAddress } from './pages.ts'
import { contentTypeOf, type Made, preferredOf, type Representations } from './representations.ts'
import { sendStream } from './streams.ts'

/** What the HTTP layer needs to know of the facts. */
export interface Versioned {
  dataset: { digest: string; loaded_at: string; version: string; license_url: string; citation: string }
  /** Keeps this version open until the function it returns is called. */
  retain(): () => void
}

export interface AnswerOptions {
  /** Relations beside those that every answer has. */
  links?: Links
  /** Set where the representation was chosen by Accept although only one is given here. */
  isNegotiated?: boolean
  headers?: Record<string, string>
  /** Set where making it may take longer than others should wait: a worker makes it, where there is one. */
  isSlow?: boolean | (() => boolean)
}

/** What is said with every answer: which data it is, under what licence, how to cite it. */
function aboutDataset({ dataset }: Versioned): Record<string, string> {
  const known = said.get(dataset)
  if (known !== undefined) return known
  const headers = {
    'dataset-version': dataset.version,
    // A header holds ASCII; a citation may hold anything.
    'dataset-citation': dataset.citation.replace(/[^\x20-\x7e]/gu, encodeURIComponent),
    'last-modified': new Date(dataset.loaded_at).toUTCString(),
  }
  said.set(dataset, headers)
  return headers
}
const said = new WeakMap<Versioned['dataset'], Record<string, string>>()

/** All of a request that changes its answer: what it asks for, and in which form. The facts and our own address stay. */
const keyOf = (url: string, headers: IncomingHttpHeaders): string =>
  `${headers.accept ?? ''}\n${preferredEncoding(headers['accept-encoding'])}\n${url}`

/** What belongs to one request and not to its answer. */
const ofRequest = ['x-request-id', 'server-timing', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset']

/** Headers as they are written: names and values in turn. */
const inTurn = (headers: Record<string, unknown>): string[] =>
  Object.entries(headers)
    .filter(([name]) => !ofRequest.includes(name))
    .flatMap(([name, value]) => [name, String(value)])

/**
 * Gives requests one version of the facts each, and replies `sendFacts`.
 * @param maxCacheBytes how much of what was made is kept; 0: nothing
 * @param offload processes that make what is slow; undefined: it is made here
 * @returns what finds a kept answer to a request that has this address here
 */
export function serveFacts<F extends Versioned>(
  app: FastifyInstance,
  current: () => F,
  maxCacheBytes: number,
  offload: Offload | undefined,
): (url: string, request: IncomingMessage) => ReturnType<FindKept> {
  const answers = new Answers(maxCacheBytes)
  /** What was in service when a request came in: it is answered from that. */
  const seen = new WeakMap<IncomingMessage, F>()
  const find = () => {
    const facts = current()
    answers.keepOnly(facts.dataset.digest)
    return facts
  }

  app.decorateRequest('facts', null as never)
  app.addHook('onRequest', (request, _reply, done) => {
    ;(request as unknown as { facts: F }).facts = seen.get(request.raw) ?? find()
    done()
  })
  app.decorateReply('sendFacts', async function sendFacts(parts, made, options = {}) {
    const { facts, routeOptions, headers, method } = this.request as unknown as typeof this.request & { facts: F }
    const { digest } = facts.dataset
    const representations: Representations = typeof made === 'function' ? { 'application/json': made } : made
    const offered = Object.keys(representations)
    const isNegotiated = offered.length > 1 || options.isNegotiated === true
    const mediaType = offered.length === 1 ? (offered[0] as string) : preferredOf(headers.accept, offered)
    const encoding = preferredEncoding(headers['accept-encoding'])
    const place = [this.server.publicUrl, routeOptions.url ?? '']
    const etag = etagOf(digest, buildVersion, ...place, mediaType, encoding, ...parts)
    const validators = {
      etag,
      vary: isNegotiated ? 'Accept, Accept-Encoding' : 'Accept-Encoding',
      'cache-control': 'public, no-cache',
      ...aboutDataset(facts),
    }
    this.headers(validators)
    if (isHeldByClient(headers, etag, facts)) return this.code(304).send()

    const key = keyOf(this.request.url, headers)
    const heldHeaders = answers.isWanted(key) ? inTurn(this.getHeaders()) : undefined
    const keep = (bytes: Buffer) => {
      if (heldHeaders === undefined) return
      const allHeaders = [...inTurn(this.getHeaders()), 'content-length', String(bytes.length)]
      answers.keep(key, digest, { route: routeOptions.url ?? '', bytes, etag, allHeaders, heldHeaders })
    }
    if (offload !== undefined && (typeof options.isSlow === 'function' ? options.isSlow() : options.isSlow))
      return offload.answer(this.request, this, (bytes) => {
        // A worker may have seen a newer version before this one.
        if (this.getHeader('etag') === etag) keep(bytes)
      })

    // Whoever closes this version meanwhile waits for the answer.
    const release = facts.retain()
    try {
      const answer = await (representations[mediaType] as Representations[string])(encoding)
      const { body, links, headers: own }: Made = typeof answer === 'string' ? { body: answer } : answer
      const described = {
        'content-type': contentTypeOf(mediaType),
        link: writeLinks({ ...commonLinks(this.request, facts), ...options.links, ...links }),
        ...options.headers,
        ...own,
      }
      if (typeof body !== 'string' && !Buffer.isBuffer(body)) {
        this.headers({ ...described, ...codingOf(encoding) })
        return method === 'HEAD'
          ? this.send(Readable.from([]))
          : sendStream(this, encodeStream(streamOf(body, facts), encoding))
      }
      const encoded = await encode(body, encoding)
      this.headers({ ...described, ...codingOf(encoded.encoding) })
      keep(encoded.bytes)
      return this.send(encoded.bytes)
    } finally {
      release()
    }
  })

  return (url, request) => {
    const { headers } = request
    const facts = find()
    seen.set(request, facts)
    const answer = answers.find(keyOf(url, headers))
    return answer && { answer, isHeld: isHeldByClient(headers, answer.etag, facts) }
  }
}

/** The client holds this very answer: it says so by its ETag, or by its date where it has none. */
const isHeldByClient = (headers: IncomingHttpHeaders, etag: string, { dataset }: Versioned): boolean =>
  etagMatches(headers['if-none-match'], etag) || notModifiedSince(headers, dataset.loaded_at)

const commonLinks = (request: FastifyRequest, { dataset }: Versioned): Links => {
  const { publicUrl } = request.server
  return {
    self: ownAddress(request),
    describedby: `${publicUrl}/v1/codebook`,
    license: dataset.license_url,
    'cite-as': `${publicUrl}/`,
  }
}

const codingOf = (encoding: Encoding): Record<string, string> =>
  encoding === 'identity' ? {} : { 'content-encoding': encoding }

/** Sends parts as they are made, and lets other requests run between them. The facts stay open until the stream ends. */
function streamOf(parts: Iterable<string | Buffer>, facts: Versioned): Readable {
  const release = facts.retain()
  const stream = Readable.from(
    (async function* () {
      for (const part of parts) {
        yield part
        await setImmediate()
      }
    })(),
    { objectMode: false },
  )
  return stream.once('close', release)
}
