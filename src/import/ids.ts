/** Ids that are the same at every run: made from what a row says, never from its place. */
import { createHash } from 'node:crypto'
import { fold } from '../facts/text.ts'

const maxLength = 80
const hashLength = 8

/** Words as a part of an id; empty for names without letters or digits that ids may have. */
export const slug = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const hashOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, hashLength)

/** An id that people can read, made unique by a hash of all that distinguishes it. */
export function hashedId(words: string[], content: unknown): string {
  const readable = words
    .map(slug)
    .filter((word) => word !== '')
    .join('-')
  return `${readable.slice(0, maxLength - hashLength - 1).replace(/-$/, '')}-${hashOf(content)}`
}
