import { distance } from 'fastest-levenshtein'
import { FoldedText } from './copies.ts'
import { exactMaxWords, unspacedCharacter } from './spans.ts'

const maxNearest = 3

const tokens = new RegExp(`${unspacedCharacter.source}|[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*`, 'gu')

/**
 * Words of a text that are nearest to those sought, as written in the text, the nearest first: equal words except for
 * case, dashes, quotation marks and the like; else those that differ in the fewest letters (Levenshtein), at most a
 * quarter of them.
 */
export function nearestWords(text: string, sought: string): string[] {
  const alike = new FoldedText(text).find(sought, undefined, { ignoreCase: true })
  if (alike.length > 0) return [...new Set(alike.map(({ start, end }) => text.slice(start, end)))].slice(0, maxNearest)
  const wanted = sought.toLowerCase()
  const places = Array.from(text.matchAll(tokens), ({ 0: word, index }) => ({ start: index, end: index + word.length }))
  const count = sought.match(tokens)?.length ?? 0
  // Candidates have one word more or fewer as well, for a word that is left out, joined or split.
  const counts = [count - 1, count, count + 1].filter((words) => words >= 1 && words <= Math.max(count, exactMaxWords))
  const allowed = Math.floor(wanted.length / 4)
  const nearest = new Map<string, number>()
  for (const [first, { start }] of places.entries())
    for (const words of counts) {
      const last = places[first + words - 1]
      if (last === undefined || Math.abs(last.end - start - wanted.length) > allowed) continue
      const found = text.slice(start, last.end)
      if (nearest.has(found)) continue
      const steps = distance(found.toLowerCase(), wanted)
      if (steps <= allowed) nearest.set(found, steps)
    }
  const least = Math.min(...nearest.values())
  return [...nearest].flatMap(([found, steps]) => (steps === least ? [found] : [])).slice(0, maxNearest)
}
