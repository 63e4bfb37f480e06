/** Parts of a file (RFC 9110, section 14): one range of bytes; several at once are answered with the whole. */
import { Problem } from '../contract/problems.ts'

export interface ByteRange {
  start: number
  /** The last byte, which belongs to the range. */
  end: number
}

/** A file of which parts can be sent. */
export interface RangedFile {
  bytes: number
  parts(range: ByteRange): Iterable<Buffer> | AsyncIterable<Buffer>
}

/**
 * The range that a request asks for; undefined where the whole is to be sent: without Range, with one that is not valid
 * or names several, and where If-Range names another response than this one. A date in If-Range never names it, since
 * two files may be of one second.
 * @throws Problem 416 if no byte of the file lies in the range
 */
export function rangeOf(
  { range, 'if-range': ifRange }: { range?: string | undefined; 'if-range'?: string | string[] | undefined },
  etag: string,
  bytes: number,
): ByteRange | undefined {
  if (ifRange !== undefined && ifRange !== etag) return undefined
  const [, first = '', last = ''] = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(range ?? '') ?? []
  if (first === '' && last === '') return undefined
  const isReversed = first !== '' && last !== '' && Number(last) < Number(first)
  if (isReversed) return undefined
  // `-500` is the last 500 bytes.
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  if (start < bytes) return { start, end: first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1) }
  const detail = `The file has ${bytes} bytes. Allowed: ranges that begin before its end, such as bytes=0-${Math.min(1023, bytes - 1)}.`
  throw new Problem('range-not-satisfiable', detail, {}, { 'content-range': `bytes */${bytes}` })
}

/** The headers of a part of a file. */
export const describeRange = ({ start, end }: ByteRange, bytes: number): Record<string, string> => ({
  'content-range': `bytes ${start}-${end}/${bytes}`,
  'content-length': String(end - start + 1),
})
