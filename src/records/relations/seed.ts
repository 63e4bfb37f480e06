import { z } from 'zod'
import { dayColumns } from '../../db/day-columns.ts'
import { relations } from '../../db/tables.ts'
import { assertionList, isDisputed, renderAssertions } from '../../facts/attribution.ts'
import { ownSentence } from '../../facts/own-words.ts'
import { plainText, recordId, seedObject } from '../../facts/text.ts'
import { renderTime, timeSeed } from '../../facts/time.ts'
import { predicates, terms } from '../../vocabulary.ts'
import { row, type SeedDefinition } from '../shared/definition.ts'
import { displayOfProposition } from '../shared/propositions.ts'
import { type Relation, relationContract } from './contract.ts'

const seed = seedObject({
  id: recordId,
  source: recordId,
  subject: recordId,
  predicate: z.enum(terms(predicates)),
  object: recordId,
  gist: ownSentence,
  occurred: timeSeed.nullable().default(null),
  assertions: assertionList,
  note: plainText.nullable().default(null),
})

export const relationSeed: SeedDefinition<z.output<typeof seed>, Relation> = {
  type: 'relation',
  seed,
  contract: relationContract,
  roles: { subject: 'subject', object: 'object', by: 'asserter' },
  render: ({ id, source, subject, predicate, object, gist, occurred, assertions, note }, find) => ({
    id,
    type: 'relation',
    ...{ source, subject, predicate, object, gist },
    occurred: occurred && renderTime(occurred),
    disputed: isDisputed(assertions),
    assertions: renderAssertions(assertions, id, source),
    display: displayOfProposition(gist, assertions, source, find),
    note,
  }),
  rows: ({ id, subject, predicate, object, disputed, occurred }) => [
    row(relations, { id, subject, predicate, object, disputed, ...dayColumns({ occurred }, 'occurred') }),
  ],
}
