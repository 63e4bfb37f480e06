/** Names that may have been meant by one that does not exist. */
import { distance } from 'fastest-levenshtein'

const maxNearest = 5
/** Most names that a message lists in full. */
const maxListed = 12

const partsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')

/** The names nearest to a written one: those that have its words, then those that differ in a few letters. */
export function nearestNames(written: string, names: readonly string[]): string[] {
  const sign = written.startsWith('-') ? '-' : ''
  const sought = partsOf(written)
  const folded = sought.join('_')
  const allowed = Math.floor(folded.length / 3)
  if (folded === '') return []
  return names
    .filter((name) => (name.startsWith('-') ? '-' : '') === sign)
    .flatMap((name, index) => {
      const parts = partsOf(name)
      const hasWords = sought.every((one) =>
        parts.some((part) => part === one || (one.length > 2 && part.startsWith(one))),
      )
      const steps = hasWords ? 0 : distance(parts.join('_'), folded)
      return steps <= allowed ? [{ name, steps, index }] : []
    })
    .sort((one, other) => one.steps - other.steps || one.index - other.index)
    .slice(0, maxNearest)
    .map(({ name }) => name)
}

/** The end of a message: the names that are allowed or, of a long list, the nearest. */
export function allowedText(
  written: string,
  names: readonly string[],
  nearest: readonly string[] = nearestNames(written, names),
): string {
  if (names.length <= maxListed) return `Allowed: ${names.join(', ')}.`
  const shown = nearest.length === 0 ? '' : `Nearest: ${nearest.join(', ')}. `
  return `${shown}Allowed: the ${names.length} names in \`allowed\`.`
}
