/** Content negotiation by Accept (RFC 9110, section 12.5.1). */
import Negotiator from 'negotiator'
import { Problem } from '../contract/problems.ts'
import type { Encoding } from './encodings.ts'
import type { Links } from './links.ts'

/**
 * A body, and headers that are known only after it was made. A body in parts is sent while it is made, in bounded
 * memory.
 */
export interface ResponseContent {
  body: string | Buffer | Iterable<string | Buffer> | AsyncIterable<string | Buffer>
  links?: Links
  headers?: Record<string, string>
}

/** Functions that make a response, by media type. The first is for clients without a preference. */
export type Representations = Record<
  string,
  (encoding: Encoding) => string | ResponseContent | Promise<string | ResponseContent>
>

/**
 * Parameters other than the weight: no representation here is distinguished by them, and a `profile` may be ignored
 * (RFC 6906).
 */
const mediaTypeParameters = /;\s*(?!q\s*=)[\w!#$&^.+-]+\s*=\s*(?:"[^"]{0,1000}"|[^;,\s"]*)/gi

/**
 * The offered media type that an Accept header prefers.
 * @throws Problem 406 with the media types on offer
 */
export function preferredOf(accept: string | undefined, offered: string[]): string {
  // No preference: the first. Many programs send the second form of it.
  if (accept === undefined || accept.trim() === '' || accept === '*/*') return offered[0] as string
  const preferred = new Negotiator({ headers: { accept: accept.replace(mediaTypeParameters, '') } }).mediaType(offered)
  if (preferred !== undefined) return preferred
  const bare = offered.map((one) => one.replace(/;.*$/, ''))
  const detail = `None of the media types in Accept is served here. Allowed: ${bare.join(', ')}.`
  throw new Problem('not-acceptable', detail, { allowed: bare }, { vary: 'Accept' })
}

/** True if a client prefers a page to data, as browsers do; false without a preference. */
export const prefersHtml = (accept = ''): boolean =>
  new Negotiator({ headers: { accept } }).mediaType(['application/json', 'text/html']) === 'text/html'
