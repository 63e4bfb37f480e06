/** Content negotiation by Accept (RFC 9110, section 12.5.1). */
import Negotiator from 'negotiator'
import { Problem } from '../contract/problems.ts'
import type { Encoding } from './encodings.ts'
import type { Links } from './links.ts'

/** An answer with what only its making tells. A body in parts is sent as they are made, in bounded memory. */
export interface Made {
  body: string | Buffer | Iterable<string | Buffer> | AsyncIterable<string | Buffer>
  links?: Links
  headers?: Record<string, string>
}

/** Media type → what makes it. The first is for clients without a preference. */
export type Representations = Record<string, (encoding: Encoding) => string | Made | Promise<string | Made>>

/** Parameters other than the weight: none of ours tells representations apart, and a `profile` may be ignored (RFC 6906). */
const mediaTypeParameters = /;\s*(?!q\s*=)[\w!#$&^.+-]+\s*=\s*(?:"[^"]{0,1000}"|[^;,\s"]*)/gi

/**
 * The media type on offer that an Accept header prefers.
 * @throws Problem 406 with what is on offer
 */
export function preferredOf(accept: string | undefined, offered: string[]): string {
  const headers =
    accept === undefined || accept.trim() === '' ? {} : { accept: accept.replace(mediaTypeParameters, '') }
  const bare = offered.map((one) => one.replace(/;.*$/, ''))
  const preferred = new Negotiator({ headers }).mediaType(bare)
  if (preferred !== undefined) return offered[bare.indexOf(preferred)] as string
  const detail = `None of the media types in Accept is served here. Allowed: ${bare.join(', ')}.`
  throw new Problem('not-acceptable', detail, { allowed: bare }, { vary: 'Accept' })
}

/** Whether a client asks for a page rather than for data, as browsers do; without a preference it does not. */
export const prefersHtml = (accept = ''): boolean =>
  new Negotiator({ headers: { accept } }).mediaType(['application/json', 'text/html']) === 'text/html'

/** All text that is written here is UTF-8; a media type with parameters of its own is left as it is. */
export const contentTypeOf = (mediaType: string): string =>
  /;|sqlite/.test(mediaType) ? mediaType : `${mediaType}; charset=utf-8`
