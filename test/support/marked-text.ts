/**
 * Texts with marks made by hand: `[[words|kind expected]]`. Kinds are f (figure), s (statement), t (time), x (nothing);
 * `?` after a kind: may be found or not.
 */
export interface Mark {
  kind: string
  /** May be found or not. */
  isOptional: boolean
  expected: string
  /** Code points, half-open. */
  start: number
  end: number
  words: string
}

/** The plain text and its marks. */
export function readMarked(marked: string): { text: string; marks: Mark[] } {
  const marks: Mark[] = []
  let text = ''
  let length = 0
  const add = (words: string) => {
    text += words
    length += [...words].length
  }
  let reached = 0
  for (const { 0: whole, 1: words = '', 2: kind = '', 3: optional, 4: expected = '', index } of marked.matchAll(
    /\[\[([^|\]]+)\|([fstx])(\?)? ?([^\]]*)\]\]/g,
  )) {
    add(marked.slice(reached, index))
    const start = length
    add(words)
    marks.push({ kind, isOptional: optional !== undefined, expected, start, end: length, words })
    reached = index + whole.length
  }
  add(marked.slice(reached))
  return { text, marks }
}
