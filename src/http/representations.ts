/** Content negotiation by Accept (RFC 9110, section 12.5.1). */
import Negotiator from 'negotiator'
import { Problem } from './problems.ts'

/** Media type → what writes it. The first is for clients without a preference. */
export type Representations = Record<string, () => string>

/** Parameters other than the weight: none of ours tells representations apart, and a `profile` may be ignored (RFC 6906). */
const mediaTypeParameters = /;\s*(?!q\s*=)[\w!#$&^.+-]+\s*=\s*(?:"[^"]{0,1000}"|[^;,\s"]*)/gi

/**
 * The media type on offer that an Accept header prefers.
 * @throws Problem 406 with what is on offer
 */
export function preferredOf(accept: string | undefined, offered: string[]): string {
  const headers = accept === undefined ? {} : { accept: accept.replace(mediaTypeParameters, '') }
  const preferred = new Negotiator({ headers }).mediaType(offered)
  if (preferred !== undefined) return preferred
  const detail = `None of the media types in Accept is served here. Allowed: ${offered.join(', ')}.`
  throw new Problem('not-acceptable', detail, { allowed: offered }, { vary: 'Accept' })
}

/** All that is written here is UTF-8; a media type with parameters of its own is left as it is. */
export const contentTypeOf = (mediaType: string): string =>
  mediaType.includes(';') ? mediaType : `${mediaType}; charset=utf-8`
