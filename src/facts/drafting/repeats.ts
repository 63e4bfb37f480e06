/** Passages that a text has twice, such as paragraphs that a page shows again. */

export interface Repeat {
  /** Code points of the first occurrence, half-open. */
  start: number
  end: number
  /** Distance to the second one. */
  offset: number
}

/** Shorter repetitions are phrases that a writer uses again. */
export const shortestRepeat = 100
const block = shortestRepeat / 2

/**
 * Finds every passage of at least {@link shortestRepeat} code points that stands again later, from its first to its last
 * whole word. Each repeated passage is paired with its earliest occurrence.
 */
export function repeatsIn(text: string): Repeat[] {
  const characters = Array.from(text)
  const at = (from: number) => characters.slice(from, from + block).join('')
  const firsts = new Map<string, number>()
  for (let from = 0; from + block <= characters.length; from += block) {
    const words = at(from)
    if (!firsts.has(words)) firsts.set(words, from)
  }
  const repeats: Repeat[] = []
  for (let twin = 1; twin + block <= characters.length; ) {
    const first = firsts.get(at(twin))
    const found = first === undefined || first >= twin ? null : wholeRepeat(characters, first, twin)
    if (found === null) {
      twin += 1
      continue
    }
    repeats.push(found)
    twin = found.end + found.offset
  }
  return repeats
}

/** The repetition round two equal blocks, without parts of words at its ends; null if it is too short. */
function wholeRepeat(characters: string[], first: number, twin: number): Repeat | null {
  const offset = twin - first
  const isSame = (place: number) => characters[place] === characters[place + offset]
  let start = first
  while (start > 0 && isSame(start - 1)) start -= 1
  // The second occurrence begins where the first one ends, or later.
  let end = first
  while (end < start + offset && end + offset < characters.length && isSame(end)) end += 1
  const isLetter = (place: number) => /[\p{L}\p{N}\p{M}]/u.test(characters[place] ?? ' ')
  const cuts = (place: number) => [0, offset].some((by) => isLetter(place - 1 + by) && isLetter(place + by))
  while (start < end && (cuts(start) || !/\S/u.test(characters[start] as string))) start += 1
  while (end > start && (cuts(end) || !/\S/u.test(characters[end - 1] as string))) end -= 1
  return end - start >= shortestRepeat ? { start, end, offset } : null
}
