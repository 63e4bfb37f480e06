/** Validators of RFC 9110, section 8.8: what a client holds is compared before an answer is made. */
import { createHash } from 'node:crypto'

/** A strong ETag: the same only where every byte of the answer is the same. */
export const etagOf = (...parts: string[]): string =>
  `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`

/** If-None-Match (RFC 9110, section 13.1.2): a list of ETags or `*`, compared weakly. */
export function etagMatches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header.trim() === '*') return true
  return (header.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g) ?? []).some((one) => one.replace(/^W\//, '') === etag)
}

interface Conditions {
  'if-none-match'?: string | undefined
  'if-modified-since'?: string | undefined
}

/** If-Modified-Since (RFC 9110, section 13.1.3): in whole seconds, and only where there is no If-None-Match. */
export function notModifiedSince(headers: Conditions, modifiedAt: string): boolean {
  if (headers['if-none-match'] !== undefined || headers['if-modified-since'] === undefined) return false
  // Anything but an HTTP-date is ignored.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(headers['if-modified-since']))
    return false
  const since = Date.parse(headers['if-modified-since'])
  return Math.floor(Date.parse(modifiedAt) / 1000) * 1000 <= since
}
