/** A draft of the records of a text: places of figures, statements, times and names, for an editor to judge. */
import { CodePointText } from '../spans.ts'
import { readFigures } from '../stated/figures.ts'
import { type FigureWords, figuresIn, overlaps } from './figures.ts'
import { type Place, sentencesOf } from './sentences.ts'
import { type StatementWords, statementsIn } from './statements.ts'
import { timesIn, type TimeWords } from './times.ts'

/** Each place counts code points of the text, half-open, and has its words. */
type Placed<T> = T & { exact: string }

export interface Draft {
  figures: Placed<FigureWords>[]
  statements: Placed<StatementWords>[]
  times: Placed<TimeWords>[]
  sentences: number
  /** Sentences without a figure, statement or time. */
  empty: Place[]
}

export function draftOf(text: string): Draft {
  const codePoints = new CodePointText(text)
  const draft: Draft = { figures: [], statements: [], times: [], sentences: 0, empty: [] }
  const earlier: StatementWords[] = []
  for (const place of sentencesOf(text)) {
    const sentence = text.slice(place.start, place.end)
    const offset = codePoints.toCodePoints(place.start)
    const local = new CodePointText(sentence)
    const inSentence = <T extends Place>(one: T): T => ({
      ...one,
      start: local.toCodePoints(one.start),
      end: local.toCodePoints(one.end),
    })
    const placed = <T extends Place>(one: T): Placed<T> => ({
      ...one,
      start: offset + one.start,
      end: offset + one.end,
      exact: local.slice(one.start, one.end),
    })
    const all = readFigures(sentence)
    const isCount = (time: Place) =>
      /^\d{4}$/.test(local.slice(time.start, time.end)) && all.some((figure) => overlaps(figure, time))
    const times = timesIn(sentence).map(inSentence).filter((time) => !isCount(time))
    const figures = figuresIn(sentence, times)
    const statements = statementsIn(sentence, timesIn(sentence), earlier)
    earlier.push(...statements)
    draft.sentences += 1
    if (times.length + figures.length + statements.length === 0) draft.empty.push(place)
    draft.figures.push(...figures.map(placed))
    draft.times.push(...times.map(placed))
    draft.statements.push(...statements.map(placed))
  }
  return draft
}
