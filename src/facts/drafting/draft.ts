/** A draft of the records of a text: places of figures, statements, times and names, for an editor to judge. */
import { CodePointText, excerptFault } from '../spans.ts'
import { type FigureWords, figuresIn, overlaps } from './figures.ts'
import { indexOfNames, type KnownEntity, type NameWords, namesIn } from './names.ts'
import { type Place, sentencesOf } from './sentences.ts'
import { type StatementWords, statementsIn } from './statements.ts'
import { type TimeWords, timesIn } from './times.ts'

/** A finding with its words. Its place counts code points of the text, half-open. */
export type Placed<T> = T & { exact: string }

export interface Draft {
  figures: Placed<FigureWords>[]
  statements: Placed<StatementWords>[]
  times: Placed<TimeWords>[]
  names: Placed<NameWords>[]
  sentences: number
  /** Sentences without a figure, statement or time, in code points. */
  empty: Place[]
}

/** Drafts the records of an English text. */
export function draftOf(text: string, entities: KnownEntity[] = []): Draft {
  const index = indexOfNames(entities)
  const codePoints = new CodePointText(text)
  const draft: Draft = { figures: [], statements: [], times: [], names: [], sentences: 0, empty: [] }
  const parties: string[] = []
  for (const place of sentencesOf(text)) {
    const sentence = text.slice(place.start, place.end)
    const local = new CodePointText(sentence)
    const offset = codePoints.toCodePoints(place.start)
    const inCodePoints = <T extends Place>(one: T): T => ({
      ...one,
      start: local.toCodePoints(one.start),
      end: local.toCodePoints(one.end),
    })
    const placed = <T extends Place>(one: T): Placed<T> => {
      const end = excerptEnd(local, one)
      return { ...one, start: offset + one.start, end: offset + end, exact: local.slice(one.start, end) }
    }
    const times = timesOf(sentence, local, inCodePoints)
    const figures = figuresIn(sentence, times.map(inCodePoints))
    const statements = statementsIn(sentence, times, parties)
    draft.sentences += 1
    if (times.length + figures.length + statements.length === 0)
      draft.empty.push({ start: offset, end: offset + local.length })
    draft.figures.push(...figures.map(placed))
    draft.times.push(...times.map(inCodePoints).map(placed))
    draft.names.push(...namesIn(sentence, index, isHeadline(sentence)).map(inCodePoints).map(placed))
    for (const { speaker_place, ...statement } of statements) {
      const speaker = speaker_place && inCodePoints(speaker_place)
      draft.statements.push({
        ...placed(inCodePoints(statement)),
        speaker_place: speaker && { start: offset + speaker.start, end: offset + excerptEnd(local, speaker) },
      })
    }
  }
  return draft
}

/** Times of a sentence. Four digits that count something ("2000 shells") are none, nor is the period of a rate. */
function timesOf(sentence: string, local: CodePointText, inCodePoints: (time: TimeWords) => Place): TimeWords[] {
  const figures = figuresIn(sentence, [])
  return timesIn(sentence).filter((time) => {
    const place = inCodePoints(time)
    const isNumber = /^\d{4}$/.test(local.slice(place.start, place.end))
    return !figures.some((figure) => overlaps(figure, place) && (isNumber || figure.per !== null))
  })
}

/** The end of a place, cut so that its words may be an excerpt. */
function excerptEnd(local: CodePointText, { start, end }: Place): number {
  let cut = end
  while (cut > start + 1 && excerptFault(local.slice(start, cut)) !== null) cut -= 1
  if (cut === end) return end
  const words = local.slice(start, cut)
  const space = words.lastIndexOf(' ')
  return space > 0 ? start + [...words.slice(0, space)].length : cut
}

/** True if most words have a capital, so that capitals tell nothing. */
function isHeadline(sentence: string): boolean {
  const words = sentence.match(/\p{L}[\p{L}'’-]{3,}/gu) ?? []
  return (
    !/[.!?]["”’')]*$/.test(sentence) &&
    words.length > 2 &&
    words.filter((word) => /^\p{Lu}/u.test(word)).length > 0.75 * words.length
  )
}
