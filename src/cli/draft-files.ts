/** The files of a draft: the source, and its findings in the form of records, with `TODO` wherever an editor decides. */
import { Document, isMap, isScalar, isSeq, visit } from 'yaml'
import type { Draft, Placed } from '../facts/drafting/draft.ts'
import type { Repeat } from '../facts/drafting/repeats.ts'
import type { Place } from '../facts/drafting/sentences.ts'
import type { TimeWords } from '../facts/drafting/times.ts'
import { CodePointText, type Span } from '../facts/spans.ts'

const todo = 'TODO'

/** The part of a source that is exact. */
export interface DraftedSource {
  id: string
  url: string | null
  sha256: string
  code_points: number
  repeats: Repeat[]
}

export function sourceFile({ id, url, sha256, code_points, repeats }: DraftedSource): string {
  const source = {
    ...{ id, kind: todo, title: todo, publisher: todo, published: { edtf: todo, basis: todo, as_stated: todo } },
    ...(url !== null && { url }),
    ...{ language: todo, rights: todo, completeness: todo },
    text: { sha256, code_points, encoding: 'utf-8', ...(repeats.length > 0 && { repeats }) },
  }
  return written(
    { sources: [source] },
    'Drafted by `conflict-facts draft`. The text is recorded exactly; decide every TODO, or delete its key.',
  )
}

/** The findings of a draft as records. A record whose words stand in a repeated passage has both occurrences. */
export function draftsFile(source: string, draft: Draft, text: string, repeats: Repeat[]): string {
  const codePoints = new CodePointText(text)
  const isRepetition = ({ start, end }: Place) =>
    repeats.some((repeat) => start >= repeat.start + repeat.offset && end <= repeat.end + repeat.offset)
  const occurrences = (places: Place[]) => {
    const [first, last] = [places[0] as Place, places.at(-1) as Place]
    const twins = repeats
      .filter(({ start, end }) => first.start >= start && last.end <= end)
      .map(({ offset }) => offset)
    return [0, ...twins].map((offset) => ({
      spans: places.map(({ start, end }) => shortest(codePoints, start + offset, end + offset)),
    }))
  }
  const ofFirst = <T extends Place>(list: T[]) => list.filter((one) => !isRepetition(one))
  const estimates = ofFirst(draft.figures).map(({ start, end, exact, modifier, low, high, best }) => ({
    ...{ id: todo, quantity: todo, claim: todo },
    // Words across a line end of two characters cannot be recorded as they stand.
    as_stated: exact.includes('\r') ? todo : exact,
    modifier,
    ...Object.fromEntries(Object.entries({ low, high, best }).filter(([, number]) => number !== null)),
    ...{ claimants: [todo], claimant_kind: todo, evidence: occurrences([{ start, end }]) },
  }))
  const quotes = ofFirst(draft.statements).map(({ start, end, exact, speaker_place: speaker }) => ({
    ...{ id: todo, speakers: [todo], claimant_kind: todo, act: todo, cue: exact, mode: todo, gist: todo },
    evidence: occurrences(
      speaker === null ? [{ start, end }] : [speaker, { start, end }].sort((one, other) => one.start - other.start),
    ),
  }))
  return written(
    {
      source,
      estimates,
      quotes,
      mentions: mentionsOf(draft, codePoints),
      times: draft.times.map((time) => timeOf(time, codePoints)),
    },
    'Drafted by `conflict-facts draft`: decide every TODO, delete what is no fact, and move each time to its record.',
  )
}

/** One mention for each form of a name, with all its places. */
function mentionsOf({ names }: Draft, codePoints: CodePointText) {
  const forms = new Map<string, Draft['names']>()
  for (const name of names) forms.set(name.exact, [...(forms.get(name.exact) ?? []), name])
  return [...forms].map(([as_written, all]) => ({
    ...{ id: todo, entity: all[0]?.entity ?? todo, as_written, form: all[0]?.form ?? todo },
    evidence: all.map(({ start, end }) => ({ spans: [shortest(codePoints, start, end)] })),
  }))
}

function timeOf(time: Placed<TimeWords>, codePoints: CodePointText) {
  const { start, end, exact, edtf, basis, since_at_least, earliest, latest } = time
  return {
    ...{ edtf: edtf ?? todo, as_stated: exact, basis },
    ...(basis === 'relative' && { anchor: todo }),
    ...(since_at_least && { since_at_least }),
    ...(earliest !== null && latest !== null && { start_earliest: earliest, start_latest: latest }),
    spans: [shortest(codePoints, start, end)],
  }
}

/** A span with as little of its surroundings as tells it from other places of the same words. */
function shortest(text: CodePointText, start: number, end: number): Span {
  const span = text.span(start, end)
  const isAlone = ({ prefix, exact, suffix }: Span) => text.occurrences(prefix + exact + suffix, 2).length === 1
  const lesser = [
    { ...span, prefix: '', suffix: '' },
    { ...span, prefix: '' },
    { ...span, suffix: '' },
  ]
  return lesser.find(isAlone) ?? span
}

/** YAML as an editor writes it: a span, and a repeat, on one line; dates in quotation marks. */
function written(content: object, comment: string): string {
  const document = new Document(content)
  document.commentBefore = ` ${comment}`
  visit(document, {
    Seq(_key, node) {
      if (isSeq(node) && node.items.every(isScalar)) node.flow = true
    },
    Map(_key, node) {
      if (isMap(node) && (node.has('exact') || node.has('offset'))) node.flow = true
    },
    Pair(_key, { key, value }) {
      if (
        isScalar(key) &&
        isScalar(value) &&
        /^(?:prefix|suffix|edtf)$/.test(String(key.value)) &&
        value.value !== todo
      )
        value.type = 'QUOTE_DOUBLE'
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}
