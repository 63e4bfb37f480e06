import { isIPv4, isIPv6 } from 'node:net'

/** Whatever stands at the root of the service. */
const ownRoots = /^\/(v1|docs|explore|health|problems|openapi\.\w+)(?=[/?]|$)/

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

/**
 * The address in an entry of X-Forwarded-For. Some proxies add the port of the client, and IPv6 then stands in brackets (as
 * in RFC 7239, section 6); proxy-addr takes such an entry for no address. An entry without one stays as it is.
 */
export function withoutPort(entry: string): string {
  const [, ipv6, ipv4] = /^"?(?:\[([\da-f:.]+(?:%[\w.-]+)?)\]|([\d.]+))(?::\w*)?"?$/i.exec(entry.trim()) ?? []
  return ipv6 ?? ipv4 ?? entry.trim()
}

/** Whether an address is one by which this machine reaches itself. */
export const isLocalAddress = (address = ''): boolean =>
  /^(::ffff:)?127(\.\d{1,3}){3}$/i.test(address) || address === '::1'

/** The groups of an IPv6 address, each without its leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::').map((side) => side.split(':').filter((group) => group !== ''))
  const groups = tail === undefined ? [...head] : [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail]
  return groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
}

/**
 * The network that an address is of: of IPv6 its first bits, of IPv4 the address itself, or its /24 where less than 64 bits
 * are asked for. What is no address is `unknown`.
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
