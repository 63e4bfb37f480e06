/** Widths of texts without a browser, and texts in lines. */

/** Widths of characters of a sans-serif font as shares of its size, on the safe side of common ones. */
const shares: [characters: string, share: number][] = [
  ["iljI.,:;'’!|()[] ", 0.32],
  ['frt“”"-–/', 0.4],
  ['mwMW@%', 0.9],
  ['ABCDEGHKNOQRSTUVXYZ&<>=', 0.7],
]
const shareOf = new Map(shares.flatMap(([characters, share]) => [...characters].map((one) => [one, share])))
/** Width of all other characters of Latin scripts; those of scripts with wide ones take a whole square. */
const otherShare = 0.58
const bold = 1.12

/** The width of a text in pixels. */
export type Measure = (text: string, size: number, isBold: boolean) => number

/** The greatest width that a text has in a usual sans-serif font, for documents that measure none. */
export const usualWidth: Measure = (text, size, isBold) => {
  let width = 0
  for (const character of text)
    width += shareOf.get(character) ?? ((character.codePointAt(0) ?? 0) > 0x2e7f ? 1 : otherShare)
  return width * size * (isBold ? bold : 1)
}

/** A text in lines of at most some width. A longer word is broken, so that nothing is cut. */
export function inLines(
  text: string,
  {
    width,
    size,
    isBold = false,
    measure = usualWidth,
  }: { width: number; size: number; isBold?: boolean; measure?: Measure },
): string[] {
  const fits = (line: string) => measure(line, size, isBold) <= width
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/[ \n]+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const character of word) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  return line === '' ? lines : [...lines, line]
}
