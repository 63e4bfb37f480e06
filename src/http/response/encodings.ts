/** Content codings (RFC 9110, section 8.4): chosen by Accept-Encoding, applied whole or as a stream. */
import { pipeline, type Readable } from 'node:stream'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'
import { xlsxMediaType } from './xlsx.ts'

const encodings = ['br', 'gzip', 'identity'] as const
export type Encoding = (typeof encodings)[number]

/** Below this many bytes a coding saves nothing worth its header. */
const minBytes = 1024

const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const brotliAll = promisify(brotliCompress)
const gzipAll = promisify(gzip)

/** Clients send few distinct headers: results are cached by header. */
const read = new LRUCache<string, Encoding>({ max: 200 })

/**
 * The coding that a client prefers; between equals the one that compresses best. `identity` if it accepts none of ours.
 */
export function preferredEncoding(acceptEncoding: string | undefined): Encoding {
  if (acceptEncoding === undefined) return 'identity'
  const known = read.get(acceptEncoding)
  if (known !== undefined) return known
  const negotiator = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } })
  const choose = negotiator.encodings.bind(negotiator) as (
    available: readonly string[],
    options: { preferred: readonly string[] },
  ) => Encoding[]
  const preferred = choose(encodings, { preferred: encodings })[0] ?? 'identity'
  read.set(acceptEncoding, preferred)
  return preferred
}

/** True of media types whose bytes are compressed already, so that a coding saves nothing. */
export const isCompressed = (mediaType: string): boolean => mediaType === 'image/png' || mediaType === xlsxMediaType

/** The bytes of a body under a coding, and the coding that was applied: `identity` for short bodies. */
export async function encode(
  body: string | Buffer,
  encoding: Encoding,
): Promise<{ bytes: Buffer; encoding: Encoding }> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  if (encoding === 'identity' || bytes.length < minBytes) return { bytes, encoding: 'identity' }
  return { bytes: encoding === 'br' ? await brotliAll(bytes, brotliOptions) : await gzipAll(bytes), encoding }
}

/** A stream under a coding. If the source fails, the result fails too: it never ends as if it were complete. */
export function encodeStream(source: Readable, encoding: Encoding): Readable {
  if (encoding === 'identity') return source
  const coder = encoding === 'br' ? createBrotliCompress(brotliOptions) : createGzip()
  return pipeline(source, coder, () => {})
}
