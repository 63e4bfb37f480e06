/** The target of a request: the path that routes are found by, and the version of the dataset that it names. */
import type { IncomingMessage } from 'node:http'

/** Paths of this service, below its root. */
const ownRoots = /^\/(v1|versions|docs|explore|health|problems|openapi\.\w+)(?=[/?]|$)/

/** Every path stands under `/versions/{version}` as well, for an earlier version of what is served. */
const versioned = /^\/versions\/([^/?]+)(.*)$/s
const asked = new WeakMap<IncomingMessage, string>()

/** The version that the target of a request names; undefined: the one in service. */
export const versionAsked = (message: IncomingMessage): string | undefined => asked.get(message)

/**
 * Reads from the target of a request the path and query that routes are found by. An absolute form (RFC 9112, section
 * 3.2.2) loses its origin, which no response may repeat, and a fragment, which no target has, is cut off. A proxy may
 * pass on the prefix under which clients reach the service, or cut it off itself.
 * @param prefix path of PUBLIC_URL without a slash at its end; '' if the service is at the root
 */
export const routedUrl =
  (prefix: string) =>
  (message: IncomingMessage): string => {
    const { url: target = '/', method } = message
    if (method === 'OPTIONS' && target === '*') return target
    const [url = ''] = target.replace(/^https?:\/\/[^/?#]*/i, '').split('#')
    const path = url.startsWith('/') ? url : `/${url}`
    const isPrefixed =
      prefix !== '' && !ownRoots.test(prefix) && path.startsWith(prefix) && /^([/?]|$)/.test(path.slice(prefix.length))
    const own = isPrefixed ? path.slice(prefix.length) : path
    const [, version, below] = versioned.exec(own) ?? []
    if (version !== undefined) asked.set(message, decoded(version))
    const rest = below ?? own
    return rest.startsWith('/') ? rest : `/${rest}`
  }

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
