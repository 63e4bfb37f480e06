import type { FastifyInstance } from 'fastify'

/**
 * Security headers of every response, as helmet 8 and the OWASP Secure Headers Project recommend them. Other origins may
 * read this public API, so `cross-origin-resource-policy` is open; HSTS and `upgrade-insecure-requests` are left to the
 * proxy that speaks TLS, since over plain HTTP they would take the pages their scripts.
 */
const securityHeaders = {
  'content-security-policy': [
    "default-src 'self'",
    "base-uri 'self'",
    "font-src 'self' https: data:",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "script-src 'self'",
    "script-src-attr 'none'",
    "style-src 'self' https: 'unsafe-inline'",
  ].join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'cross-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
}

/** The same for responses that pages of any site may show in a frame. */
const { 'x-frame-options': _, ...framedHeaders } = securityHeaders
framedHeaders['content-security-policy'] = framedHeaders['content-security-policy'].replace(
  "frame-ancestors 'self'",
  'frame-ancestors *',
)

/**
 * The same headers on every response: security, and the id of the request.
 * @param framed start of the paths that other sites may show in a frame
 */
export function setCommonHeaders(app: FastifyInstance, framed: string): void {
  app.addHook('onRequest', (request, reply, done) => {
    const headers = request.url.startsWith(framed) ? framedHeaders : securityHeaders
    // Other origins may read Server Timing (W3C).
    reply.headers(headers).headers({ 'x-request-id': request.id, 'timing-allow-origin': '*' })
    done()
  })
}

/** Headers that hooks give to every response of a route, for responses that no hook reaches. */
export const commonHeaders = (requestId: string) => ({
  ...securityHeaders,
  'access-control-allow-origin': '*',
  'x-request-id': requestId,
})
