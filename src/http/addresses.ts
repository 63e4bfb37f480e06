import type { IncomingMessage } from 'node:http'
import { isIPv4, isIPv6 } from 'node:net'

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

/**
 * The address in an entry of X-Forwarded-For. Some proxies add the port of the client, and IPv6 then stands in brackets
 * (as in RFC 7239, section 6); proxy-addr does not read such an entry as an address. An entry without a port stays as
 * it is.
 */
export function withoutPort(entry: string): string {
  const [, ipv6, ipv4] = /^"?(?:\[([\da-f:.]+(?:%[\w.-]+)?)\]|([\d.]+))(?::\w*)?"?$/i.exec(entry.trim()) ?? []
  return ipv6 ?? ipv4 ?? entry.trim()
}

/** True of an address by which this machine reaches itself. */
export const isLocalAddress = (address = ''): boolean =>
  /^(::ffff:)?127(\.\d{1,3}){3}$/i.test(address) || address === '::1'

/** The groups of an IPv6 address, each without its leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::').map((side) => side.split(':').filter((group) => group !== ''))
  const groups = tail === undefined ? [...head] : [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail]
  return groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
}

/**
 * The network of an address: the first bits of IPv6; the address itself of IPv4, or its /24 if fewer than 64 bits are
 * asked for; `unknown` for a text that is no address.
 */
export function networkOf(address: string, ipv6Bits: 48 | 64): string {
  const ipv4 = address.replace(/^::ffff:/i, '')
  if (isIPv4(ipv4)) return ipv6Bits < 64 ? ipv4.replace(/\d+$/, '0/24') : ipv4
  const [bare = ''] = address.split('%')
  if (!isIPv6(bare) || bare.includes('.')) return 'unknown'
  return `${groupsOf(bare)
    .slice(0, ipv6Bits / 16)
    .join(':')}::/${ipv6Bits}`
}
