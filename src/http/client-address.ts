/** Addresses of clients and proxies: local ones, entries of X-Forwarded-For, and networks. */
import { isIPv4, isIPv6 } from 'node:net'

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
