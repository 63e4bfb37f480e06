import type { entityKinds, Term } from '../vocabulary.ts'
import type { Fault } from './faults.ts'
import type { SeedRecord } from './record.ts'
import type { Survey } from './survey.ts'

type Kind = Term<typeof entityKinds>

/** The kinds of entity that one of each kind may be part of. People belong to a body through the roles that they hold. */
const wholeKinds: Record<Kind, readonly Kind[]> = {
  organization: ['country', 'organization', 'group'],
  group: ['country', 'organization', 'group'],
  place: ['country', 'place'],
  materiel: ['materiel'],
  agreement: ['agreement'],
  conflict: ['conflict'],
  country: [],
  person: [],
}

/** Tests that an entity is part of what it can be part of. */
export function checkWhole({ seed, fault }: SeedRecord, { shared }: Survey, faults: Fault[]): void {
  const whole = shared.get(seed.part_of)
  if (whole?.kind.type !== 'entity') return
  const allowed = wholeKinds[seed.kind as Kind]
  if (allowed.includes(whole.seed.kind)) return
  const instead = seed.kind === 'person' ? ' A person has `roles` in a body.' : ''
  const rule = allowed.length === 0 ? 'of none' : `of one of kind ${allowed.join(', ')}`
  faults.push(
    fault(
      ['part_of'],
      `"${seed.part_of}" is of kind ${whole.seed.kind}; one of kind ${seed.kind} can be part ${rule}.${instead}`,
    ),
  )
}
