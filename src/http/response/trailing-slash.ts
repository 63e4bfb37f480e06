import type { FastifyReply, FastifyRequest } from 'fastify'

/** Paths that start with two slashes or contain a backslash do not match: browsers would read them as another host. */
const slashAtEnd = /^((?:\/[^/\\?]+)+)\/+(\?.*)?$/

/**
 * Redirects to the address without the slash at its end, with the same query (308, RFC 9110, section 15.4.9).
 * @returns undefined if the path has no such slash, or the method is not GET or HEAD
 */
export function redirectFromSlash(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const [, path, query = ''] = slashAtEnd.exec(request.url) ?? []
  if (path === undefined || !['GET', 'HEAD'].includes(request.method)) return undefined
  const location = request.publicUrl + path + query
  return reply
    .code(308)
    .headers({ location, 'cache-control': 'public, no-cache' })
    .type('text/plain; charset=utf-8')
    .send(`This is at ${location}\n`)
}
