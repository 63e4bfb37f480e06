import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Paths that start with two slashes or hold a backslash are left out: browsers would take them for those of another host. */
const slashAtEnd = /^((?:\/[^/\\?]+)+)\/+(\?.*)?$/

/**
 * Leads to the address without the slash at its end (308, RFC 9110, section 15.4.9), the query kept.
 * @returns undefined where the request has no such slash, or is no read
 */
export function redirectFromSlash(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const [, path, query = ''] = slashAtEnd.exec(request.url) ?? []
  if (path === undefined || !['GET', 'HEAD'].includes(request.method)) return undefined
  const location = request.server.publicUrl + path + query
  return reply
    .code(308)
    .headers({ location, 'cache-control': 'public, no-cache' })
    .type('text/plain; charset=utf-8')
    .send(`This is at ${location}\n`)
}

/** Redirects where a slash at the end would be read as an id of no length. */
export function redirectFromEmptyIds(app: FastifyInstance): void {
  app.addHook('preValidation', async (request, reply) =>
    !request.is404 && /:\w+$/.test(request.routeOptions.url ?? '') ? redirectFromSlash(request, reply) : undefined,
  )
}
