/** The sentences of a text. "U.S.", "Jan. 15", "Gen. Kim" and quotations do not end one; the end of a headline does. */

export interface Place {
  /** UTF-16 units, half-open. */
  start: number
  end: number
}

/** A longer run without the end of a sentence is a table or a list of numbers; it is cut, so that no rule reads it whole. */
const longest = 1500

const abbreviations =
  /(?:^|[\s("'“‘—–-])(?:Lt|Gen|Col|Maj|Capt|Cpl|Sgt|Cmdr|Brig|Adm|Gov|Sen|Rep|Rev|Hon|Pres|Amb|Supt|Dr|Mr|Mrs|Ms|Mx|Prof|St|Jr|Sr|Mt|Ft|vs|v|No|Nos|Inc|Ltd|Co|Corp|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|approx|est|ca|c|cf|al|art|fig|p|pp|e\.g|i\.e|\p{Lu})\.$/u
/** Abbreviations with dots inside, which may end a sentence: the next word decides. */
const dotted = /(?:\p{L}\.){2,}$/u
const starters =
  /^["“‘'(]?(?:The|A|An|It|Its|He|His|She|Her|They|Their|We|Our|I|You|This|That|These|Those|There|In|On|At|By|But|And|Yet|So|As|For|From|If|When|While|After|Before|Since|Some|Many|Most|No|Not|Now|One|Two|What|Who|Why|How|Meanwhile|However)\b/

const ending = /(?:[.!?…]+["”’'»)\]]*)(?=\s|$)/gu

/** Every sentence with a letter or digit, in order. */
export function sentencesOf(text: string): Place[] {
  return paragraphsOf(text).flatMap((paragraph) => sentencesIn(text, paragraph))
}

/**
 * A line is a paragraph, unless the lines are wrapped: then a blank line ends one. Lines are wrapped where one of them
 * ends in a word that needs another, or the next one goes on in lower case.
 */
function paragraphsOf(text: string): Place[] {
  const isWrapped =
    /[\p{L},;][^\S\n]*\r?\n[^\S\n]*\p{Ll}/u.test(text) ||
    / (?:than|least|most|about|around|nearly|almost|some|up to|the|an?|of|and|or|to|in|for|by|with|at|from)\r?\n[^\S\n]*\S/.test(
      text,
    )
  const separator = isWrapped ? /\r?\n[^\S\n]*\r?\n\s*/g : /[\r\n\u2028\u2029]+/g
  const places: Place[] = []
  let start = 0
  for (const { 0: line, index } of text.matchAll(separator)) {
    places.push({ start, end: index })
    start = index + line.length
  }
  return [...places, { start, end: text.length }]
}

function sentencesIn(text: string, { start: from, end: to }: Place): Place[] {
  const words = text.slice(from, to)
  const places: Place[] = []
  let start = 0
  const cut = (end: number) => {
    for (; end - start > longest; ) {
      const space = words.lastIndexOf(' ', start + longest)
      const at = space > start ? space : start + longest
      places.push({ start, end: at })
      start = at
    }
    places.push({ start, end })
    start = end
  }
  for (const { 0: marks, index } of words.matchAll(ending)) {
    const end = index + marks.length
    if (endsSentence(words, index, marks, end)) cut(end)
  }
  cut(words.length)
  return places.flatMap((place) => trimmed(text, { start: from + place.start, end: from + place.end }))
}

function endsSentence(words: string, index: number, marks: string, end: number): boolean {
  const next = words.slice(end, end + 40).trimStart()
  if (!/^["“‘'«([—–]*\s?[\p{Lu}\p{N}\p{Lo}$€£]/u.test(next)) return next === ''
  if (!marks.startsWith('.') || marks.startsWith('..')) return true
  const before = words.slice(Math.max(0, index - 14), index + 1)
  if (dotted.test(before)) return marks.length > 1 || starters.test(next)
  return !abbreviations.test(before)
}

function trimmed(text: string, { start, end }: Place): Place[] {
  const words = text.slice(start, end)
  if (!/[\p{L}\p{N}]/u.test(words)) return []
  return [{ start: start + words.length - words.trimStart().length, end: end - words.length + words.trimEnd().length }]
}
