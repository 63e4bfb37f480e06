import type { Facts } from './db/open.ts'
import { CodePointText } from './facts/spans.ts'
import {
  coveredCodePoints,
  type SpanOutcome,
  type SpanStatus,
  spanStatuses,
  verifySpans,
} from './facts/verification.ts'
import type { EvidenceRecord } from './features/evidence/contract.ts'
import { findEvidenceOfSource, findSource } from './features/evidence/queries.ts'

export interface Verification {
  source: string
  dataset_version: string
  text: { sha256: string; recorded_sha256: string; same: boolean; code_points: number }
  /** Code points that the recorded spans cover together, and their share of the recorded text, from 0 to 1. */
  covered: { code_points: number; share: number }
  spans: Record<SpanStatus | 'total', number>
  facts: FactOutcome[]
}

interface FactOutcome {
  fact: string
  fact_type: string
  /** The worst status of its spans. */
  status: SpanStatus
  spans: (SpanOutcome & { evidence: string; start: number; end: number; exact: string })[]
}

export class NothingToVerify extends Error {
  override name = 'NothingToVerify'
}

/**
 * Holds every span of a source against a text.
 * @param sha256 SHA-256 of the bytes of the text, in hexadecimal
 * @throws NothingToVerify where there is no such source, or no text was recorded for it
 */
export function verify(facts: Facts, sourceId: string, text: string, sha256: string): Verification {
  const source = findSource(facts, sourceId)
  if (source === undefined) throw new NothingToVerify(`There is no source with the id "${sourceId}".`)
  if (source.text === null)
    throw new NothingToVerify(
      `No text is recorded for "${sourceId}": all its evidence is citations, and there is nothing to test.`,
    )
  const evidence = findEvidenceOfSource(facts, sourceId).filter(({ level }) => level === 'span') as SpanEvidence[]
  const outcomes = verifySpans(text, evidence)
  const spans = { total: evidence.length, verified: 0, moved: 0, ambiguous: 0, missing: 0 }
  for (const { status } of outcomes) spans[status] += 1
  const covered = coveredCodePoints(evidence)
  return {
    source: sourceId,
    dataset_version: facts.dataset.version,
    text: {
      sha256,
      recorded_sha256: source.text.sha256,
      same: sha256 === source.text.sha256,
      code_points: new CodePointText(text).length,
    },
    covered: { code_points: covered, share: covered / source.text.code_points },
    spans,
    facts: byFact(evidence, outcomes),
  }
}

type SpanEvidence = EvidenceRecord & { start: number; end: number; exact: string; prefix: string; suffix: string }

function byFact(evidence: SpanEvidence[], outcomes: SpanOutcome[]): FactOutcome[] {
  const severity = Object.keys(spanStatuses) as SpanStatus[]
  const facts = new Map<string, FactOutcome>()
  for (const [index, { id, fact, fact_type, start, end, exact }] of evidence.entries()) {
    const outcome = outcomes[index] as SpanOutcome
    const entry = facts.get(fact) ?? { fact, fact_type, status: 'verified', spans: [] }
    entry.spans.push({ evidence: id, start, end, exact, ...outcome })
    if (severity.indexOf(outcome.status) > severity.indexOf(entry.status)) entry.status = outcome.status
    facts.set(fact, entry)
  }
  return [...facts.values()]
}
