/** The Link header (RFC 8288): neighbouring pages, descriptions, licence and citation of a response. */

/** Relation (IANA registry) → address; null: there is none. */
export type Links = Partial<
  Record<'self' | 'next' | 'prev' | 'collection' | 'describedby' | 'license' | 'cite-as', string | null>
>

/** Characters that end a link; the address that a client sent may contain them. */
const unsafe = /[^\x21-\x7e]|[<>"\\^`{|}]/gu

/**
 * Length in characters from which optional relations are left out: many clients read no more than 16 KiB of headers.
 */
const longAddress = 2000
const dispensable = ['self', 'prev']

/** The value of the header. */
export function writeLinks(links: Links): string {
  const written: string[] = []
  for (const [relation, address] of Object.entries(links)) {
    if (address === null || (address.length > longAddress && dispensable.includes(relation))) continue
    written.push(`<${address.replace(unsafe, encodeURIComponent)}>; rel="${relation}"`)
  }
  return written.join(', ')
}
