/** Passages that a text has twice, such as paragraphs that a page shows again. */

export interface Repeat {
  /** Code points of the first occurrence, half-open. */
  start: number
  end: number
  /** Distance to the second one. */
  offset: number
}

/** Shorter repetitions are phrases that a writer uses again. */
const shortestRepeat = 100
const block = shortestRepeat / 2

/**
 * Finds every passage of at least 100 code points that stands again later, from its first to its last
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
  let reached = 0
  for (let twin = 1; twin + block <= characters.length; ) {
    const first = firsts.get(at(twin))
    const same = first === undefined || first >= twin ? null : sameFrom(characters, first, twin, reached)
    if (same === null || same.end - same.start < shortestRepeat) {
      twin += 1
      continue
    }
    const repeat = inWholeWords(characters, same)
    if (repeat.end - repeat.start >= shortestRepeat) repeats.push(repeat)
    reached = same.end + same.offset
    twin = Math.max(twin + 1, reached)
  }
  return repeats
}

/**
 * The longest repetition round two equal blocks.
 * @param reached end of the repetition before, which it does not share
 */
function sameFrom(characters: string[], first: number, twin: number, reached: number): Repeat {
  const offset = twin - first
  const isSame = (place: number) => characters[place] === characters[place + offset]
  const isMark = (place: number) => /[^\p{L}\p{N}"“‘'«(]/u.test(characters[place] ?? '')
  const least = Math.max(0, first - offset, reached - offset)
  let start = first
  while (start > least && isSame(start - 1)) start -= 1
  while (start < first && isMark(start)) start += 1
  // The second occurrence begins where the first one ends, or later.
  let end = first
  while (end < start + offset && end + offset < characters.length && isSame(end)) end += 1
  return { start, end, offset }
}

/** A repetition without parts of words, and without spaces, at its ends. */
function inWholeWords(characters: string[], { start: from, end: to, offset }: Repeat): Repeat {
  const isLetter = (place: number) => /[\p{L}\p{N}\p{M}]/u.test(characters[place] ?? ' ')
  const cuts = (place: number) => [0, offset].some((by) => isLetter(place - 1 + by) && isLetter(place + by))
  const isSpace = (place: number) => /\s/u.test(characters[place] as string)
  let [start, end] = [from, to]
  while (start < end && (cuts(start) || isSpace(start))) start += 1
  while (end > start && (cuts(end) || isSpace(end - 1))) end -= 1
  return { start, end, offset }
}
