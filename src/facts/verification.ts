/**
 * Compares recorded spans with a text: at their offsets first (TextPositionSelector), then by their words and context
 * (TextQuoteSelector), so that another copy can be tested too.
 */
import { type FoldedPlace, FoldedText, wordsKey } from './copies.ts'
import { CodePointText, type Span } from './spans.ts'

/** Outcomes from the best to the worst; `not_repeated` follows from other spans and does not count against the fact. */
const spanStatuses = {
  verified: 'The words stand at the offsets recorded.',
  moved: 'The words stand elsewhere, in one place.',
  ambiguous: 'The words stand elsewhere, in more than one place.',
  missing: 'The words do not stand in the text.',
  not_repeated: 'Missing, while another occurrence of the same statement stands in the text.',
} as const
export type SpanStatus = keyof typeof spanStatuses

export interface SpanOutcome {
  status: SpanStatus
  /** Places of the words, in code points; for ambiguous ones the first places. */
  found: { start: number; end: number }[]
  /** True if the text directly before and after is the recorded context; null if the words are missing or ambiguous. */
  contextSame: boolean | null
}

const shownPlaces = 5

/** The outcome of each span, in the given order. Equal spans get equal outcomes; two spans never get one place. */
export function verifySpans(text: string, spans: readonly Span[]): SpanOutcome[] {
  const exactText = new CodePointText(text)
  const placesOf = placeFinder(text, exactText)
  const keyOf = ({ start, exact, prefix, suffix }: Span) => JSON.stringify([start, exact, prefix, suffix])
  const distinct = new Map(spans.map((span) => [keyOf(span), span]))
  const outcomes = new Map<string, SpanOutcome>()
  for (const group of groupBy([...distinct.values()], ({ exact }) => wordsKey(exact)).values()) {
    const claimed = new Set<number>()
    const elsewhere: Placed[] = []
    const inPlace: Span[] = []
    for (const span of group) {
      const { start, end, exact } = span
      const isExact = exactText.slice(start, end) === exact
      const places = isExact && contextIsExact(exactText, span) ? [] : placesOf(span)
      const here = places.find((place) => place.start === start && place.end === end)
      if (!isExact && here === undefined) {
        elsewhere.push({ span, places })
        continue
      }
      claimed.add(start)
      inPlace.push(span)
      const contextSame = places.length === 0 || here?.agreement === 2
      outcomes.set(keyOf(span), { status: 'verified', found: [{ start, end }], contextSame })
    }
    for (const [span, outcome] of placeElsewhere(elsewhere, claimed, inPlace)) outcomes.set(keyOf(span), outcome)
  }
  return spans.map((span) => outcomes.get(keyOf(span)) as SpanOutcome)
}

interface Placed {
  span: Span
  /** Places of its words, in code points. */
  places: FoldedPlace[]
}

/**
 * Outcomes of spans with the same words that are not at their offsets: places with the best context first, each used
 * once. A place with other words around it is not used for a span whose twin, in a passage that the text repeats, was
 * found.
 */
function placeElsewhere(spans: Placed[], claimed: Set<number>, found: Span[]): Map<Span, SpanOutcome> {
  const outcomes = new Map<Span, SpanOutcome>()
  let waiting = spans
  for (const agreement of [2, 1, 0]) {
    const rivals = groupBy(
      waiting.map((one) => {
        const isElsewhere = agreement === 0 && found.some((other) => isTwin(one.span, other))
        return { ...one, open: isElsewhere ? [] : one.places.filter((place) => place.agreement === agreement) }
      }),
      ({ open }) => open.map(({ start }) => start).join(),
    )
    waiting = []
    // Spans with the fewest possible places choose first.
    const inTurn = [...rivals.values()].map((group) => ({ group, open: group[0]?.open ?? [] }))
    for (const { group, open } of inTurn.sort((one, other) => one.open.length - other.open.length)) {
      const free = open.filter(({ start }) => !claimed.has(start))
      if (free.length > group.length) {
        const first = free.slice(0, shownPlaces).map(({ start, end }) => ({ start, end }))
        for (const { span } of group) outcomes.set(span, { status: 'ambiguous', found: first, contextSame: null })
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
          if (agreement > 0) found.push(one.span)
          outcomes.set(one.span, { status: 'moved', found: [{ start, end }], contextSame: agreement === 2 })
        }
      }
    }
  }
  for (const { span } of waiting) outcomes.set(span, { status: 'missing', found: [], contextSame: null })
  return outcomes
}

/** Assigns each place to one span: in order if there is one for each, else to the nearest. */
function assign(spans: Span[], places: FoldedPlace[]): Map<Span, FoldedPlace> {
  const inOrder = [...spans].sort((one, other) => one.start - other.start)
  const taken = new Map<Span, FoldedPlace>()
  for (const [index, place] of places.entries()) {
    const free = inOrder.filter((span) => !taken.has(span))
    const distance = ({ start }: Span) => Math.abs(start - place.start)
    const nearest = free.reduce((best, span) => (distance(span) < distance(best) ? span : best), free[0] as Span)
    taken.set(places.length === spans.length ? (inOrder[index] as Span) : nearest, place)
  }
  return taken
}

/**
 * True of spans with the same words and the same context on one side: they belong to a passage that the text repeats.
 */
const isTwin = (one: Span, other: Span): boolean =>
  one.start !== other.start &&
  ((one.prefix !== '' && one.prefix === other.prefix) || (one.suffix !== '' && one.suffix === other.suffix))

function contextIsExact(text: CodePointText, { start, end, prefix, suffix }: Span): boolean {
  const before = text.slice(Math.max(0, start - [...prefix].length), start)
  return before === prefix && text.slice(end, end + [...suffix].length) === suffix
}

/** Finds the words of a span by {@link FoldedText}; the text is folded when the first span needs it. */
function placeFinder(text: string, codePoints: CodePointText): (span: Span) => FoldedPlace[] {
  let folded: FoldedText | undefined
  return (span) => {
    folded ??= new FoldedText(text)
    return folded.find(span.exact, span).map(({ start, end, agreement }) => ({
      start: codePoints.toCodePoints(start),
      end: codePoints.toCodePoints(end),
      agreement,
    }))
  }
}

function groupBy<T>(values: T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value])
  return groups
}

/** Number of code points of a text that the spans cover together. */
export function coveredCodePoints(spans: readonly { start: number; end: number }[]): number {
  let covered = 0
  let reached = 0
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    covered += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return covered
}
