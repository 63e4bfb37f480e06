/** The Link header (RFC 8288): neighbouring pages, descriptions, licence and citation of a response. */

/** Relation (IANA registry) → address. */
export type Links = Partial<
  Record<'self' | 'next' | 'prev' | 'collection' | 'describedby' | 'license' | 'cite-as', string>
>

/** The address that a client sent may contain characters that end a link; they are percent-encoded. */
const escaped = (address: string): string => address.replace(/[^\x21-\x7e]|[<>"\\^`{|}]/gu, encodeURIComponent)

/**
 * Length in characters from which optional relations are left out: many clients read no more than 16 KiB of headers.
 */
const longAddress = 2000
const dispensable = ['self', 'prev']

export const writeLinks = (links: Links): string =>
  Object.entries(links)
    .filter(([relation, address]) => address.length <= longAddress || !dispensable.includes(relation))
    .map(([relation, address]) => `<${escaped(address)}>; rel="${relation}"`)
    .join(', ')
