/** Validators (RFC 9110, section 8.8). The copy of the client is compared before a response is made. */
import { createHash } from 'node:crypto'

/** A strong ETag: equal only if every byte of the response is equal. */
export const etagOf = (...parts: string[]): string =>
  `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`

const etagsIn = (header: string): string[] => header.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g) ?? []

/** If-None-Match (RFC 9110, section 13.1.2): a list of ETags or `*`, compared weakly. */
export function etagMatches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header.trim() === '*') return true
  return etagsIn(header).some((one) => one.replace(/^W\//, '') === etag)
}

/** The three forms of a date in HTTP (RFC 9110, section 5.6.7); the last of them names no time zone and means GMT. */
const httpDate =
  /^(?:\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT|\w{6,9}, \d\d-\w{3}-\d\d [\d:]{8} GMT|\w{3} \w{3} [ \d]\d [\d:]{8} \d{4})$/

/** A date in milliseconds; NaN for a text that is not an HTTP date. */
const timeOf = (date: string): number =>
  httpDate.test(date) ? Date.parse(date.endsWith('GMT') ? date : `${date} GMT`) : Number.NaN

/**
 * If-Match (RFC 9110, section 13.1.1), compared strongly, or, only in its absence, If-Unmodified-Since (section
 * 13.1.4), which is ignored if it is not a date.
 * @returns the name of the condition that fails; undefined if none does
 */
export function failedPrecondition(headers: Conditions, etag: string, modifiedAt: string): string | undefined {
  const { 'if-match': etags, 'if-unmodified-since': date } = headers
  if (etags !== undefined) return etags.trim() === '*' || etagsIn(etags).includes(etag) ? undefined : 'If-Match'
  // A date in HTTP has no fractions of a second.
  return date !== undefined && Math.floor(Date.parse(modifiedAt) / 1000) > timeOf(date.trim()) / 1000
    ? 'If-Unmodified-Since'
    : undefined
}

interface Conditions {
  'if-match'?: string | undefined
  'if-unmodified-since'?: string | undefined
  'if-none-match'?: string | undefined
  'if-modified-since'?: string | undefined
}

/**
 * If-Modified-Since (RFC 9110, section 13.1.3), only in the absence of If-None-Match, and only for exactly the date
 * that was sent as Last-Modified: after a clock jump or a restored backup, changed data may be older than the copy of
 * the client.
 */
export const notModifiedSince = (headers: Conditions, modifiedAt: string): boolean =>
  headers['if-modified-since'] !== undefined &&
  headers['if-none-match'] === undefined &&
  headers['if-modified-since'] === new Date(modifiedAt).toUTCString()
