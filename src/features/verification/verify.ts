import { createHash } from 'node:crypto'
import type { Snapshot } from '../../db/open.ts'
import type { Evidence } from '../../facts/evidence.ts'
import { CodePointText } from '../../facts/spans.ts'
import { coveredCodePoints, type SpanOutcome, type SpanStatus, verifySpans } from '../../facts/verification.ts'
import { type FactWithEvidence, findFactsOfSource } from '../../records/evidence/queries.ts'
import { findSource } from '../../records/sources/queries.ts'

export interface Verification {
  source: string
  dataset_version: string
  text: {
    sha256: string
    recorded_sha256: string
    same: boolean
    /** True of the recorded text with other line ends, or with or without a byte order mark: it has the same offsets. */
    same_but_line_ends: boolean
    code_points: number
  }
  /** Code points that the recorded spans cover together, and their share of the recorded text, from 0 to 1. */
  covered: { code_points: number; share: number }
  spans: Record<SpanStatus | 'total', number>
  facts: FactOutcome[]
}

interface FactOutcome {
  fact: string
  fact_type: string
  /** The worst status of its spans, except occurrences that are missing while another one is present. */
  status: Exclude<SpanStatus, 'not_repeated'>
  /** Number of recorded occurrences of its statement, and number found in this text. */
  occurrences: { recorded: number; found: number }
  spans: (SpanOutcome & { evidence: string; start: number; end: number; exact: string })[]
}

export class NothingToVerify extends Error {
  override name = 'NothingToVerify'
}

/**
 * Compares every span of a source with a text.
 * @param sha256 SHA-256 of the bytes of the text, in hexadecimal
 * @throws NothingToVerify if there is no such source, or no text or span was recorded for it
 */
export async function verify(
  database: Snapshot,
  sourceId: string,
  text: string,
  sha256: string,
): Promise<Verification> {
  const source = await findSource(database, sourceId)
  if (source === undefined) throw new NothingToVerify(`There is no source with the id "${sourceId}".`)
  if (source.text === null)
    throw new NothingToVerify(
      `No text is recorded for "${sourceId}": all its evidence is citations, and there is nothing to test.`,
    )
  const facts = (await findFactsOfSource(database, sourceId)).map((fact) => withSpansOf(fact, sourceId))
  const evidence = facts.flatMap(({ lists }) => distinct(lists.flat()))
  if (evidence.length === 0)
    throw new NothingToVerify(`No span is recorded for "${sourceId}": there is nothing to test.`)
  const same = sha256 === source.text.sha256
  const recordedText = same ? undefined : withOtherLineEnds(text, source.text.sha256)
  const outcomes = new Map(
    verifySpans(recordedText ?? text, evidence).map((outcome, index) => [evidence[index]?.id, outcome]),
  )
  const outcomeOf = ({ id }: SpanEvidence) => outcomes.get(id) as SpanOutcome
  const tested = facts.flatMap((fact) => (fact.lists.flat().length === 0 ? [] : [factOutcome(fact, outcomeOf)]))
  const spans = { total: evidence.length, verified: 0, moved: 0, ambiguous: 0, missing: 0, not_repeated: 0 }
  for (const { status } of tested.flatMap((fact) => fact.spans)) spans[status] += 1
  const covered = coveredCodePoints(evidence)
  return {
    source: sourceId,
    dataset_version: database.dataset.version,
    text: {
      sha256,
      recorded_sha256: source.text.sha256,
      same,
      same_but_line_ends: recordedText !== undefined,
      code_points: new CodePointText(text).length,
    },
    covered: { code_points: covered, share: covered / source.text.code_points },
    spans,
    facts: tested,
  }
}

/** The recorded text, if a copy differs from it in its line ends or byte order mark alone. */
function withOtherLineEnds(copy: string, recordedSha256: string): string | undefined {
  const lines = copy.split(/\r\n|\r|\n/)
  const sha256Of = (bytes: string) => createHash('sha256').update(bytes).digest('hex')
  return ['\n', '\r\n', '\r']
    .map((end) => lines.join(end))
    .find((text) => [text, `\ufeff${text}`].some((bytes) => sha256Of(bytes) === recordedSha256))
}

type SpanEvidence = Evidence & { start: number; end: number; exact: string; prefix: string; suffix: string }
type FactWithSpans = Omit<FactWithEvidence, 'lists'> & { lists: SpanEvidence[][] }
type OutcomeOf = (span: SpanEvidence) => SpanOutcome

const withSpansOf = ({ lists, ...fact }: FactWithEvidence, sourceId: string): FactWithSpans => ({
  ...fact,
  lists: lists.map((list) =>
    list.filter((one): one is SpanEvidence => one.level === 'span' && one.source === sourceId),
  ),
})

/** Spans in the order of the text; the same words used twice are one. */
const distinct = (spans: SpanEvidence[]): SpanEvidence[] =>
  [...new Map(spans.map((span) => [span.id, span])).values()].sort((one, other) => one.start - other.start)

function factOutcome({ id, type, lists }: FactWithSpans, outcomeOf: OutcomeOf): FactOutcome {
  const counted = lists.map((list) => ({ list, ...countOccurrences(list, outcomeOf) }))
  const notRepeated = new Set(counted.flatMap(({ list, found }) => (found > 0 ? list : [])))
  const lacking = (one: { recorded: number; found: number }) => one.recorded - one.found
  const [{ recorded, found } = { recorded: 0, found: 0 }] = counted.sort(
    (one, other) => lacking(other) - lacking(one) || other.recorded - one.recorded,
  )
  const spans = distinct(lists.flat()).map((span) => {
    const outcome = outcomeOf(span)
    const status: SpanStatus = outcome.status === 'missing' && notRepeated.has(span) ? 'not_repeated' : outcome.status
    return { evidence: span.id, start: span.start, end: span.end, exact: span.exact, ...outcome, status }
  })
  const status = severities.findLast((one) => spans.some((span) => span.status === one)) ?? 'missing'
  return { fact: id, fact_type: type, status, occurrences: { recorded, found }, spans }
}

const severities = ['verified', 'moved', 'ambiguous', 'missing'] as const

/**
 * Counts the complete occurrences of one statement in a text. Those with the same words are counted together, part by
 * part: in a copy with one of two equal passages it does not matter to which of them a part was assigned.
 */
function countOccurrences(spans: SpanEvidence[], outcomeOf: OutcomeOf): FactOutcome['occurrences'] {
  const occurrences = new Map<number, SpanEvidence[]>()
  for (const span of spans) occurrences.set(span.occurrence, [...(occurrences.get(span.occurrence) ?? []), span])
  const alike = new Map<string, SpanEvidence[][]>()
  for (const parts of occurrences.values()) {
    const words = JSON.stringify(parts.map(({ exact }) => exact))
    alike.set(words, [...(alike.get(words) ?? []), parts])
  }
  const stands = (span: SpanEvidence | undefined) => span !== undefined && outcomeOf(span).status !== 'missing'
  let found = 0
  for (const repeats of alike.values()) {
    const [parts = []] = repeats
    found += Math.min(...parts.map((_, part) => repeats.filter((spans) => stands(spans[part])).length))
  }
  return { recorded: occurrences.size, found }
}
