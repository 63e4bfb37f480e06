import type { Facts } from './db/open.ts'
import type { Traffic } from './http/protect/drain.ts'
import type { Address } from './http/response/address.ts'
import type { Made, Representations } from './http/response/representations.ts'
import type { ResponseOptions } from './http/response/respond.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The version of the facts that answers this request. */
    facts: Facts
    address: Address
  }
  interface FastifyReply {
    /** Set where the response came from the response cache. */
    isFromCache: boolean
    /**
     * Responds with what is made in the representation and coding that the client prefers, unless it holds that already. A
     * function alone makes JSON.
     */
    respond(
      made: Representations | (() => string | Made | Promise<string | Made>),
      options?: ResponseOptions,
    ): Promise<FastifyReply>
  }
  interface FastifyInstance {
    /** The address clients use, without a slash at the end; '' where it is not known. */
    publicUrl: string
    traffic: Traffic
    /** What an error means to who asked; whoever runs the service is told of what needs them. */
    explain(error: unknown): unknown
  }
}
