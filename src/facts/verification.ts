/**
 * Holds recorded spans against a text: at their offsets first (TextPositionSelector), then by their words and context
 * (TextQuoteSelector), so that a copy with other line ends, spaces or quotation marks can be tested too.
 */
import { CodePointText, type Span } from './spans.ts'

export const spanStatuses = {
  verified: 'The words stand at the offsets recorded.',
  moved: 'The words stand elsewhere, in one place.',
  ambiguous: 'The words stand elsewhere, in more than one place.',
  missing: 'The words do not stand in the text.',
} as const
export type SpanStatus = keyof typeof spanStatuses

export interface SpanOutcome {
  status: SpanStatus
  /** Where the words stand, in code points; for ambiguous ones the first places. */
  found: { start: number; end: number }[]
  /** Whether what stands right before and after is what was recorded; null where the words are missing or ambiguous. */
  contextSame: boolean | null
}

/** More places than anybody reads; further ones are not searched. */
const maxPlaces = 1000
const shownPlaces = 5

interface Place {
  start: number
  end: number
  /** How much of the context agrees: 0 none, 1 one side, 2 both. */
  agreement: number
}

/** The outcome of each span, in the order given. Equal spans get equal outcomes; two spans never claim one place. */
export function verifySpans(text: string, spans: readonly Span[]): SpanOutcome[] {
  const exactText = new CodePointText(text)
  const search = new TolerantSearch(text, exactText)
  const keyOf = ({ start, exact, prefix, suffix }: Span) => JSON.stringify([start, exact, prefix, suffix])
  const distinct = new Map(spans.map((span) => [keyOf(span), span]))
  const byWords = groupBy([...distinct.values()], ({ exact }) => tolerant(exact))
  const outcomes = new Map<string, SpanOutcome>()
  for (const group of byWords.values()) {
    const claimed = new Set<number>()
    const rest: Span[] = []
    for (const span of group) {
      const { start, end, exact } = span
      if (exactText.slice(start, end) !== exact) rest.push(span)
      else {
        claimed.add(start)
        outcomes.set(keyOf(span), {
          status: 'verified',
          found: [{ start, end }],
          contextSame: contextSame(exactText, span),
        })
      }
    }
    if (rest.length === 0) continue
    for (const [span, outcome] of placeElsewhere(rest, search, claimed)) outcomes.set(keyOf(span), outcome)
  }
  return spans.map((span) => outcomes.get(keyOf(span)) as SpanOutcome)
}

/** Spans with the same words that do not stand where they were: places with the best context first, each taken once. */
function placeElsewhere(spans: Span[], search: TolerantSearch, claimed: Set<number>): Map<Span, SpanOutcome> {
  const outcomes = new Map<Span, SpanOutcome>()
  let waiting = spans.map((span) => ({ span, places: search.places(span) }))
  for (const agreement of [2, 1, 0]) {
    const rivals = groupBy(
      waiting.map((one) => ({ ...one, open: one.places.filter((place) => place.agreement === agreement) })),
      ({ open }) => open.map(({ start }) => start).join(),
    )
    waiting = []
    // Those with the fewest places to go choose first.
    const inTurn = [...rivals.values()].map((group) => ({ group, open: group[0]?.open ?? [] }))
    for (const { group, open } of inTurn.sort((one, other) => one.open.length - other.open.length)) {
      const free = open.filter(({ start }) => !claimed.has(start))
      if (free.length > group.length) {
        const found = free.slice(0, shownPlaces).map(({ start, end }) => ({ start, end }))
        for (const { span } of group) outcomes.set(span, { status: 'ambiguous', found, contextSame: null })
        continue
      }
      const taken = assign(
        group.map(({ span }) => span),
        free,
      )
      for (const one of group) {
        const place = taken.get(one.span)
        if (place === undefined) waiting.push(one)
        else {
          const { start, end } = place
          claimed.add(start)
          outcomes.set(one.span, { status: 'moved', found: [{ start, end }], contextSame: agreement === 2 })
        }
      }
    }
  }
  for (const { span } of waiting) outcomes.set(span, { status: 'missing', found: [], contextSame: null })
  return outcomes
}

