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

/**
 * If-Modified-Since (RFC 9110, section 13.1.3), only where there is no If-None-Match, and only for the very date that was
 * given out: where clocks jump, or a backup is put back, what changed may be older than what the client holds.
 */
export const notModifiedSince = (headers: Conditions, modifiedAt: string): boolean =>
  headers['if-modified-since'] !== undefined &&
  headers['if-none-match'] === undefined &&
  headers['if-modified-since'] === new Date(modifiedAt).toUTCString()
