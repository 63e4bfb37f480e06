/** Validators (RFC 9110, section 8.8). The copy of the client is compared before a response is made. */
import { hash } from 'node:crypto'
import { Problem } from '../contract/problems.ts'

/** A strong ETag: equal only if every byte of the response is equal. */
export const etagOf = (...parts: string[]): string =>
  `"${hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 27)}"`

const etagsIn = (header: string): string[] => header.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g) ?? []

/** The three forms of a date in HTTP (RFC 9110, section 5.6.7); the last of them names no time zone and means GMT. */
const httpDate =
  /^(?:\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT|\w{6,9}, \d\d-\w{3}-\d\d [\d:]{8} GMT|\w{3} \w{3} [ \d]\d [\d:]{8} \d{4})$/

/** A date in milliseconds; NaN for a text that is not an HTTP date. */
const timeOf = (date: string): number =>
  httpDate.test(date) ? Date.parse(date.endsWith('GMT') ? date : `${date} GMT`) : Number.NaN

interface Conditions {
  'if-match'?: string | undefined
  'if-unmodified-since'?: string | undefined
  'if-none-match'?: string | undefined
  'if-modified-since'?: string | undefined
}

/**
 * Judges the conditions of a request, in the order of RFC 9110, section 13.2.2.
 * @param modifiedAt null: not known; conditions on it are then ignored
 * @returns true if the client has this very response
 * @throws Problem 412 if a condition names another response than this one
 */
export function isNotModified(headers: Conditions, etag: string, modifiedAt: string | null): boolean {
  const { 'if-match': match, 'if-unmodified-since': unmodifiedSince } = headers
  const { 'if-none-match': noneMatch, 'if-modified-since': modifiedSince } = headers
  // If-Match is compared strongly.
  if (match !== undefined && match.trim() !== '*' && !etagsIn(match).includes(etag)) throw failed('If-Match')
  // A date in HTTP has no fractions of a second. A text that is not a date is ignored.
  if (
    match === undefined &&
    unmodifiedSince !== undefined &&
    modifiedAt !== null &&
    Math.floor(Date.parse(modifiedAt) / 1000) > timeOf(unmodifiedSince.trim()) / 1000
  )
    throw failed('If-Unmodified-Since')
  // If-None-Match is compared weakly.
  if (noneMatch !== undefined)
    return noneMatch.trim() === '*' || etagsIn(noneMatch).some((one) => one === etag || one === `W/${etag}`)
  // Only the date that was sent as Last-Modified: after a clock jump or a restored backup, changed data may be older
  // than the copy of the client.
  return modifiedAt !== null && modifiedSince === new Date(modifiedAt).toUTCString()
}

const failed = (condition: string): Problem =>
  new Problem('precondition-failed', `${condition} does not hold: the response is not the one that it names.`)