/** Gives each place to one span: in order where there is one for each, else to the nearest. */
function assign(spans: Span[], places: Place[]): Map<Span, Place> {
  const inOrder = [...spans].sort((one, other) => one.start - other.start)
  const taken = new Map<Span, Place>()
  for (const [index, place] of places.entries()) {
    const free = inOrder.filter((span) => !taken.has(span))
    const distance = ({ start }: Span) => Math.abs(start - place.start)
    const nearest = free.reduce((best, span) => (distance(span) < distance(best) ? span : best), free[0] as Span)
    taken.set(places.length === spans.length ? (inOrder[index] as Span) : nearest, place)
  }
  return taken
}

function contextSame(text: CodePointText, { start, end, prefix, suffix }: Span): boolean {
  const before = text.slice(Math.max(0, start - [...prefix].length), start)
  return before === prefix && text.slice(end, end + [...suffix].length) === suffix
}

const spaces = /[\s\u00a0\u200b\ufeff]+/gu
const alike: [RegExp, string][] = [
  [/[‘’‚‛′]/gu, "'"],
  [/[“”„‟″]/gu, '"'],
  [/[‐‑‒–—―−]/gu, '-'],
]

/** What a re-flowed or re-typed copy changes is made equal: spaces and line ends, quotation marks, dashes. */
function tolerant(text: string): string {
  let folded = text.normalize('NFC').replace(spaces, ' ')
  for (const [pattern, mark] of alike) folded = folded.replace(pattern, mark)
  return folded
}

/** Searches a text as {@link tolerant} sees it and tells places in the text as it is. */
class TolerantSearch {
  readonly #text: string
  readonly #codePoints: CodePointText
  #folded: { text: string; origins: Uint32Array } | undefined
  readonly #places = new Map<string, { start: number; end: number }[]>()

  constructor(text: string, codePoints: CodePointText) {
    this.#text = text
    this.#codePoints = codePoints
  }

  /** Where the words of a span stand as whole words, with how much of its context agrees. */
  places({ exact, prefix, suffix }: Span): Place[] {
    const { text, origins } = this.#fold()
    const words = tolerant(exact)
    const [before, after] = [tolerant(prefix), tolerant(suffix)]
    const found = this.#places.get(words) ?? occurrences(text, words)
    this.#places.set(words, found)
    return found.map(({ start, end }) => {
      const sides = [text.endsWith(before, start), text.startsWith(after, end)]
      return {
        start: this.#codePoints.toCodePoints(origins[start] as number),
        end: this.#codePoints.toCodePoints(origins[end] as number),
        agreement: sides.filter(Boolean).length,
      }
    })
  }

  /** The folded text, and for each of its UTF-16 units the unit of the original it came from. */
  #fold(): { text: string; origins: Uint32Array } {
    if (this.#folded !== undefined) return this.#folded
    const pieces: string[] = []
    const origins = new Uint32Array(this.#text.length * 3 + 1)
    let length = 0
    // Runs of spaces, and each other character with the marks that combine with it, fold on their own.
    for (const { 0: piece, index } of this.#text.matchAll(/[\s\u00a0\u200b\ufeff]+|\P{M}\p{M}*|\p{M}+/gu)) {
      const folded = tolerant(piece)
      pieces.push(folded)
      origins.fill(index, length, length + folded.length)
      length += folded.length
    }
    origins[length] = this.#text.length
    this.#folded = { text: pieces.join(''), origins: origins.subarray(0, length + 1) }
    return this.#folded
  }
}

const isWordCharacter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character)

/** Where the words stand as whole words: a letter at their edge is not followed by another. */
function occurrences(text: string, words: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (
    let start = text.indexOf(words);
    start !== -1 && found.length < maxPlaces;
    start = text.indexOf(words, start + 1)
  ) {
    const end = start + words.length
    const cutsBefore = isWordCharacter(words[0]) && isWordCharacter(text[start - 1])
    const cutsAfter = isWordCharacter(words.at(-1)) && isWordCharacter(text[end])
    if (!cutsBefore && !cutsAfter) found.push({ start, end })
  }
  return found
}

function groupBy<T>(values: T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value])
  return groups
}

/** How many code points of a text the spans cover together. */
export function coveredCodePoints(spans: readonly { start: number; end: number }[]): number {
  let covered = 0
  let reached = 0
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    covered += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return covered
}
