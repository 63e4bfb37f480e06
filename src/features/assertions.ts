import { type Reference, references } from '../db/record-kind.ts'
import type { AssertionSeed } from '../facts/attribution.ts'

/** The records that the assertions of an event or a relation name. */
export function assertionReferences(assertions: AssertionSeed[]): Reference[] {
  return assertions.flatMap(({ by, quote }, index) =>
    [...references('entity', 'by', by, 'asserter'), ...references('quote', 'quote', quote)].map((reference) => ({
      ...reference,
      path: ['assertions', index, ...reference.path],
    })),
  )
}
