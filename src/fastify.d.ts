import type { Facts } from './db/open.ts'
import type { OnAnswered } from './http/answer-counts.ts'
import type { Traffic } from './http/drain.ts'
import type { AnswerOptions } from './http/facts.ts'
import type { Made, Representations } from './http/representations.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The version of the facts that answers this request. */
    facts: Facts
  }
  interface FastifyReply {
    /**
     * Answers with what is made in the representation and coding the client prefers, unless it holds that already. A
     * function alone makes JSON. `parts`: what the answer depends on besides route, representation and coding.
     */
    sendFacts(
      parts: string[],
      made: Representations | (() => string | Made | Promise<string | Made>),
      options?: AnswerOptions,
    ): Promise<FastifyReply>
  }
  interface FastifyInstance {
    /** The address clients use, without a slash at the end; '' where it is not known. */
    publicUrl: string
    traffic: Traffic
    /** Counts an answer that was sent. */
    onAnswered: OnAnswered
    /** What an error means to who asked; whoever runs the service is told of what needs them. */
    explain(error: unknown): unknown
  }
}
