/** Whatever stands at the root of the service. */
const ownRoots = /^\/(v1|docs|health|problems|openapi\.\w+)(?=[/?]|$)/

/**
 * The path and query that routes are found by, from the target of a request: an absolute form (RFC 9112, section 3.2.2)
 * loses its origin, which no answer may repeat, and a fragment, which no target has, is cut off. A proxy may hand on the
 * prefix under which clients reach the service, or cut it off itself.
 * @param prefix path of PUBLIC_URL without a slash at its end; '' where the service stands at the root
 */
export function routedUrl(target: string, prefix: string): string {
  const [url = ''] = target.replace(/^https?:\/\/[^/?#]*/i, '').split('#')
  const path = url.startsWith('/') ? url : `/${url}`
  const isPrefixed =
    prefix !== '' && !ownRoots.test(prefix) && path.startsWith(prefix) && /^([/?]|$)/.test(path.slice(prefix.length))
  if (!isPrefixed) return path
  const rest = path.slice(prefix.length)
  return rest.startsWith('/') ? rest : `/${rest}`
}
