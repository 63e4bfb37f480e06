import type { AssertionSeed } from '../../facts/attribution.ts'
import { displayLine, stanceWords } from '../../facts/display.ts'
import { quoted } from '../../facts/quotation.ts'
import { timeInWords } from '../../facts/time-words.ts'
import { type Find, namesOf, reportOf } from './neighbours.ts'

/** The `display` of an event or a relation: never without its assertions and their stances. */
export function displayOfProposition(gist: string, assertions: AssertionSeed[], source: string, find: Find): string {
  const attributions = assertions.map(({ by, claimant_kind, stance, said, hedges, evidence }) => ({
    kind: claimant_kind,
    claimants: namesOf(by, find),
    act: stanceWords[stance],
    hedges: hedges.map(({ words }) => quoted(words)),
    said: said && timeInWords(said),
    ...reportOf(
      evidence.map((item) => item.source ?? source),
      find,
    ),
  }))
  return displayLine(gist, ...attributions)
}
