import { z } from 'zod'
import { mentions } from '../../db/tables.ts'
import { displayLine } from '../../facts/display.ts'
import { evidenceList, renderEvidence } from '../../facts/evidence.ts'
import { quoted } from '../../facts/quotation.ts'
import { addFault, derived, plainText, recordId, seedObject, sourceWords } from '../../facts/text.ts'
import { mentionForms, terms } from '../../vocabulary.ts'
import { row, type SeedDefinition } from '../shared/definition.ts'
import { namesOf, reportOf } from '../shared/neighbours.ts'
import { type Mention, mentionContract } from './contract.ts'

const seed = seedObject({
  id: recordId,
  source: recordId,
  entity: recordId,
  as_written: derived(sourceWords),
  form: z.enum(terms(mentionForms)),
  note: plainText.nullable().default(null),
  evidence: evidenceList,
})
  .overwrite((mention) => ({ ...mention, as_written: mention.as_written ?? mention.evidence[0]?.spans?.[0]?.exact }))
  .check((context) => {
    if (context.value.as_written === undefined)
      addFault(context, 'as_written', 'Missing. Allowed: the words of the source; they follow from a span alone.')
    context.value.evidence.forEach(({ spans }, index) => {
      if (spans !== undefined && (spans.length !== 1 || spans[0]?.exact !== context.value.as_written))
        addFault(
          context,
          ['evidence', index],
          'Each occurrence of a mention is one span whose `exact` is `as_written`.',
        )
    })
  })

export const mentionSeed: SeedDefinition<z.output<typeof seed>, Mention> = {
  type: 'mention',
  seed,
  contract: mentionContract,
  roles: { entity: 'mentioned' },
  render: ({ id, entity, source, as_written, form, note, evidence }, find) => ({
    id,
    type: 'mention',
    ...{ entity, source, as_written, form },
    display: displayLine(`${quoted(as_written)}, ${form} for ${namesOf([entity], find)}`, {
      kind: 'publisher',
      claimants: reportOf([source], find).reportedBy,
      ...reportOf([source], find),
    }),
    note,
    evidence: renderEvidence(evidence, id, '', source),
  }),
  rows: ({ id, entity, source, form }) => [row(mentions, { id, entity, source, form })],
}
