/** Operations that will end, whole or in a field or parameter: announced in the contract and in each response. */
import type { FastifyInstance, FastifySchema, onSendHookHandler } from 'fastify'

export interface Deprecation {
  /** The first day on which clients should not use it any more, as in `2027-01-31`. */
  since: string
  /** The day on which it ends: 180 days later at the earliest. */
  sunset: string
  /** Sentences that say what to use in its place. */
  instead: string
  /** The field or parameter that ends, as in `field mood`; absent: the whole operation. */
  part?: string
}

declare module 'fastify' {
  interface FastifySchema {
    deprecation?: Deprecation
  }
}

const noticeDays = 180
const millisecondsOf = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/** The schema of a route in the form that @fastify/swagger documents. */
export function documentDeprecation({ deprecation, ...schema }: FastifySchema): FastifySchema {
  if (deprecation === undefined) return schema
  const { since, sunset, instead, part } = deprecation
  const days = (millisecondsOf(sunset) - millisecondsOf(since)) / 86_400_000
  if (!(days >= noticeDays)) throw new Error(`A sunset comes ${noticeDays} days after the deprecation, or later.`)
  const what = part === undefined ? 'This operation' : `The ${part}`
  const notice = `**Deprecated.** ${what} is deprecated since ${since} and ends on ${sunset}. ${instead}`
  const { description } = schema as { description?: string }
  return {
    ...schema,
    ...{ description: description === undefined ? notice : `${description}\n\n${notice}` },
    ...(part === undefined && { deprecated: true }),
  }
}

/**
 * Adds `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and links to the documentation to every response of a route whose
 * schema has a deprecation. Routes are registered after this.
 */
export function announceDeprecations(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const { deprecation, operationId, tags } = (route.schema ?? {}) as FastifySchema & Record<string, unknown>
    if (deprecation === undefined) return
    const page = `<${app.publicUrl}/docs/#/${[tags].flat()[0]}/${operationId}>; type="text/html"`
    const links = `${page}; rel="deprecation", ${page}; rel="sunset"`
    const announce: onSendHookHandler = (_request, reply, _payload, done) => {
      const stated = String(reply.getHeader('link') ?? '')
      reply.headers({
        deprecation: `@${millisecondsOf(deprecation.since) / 1000}`,
        sunset: new Date(millisecondsOf(deprecation.sunset)).toUTCString(),
        // The route of HEAD has the hook of GET as well.
        link: stated.includes(links) ? stated : [stated, links].filter((text) => text !== '').join(', '),
      })
      done()
    }
    route.onSend = [announce, ...[route.onSend ?? []].flat()]
  })
}
