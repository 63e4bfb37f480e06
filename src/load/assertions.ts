/**
 * Assertions in the files of the source that has them, so that a denial of a record of another source changes no file of
 * the other. A load appends them to the record, in the order of the ids of their sources.
 */
import type { AssertionSeed, assertionOfSeed } from '../facts/attribution.ts'
import type { Fault, Path } from './faults.ts'
import { canonical } from './fingerprints.ts'
import type { Draft, SeedRecord } from './record.ts'

/** An assertion about a record, and its place, which is not in the record. */
export interface AppendedAssertion {
  of: string
  source: string
  /** Both forms are those of an assertion in the record itself: the evidence names its source. */
  written: object
  seed: AssertionSeed
  fault(path: Path, message: string): Fault
}

export function appendedAssertion(
  written: Record<string, unknown>,
  { of, source, ...seed }: ReturnType<(typeof assertionOfSeed)['parse']>,
  fault: AppendedAssertion['fault'],
): AppendedAssertion {
  const { of: _of, source: _source, ...own } = written
  const evidence = (written.evidence as object[]).map((item) => ({ ...item, source }))
  const named = seed.evidence.map((item) => ({ ...item, source }))
  return { of, source, written: { ...own, evidence }, seed: { ...seed, evidence: named }, fault }
}

/** The assertions about each record, in an order that does not depend on the files. */
export function byRecord(assertions: readonly AppendedAssertion[]): Map<string, AppendedAssertion[]> {
  const lists = new Map<string, AppendedAssertion[]>()
  const keyOf = ({ source, written }: AppendedAssertion) => `${source} ${canonical(written)}`
  const keyed = assertions.map((assertion) => ({ assertion, key: keyOf(assertion) }))
  for (const { assertion } of keyed.sort((one, other) => (one.key < other.key ? -1 : 1))) {
    const list = lists.get(assertion.of) ?? []
    lists.set(assertion.of, list)
    list.push(assertion)
  }
  return lists
}

export const takesAssertions = ({ type }: Draft['kind']): boolean => type === 'event' || type === 'relation'

/** A record with the assertions about it that stand elsewhere. */
export function withAssertions(draft: Draft, appended: readonly AppendedAssertion[]): Draft {
  const own = Array.isArray(draft.written.assertions) ? draft.written.assertions : []
  const fault = (path: Path, message: string): Fault => {
    const [field, index, ...inner] = path
    const elsewhere = field === 'assertions' ? appended[Number(index) - own.length] : undefined
    return elsewhere === undefined ? draft.fault(path, message) : elsewhere.fault(inner, message)
  }
  return {
    ...draft,
    written: { ...draft.written, assertions: [...own, ...appended.map(({ written }) => written)] },
    fault,
    parse(faults) {
      const record = draft.parse(faults)
      if (record === undefined) return undefined
      const assertions = [...record.seed.assertions, ...appended.map(({ seed }) => seed)]
      checkRepeated(assertions, own.length, record, fault, faults)
      return { ...record, seed: { ...record.seed, assertions }, fault }
    },
  }
}

/** An assertion that stands elsewhere is no other one: the same party, stance, day and words. */
function checkRepeated(
  assertions: AssertionSeed[],
  ownCount: number,
  { seed }: SeedRecord,
  fault: SeedRecord['fault'],
  faults: Fault[],
): void {
  const seen = new Set<string>()
  for (const [index, { by, stance, said, quote, evidence }] of assertions.entries()) {
    const places = evidence.map(({ source = seed.source, spans, locator }) => [
      source,
      spans?.map(({ start, end }) => [start, end]) ?? locator,
    ])
    const key = JSON.stringify([by.toSorted(), stance, said?.edtf, quote, places])
    if (index >= ownCount && seen.has(key))
      faults.push(
        fault(
          ['assertions', index],
          `"${seed.id}" has this assertion already. Each is given once: delete one of them.`,
        ),
      )
    seen.add(key)
  }
}
