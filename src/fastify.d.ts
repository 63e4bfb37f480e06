import type { Snapshot } from './db/open.ts'
import type { Traffic } from './http/protect/drain.ts'
import type { Address } from './http/response/address.ts'
import type { Representations, ResponseContent } from './http/response/representations.ts'
import type { ResponseOptions } from './http/response/respond.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The version of the dataset for this request. */
    snapshot: Snapshot
    /** Digest of all data that the response depends on. */
    digest: string
    address: Address
    /** The address of the service, and below it that of the version asked for; '' if neither is known. */
    publicUrl: string
    /** Every part of the request that can change the response. */
    cacheKey: string
  }
  interface FastifyReply {
    /** True if the response came from the response cache. */
    isFromCache: boolean
    /**
     * Responds in the representation and coding that the client prefers, or with a 304 if it has that already. A
     * function alone makes JSON.
     */
    respond(
      made: Representations | (() => string | ResponseContent | Promise<string | ResponseContent>),
      options?: ResponseOptions,
    ): Promise<FastifyReply>
  }
  interface FastifyInstance {
    /** The address that clients use, without a slash at the end; '' if it is not known. */
    publicUrl: string
    traffic: Traffic
    /**
     * Translates an error of the database into a Problem for the client, and logs it for the operator. Other errors are
     * returned.
     */
    explain(error: unknown): unknown
  }
}
