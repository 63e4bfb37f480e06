/** The Link header (RFC 8288): where an answer goes on, what describes it, under what licence, how to cite it. */

/** Relation (IANA registry) → address. */
export type Links = Partial<
  Record<'self' | 'next' | 'prev' | 'collection' | 'describedby' | 'license' | 'cite-as', string>
>

/** What a client sent in the address may hold what ends a link; it is percent-encoded. */
const escaped = (address: string): string => address.replace(/[^\x21-\x7e]|[<>"\\^`{|}]/gu, encodeURIComponent)

export const writeLinks = (links: Links): string =>
  Object.entries(links)
    .map(([relation, address]) => `<${escaped(address)}>; rel="${relation}"`)
    .join(', ')
