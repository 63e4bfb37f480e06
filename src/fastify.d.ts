import type { Facts } from './db/open.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The version of the facts that answers this request. */
    facts: Facts
  }
  interface FastifyReply {
    /** Answers with what `make` writes, unless the client holds it already. `parts`: what the answer depends on besides the route. */
    sendFacts(parts: string[], make: () => string): FastifyReply
  }
  interface FastifyInstance {
    /** The address clients use, without a slash at the end; '' where it is not known. */
    publicUrl: string
  }
}
