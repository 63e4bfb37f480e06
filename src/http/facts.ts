import type { FastifyInstance } from 'fastify'
import { buildVersion } from '../package.ts'
import { etagMatches, etagOf } from './caching.ts'
import { contentTypeOf, preferredOf, type Representations } from './representations.ts'

/** What the HTTP layer needs to know of the facts: which version answers. */
export interface Versioned {
  dataset: { digest: string; loaded_at: string }
}

/**
 * One version of the facts a request, and answers that caches can trust: the ETag is made from what the answer depends
 * on (dataset, build, own address, representation, query) and compared before the answer is made. Where there are several
 * representations, the client chooses by Accept.
 */
export function serveFacts<F extends Versioned>(app: FastifyInstance, current: () => F): void {
  app.decorateRequest('facts', null as never)
  app.addHook('onRequest', async (request) => {
    ;(request as unknown as { facts: F }).facts = current()
  })
  app.decorateReply('sendFacts', function sendFacts(parts: string[], made: Representations | (() => string)) {
    const { facts, routeOptions, headers } = this.request as unknown as typeof this.request & { facts: F }
    const representations = typeof made === 'function' ? { 'application/json': made } : made
    const offered = Object.keys(representations)
    const mediaType = offered.length === 1 ? (offered[0] as string) : preferredOf(headers.accept, offered)
    const { publicUrl } = this.server
    const etag = etagOf(facts.dataset.digest, buildVersion, publicUrl, routeOptions.url ?? '', mediaType, ...parts)
    if (offered.length > 1) this.header('vary', 'Accept')
    this.headers({
      etag,
      'cache-control': 'public, no-cache',
      'last-modified': new Date(facts.dataset.loaded_at).toUTCString(),
    })
    if (etagMatches(headers['if-none-match'], etag)) return this.code(304).send()
    return this.type(contentTypeOf(mediaType)).send(representations[mediaType]?.())
  })
}
