import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { UsageError } from './usage-error.ts'

/** Limit of several times the longest novel; larger files are refused before they are read. */
const maxTextBytes = 16 * 1024 * 1024

/**
 * Reads a text for tests of spans: its characters, without a byte order mark, and the SHA-256 of all its bytes.
 * @throws UsageError if the file is missing, empty, too large or not UTF-8
 */
export function readTextFile(file: string): { text: string; sha256: string } {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined) throw new UsageError(`There is no file ${file}.`)
  if (!stats.isFile()) throw new UsageError(`${file} is not a file. A text is a regular file, in UTF-8.`)
  if (stats.size === 0) throw new UsageError(`${file} is empty. A text has words.`)
  if (stats.size > maxTextBytes)
    throw new UsageError(`${file} has ${stats.size} bytes; a text has at most ${maxTextBytes}. Nothing was read.`)
  const bytes = readFileSync(file)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\ufeff+/, '')
  } catch {
    throw new UsageError(`${file} is not UTF-8. Convert it first, for example with iconv.`)
  }
  if (text === '') throw new UsageError(`${file} is empty but for a byte order mark. A text has words.`)
  return { text, sha256: createHash('sha256').update(bytes).digest('hex') }
}
