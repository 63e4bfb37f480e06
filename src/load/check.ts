import { claimSeed } from '../records/claims/seed.ts'
import { type Reference, referencesOf } from '../records/shared/definition.ts'
import { checkDays, lastDayNow } from './check-days.ts'
import { evidenceChecker } from './check-evidence.ts'
import { nameChecker } from './check-names.ts'
import { checkOrder } from './check-order.ts'
import { checkWhole } from './check-whole.ts'
import { checkWordsOf, noWordCounts, type WordCounts } from './check-words.ts'
import { type Fault, SeedError } from './faults.ts'
import type { KnownText } from './known-text.ts'
import type { Seed } from './read.ts'
import type { SeedRecord } from './record.ts'
import type { Survey } from './survey.ts'

/** A record whose references resolve and whose evidence is valid. */
export interface CheckedRecord extends SeedRecord {
  references: Reference[]
}

/** Counts taken while records are checked. */
export interface CheckTally {
  /** The code points of each text that its excerpts show, by the id of its source. */
  knownTexts: Map<string, KnownText>
  words: WordCounts
}

export const newTally = (): CheckTally => ({ knownTexts: new Map(), words: noWordCounts() })

/**
 * Every record of a seed once it has been checked, claims last; none after the first fault, for nothing will be loaded.
 * @param tally filled with the counts taken on the way
 * @throws SeedError with every fault after the last record; anything made from the records until then is void
 */
export function* checkedRecords(seed: Seed, survey: Survey, tally: CheckTally): Generator<CheckedRecord> {
  const faults: Fault[] = []
  const checkEvidence = evidenceChecker(survey, faults, tally.knownTexts)
  const checkNames = nameChecker(seed, survey, faults)
  const lastDay = [lastDayNow(), seed.dataset.date].sort()[1] as string
  const circles = new Circles()
  for (const draft of seed.drafts(faults)) {
    const record = survey.shared.get(draft.written.id) ?? draft.parse(faults)
    if (record === undefined) continue
    if (survey.kindOf.get(record.seed.id) !== record.kind)
      faults.push(record.fault(['id'], 'Was not there when the file was first read: it is being written. Load again.'))
    const references = referencesOf(record.kind, record.seed)
    checkReferences(record, references, survey, faults)
    if (record.kind.type === 'estimate') checkEstimate(record, survey, faults)
    checkNames(record)
    checkDays(record, lastDay, faults)
    checkOrder(record, survey, faults)
    if (record.kind.type === 'entity') checkWhole(record, survey, faults)
    checkEvidence(record)
    checkWordsOf(record, survey, tally.words, faults)
    circles.add(record)
    if (faults.length === 0) yield { ...record, references }
  }
  circles.check(faults)
  if (faults.length > 0) throw new SeedError(faults)
  for (const [id, { quantity, reports, fault }] of survey.claims) {
    const claim = { id, quantity, reports: reports.sort() }
    yield { kind: claimSeed, seed: claim, fault, references: referencesOf(claimSeed, claim) }
  }
}

function checkReferences({ fault }: SeedRecord, references: Reference[], { kindOf }: Survey, faults: Fault[]): void {
  for (const { type, id, path } of references) {
    const found = kindOf.get(id)?.type
    if (found === undefined) faults.push(fault(path, `There is no ${type} with the id "${id}".`))
    else if (found !== type) faults.push(fault(path, `"${id}" is a record of type ${found}; ${type} is needed here.`))
  }
}

function checkEstimate({ seed, fault }: SeedRecord, { claims, shared }: Survey, faults: Fault[]): void {
  const claim = claims.get(seed.claim)
  if (claim !== undefined && claim.quantity !== seed.quantity)
    faults.push(
      fault(
        ['quantity'],
        `Reports of one claim count one thing; another report of "${seed.claim}" counts "${claim.quantity}".`,
      ),
    )
  if (shared.get(seed.quantity)?.seed.measure === 'share')
    for (const key of ['low', 'high', 'best'])
      if (seed[key] > 1) faults.push(fault([key], 'A share is a part of a whole, from 0 to 1: half, or 50 %, is 0.5.'))
}

/** Nothing is computed from itself, builds on itself, or is a share or part of itself, however far round. */
class Circles {
  readonly #steps = new Map<string, { key: string; next: string[]; fault: SeedRecord['fault'] }>()

  add({ kind, seed, fault }: SeedRecord): void {
    const { chain: key } = kind
    if (key === undefined) return
    const next = referencesOf(kind, { [key]: seed[key] }).map(({ id }) => id)
    if (next.length > 0) this.#steps.set(seed.id, { key, next, fault })
  }

  check(faults: Fault[]): void {
    const done = new Set<string>()
    for (const [id, { key, fault }] of this.#steps) {
      if (done.has(id)) continue
      const cycle = findCycle(id, (at) => this.#steps.get(at)?.next ?? [], done)
      if (cycle !== null) faults.push(fault([key], `Forms a circle: ${cycle.join(' → ')}.`))
    }
  }
}

/**
 * Depth-first search without recursion, so that a long chain cannot overflow the stack. Adds the cleared ids to `done`.
 */
function findCycle(start: string, next: (id: string) => string[], done: Set<string>): string[] | null {
  const path: string[] = []
  const onPath = new Set<string>()
  const stack: { id: string; leave: boolean }[] = [{ id: start, leave: false }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { id, leave } = top
    if (leave) {
      path.pop()
      onPath.delete(id)
      done.add(id)
      continue
    }
    if (onPath.has(id)) return [...path.slice(path.indexOf(id)), id]
    if (done.has(id)) continue
    path.push(id)
    onPath.add(id)
    stack.push({ id, leave: true }, ...next(id).map((other) => ({ id: other, leave: false })))
  }
  return null
}
