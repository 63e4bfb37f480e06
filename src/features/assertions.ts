import { type FindSeed, type Reference, references } from '../db/record-kind.ts'
import type { AssertionSeed } from '../facts/attribution.ts'
import { displayLine, stanceWords } from '../facts/display.ts'
import { timeInWords } from '../facts/time-words.ts'
import { namesOf } from './entities/names.ts'
import { reportOf } from './sources/published.ts'

/** The records that the assertions of an event or a relation name. */
export function assertionReferences(assertions: AssertionSeed[]): Reference[] {
  return assertions.flatMap(({ by, quote }, index) =>
    [...references('entity', 'by', by, 'asserter'), ...references('quote', 'quote', quote)].map((reference) => ({
      ...reference,
      path: ['assertions', index, ...reference.path],
    })),
  )
}

/** An event or a relation in one line: never without who stands how to it. */
export function displayOfProposition(
  gist: string,
  assertions: AssertionSeed[],
  source: string,
  find: FindSeed,
): string {
  const attributions = assertions.map(({ by, claimant_kind, stance, said, evidence }) => ({
    kind: claimant_kind,
    claimants: namesOf(by, find),
    act: stanceWords[stance],
    said: said && timeInWords(said),
    ...reportOf(
      evidence.map((item) => item.source ?? source),
      find,
    ),
  }))
  return displayLine(gist, ...attributions)
}
