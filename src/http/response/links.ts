/** The Link header (RFC 8288): where an answer goes on, what describes it, under what licence, how to cite it. */

/** Relation (IANA registry) → address. */
export type Links = Partial<
  Record<'self' | 'next' | 'prev' | 'collection' | 'describedby' | 'license' | 'cite-as', string>
>

/** What a client sent in the address may hold what ends a link; it is percent-encoded. */
const escaped = (address: string): string => address.replace(/[^\x21-\x7e]|[<>"\\^`{|}]/gu, encodeURIComponent)

/** Where addresses are long, relations that a client can do without are left out: many read no more than 16 KiB of headers. */
const longAddress = 2000
const dispensable = ['self', 'prev']

export const writeLinks = (links: Links): string =>
  Object.entries(links)
    .filter(([relation, address]) => address.length <= longAddress || !dispensable.includes(relation))
    .map(([relation, address]) => `<${escaped(address)}>; rel="${relation}"`)
    .join(', ')
