import { z } from 'zod'
import { dayColumns } from '../../db/day-columns.ts'
import { quotes } from '../../db/tables.ts'
import { checkClaimants, claimantKindSeed, hedgeSeed, ids } from '../../facts/attribution.ts'
import { displayLine, quoteActWords } from '../../facts/display.ts'
import { evidenceList, renderEvidence } from '../../facts/evidence.ts'
import { quotationFault } from '../../facts/own-words.ts'
import { quoted } from '../../facts/quotation.ts'
import { excerptFault } from '../../facts/spans.ts'
import { addFault, derived, plainText, recordId, seedObject, sourceWords } from '../../facts/text.ts'
import { renderTime, timeSeed } from '../../facts/time.ts'
import { timeInWords } from '../../facts/time-words.ts'
import { quoteActs, quoteModes, terms } from '../../vocabulary.ts'
import { row, type SeedDefinition } from '../shared/definition.ts'
import { namesOf, publishedOf, reportOf } from '../shared/neighbours.ts'
import { type Quote, quoteContract } from './contract.ts'

const seed = seedObject({
  id: recordId,
  source: recordId,
  speakers: ids,
  claimant_kind: claimantKindSeed,
  addressees: ids,
  relayed_by: ids,
  act: z.enum(terms(quoteActs)),
  cue: sourceWords.nullable().default(null),
  mode: derived(z.enum(terms(quoteModes))),
  verbatim: sourceWords.nullable().default(null),
  gist: plainText,
  about: ids,
  said: timeSeed.nullable().default(null),
  hedges: z.array(hedgeSeed).default([]),
  note: plainText.nullable().default(null),
  evidence: evidenceList,
})
  .overwrite((quote) => (quote.verbatim === null ? { ...quote, mode: quote.mode ?? 'indirect' } : quote))
  .check((context) => {
    const { speakers, claimant_kind, mode, verbatim, gist } = context.value
    checkClaimants(context, 'speakers', speakers, claimant_kind)
    if (mode === undefined)
      addFault(context, 'mode', 'Missing. Allowed: direct, mixed; it is indirect without `verbatim` alone.')
    if (mode === 'indirect' && verbatim !== null)
      addFault(context, 'verbatim', 'Must be null in an indirect quote: words are not put in mouths.')
    if (mode !== 'indirect' && verbatim === null)
      addFault(
        context,
        'verbatim',
        `Needs the words in quotation marks where \`mode\` is ${mode}; without them it is indirect.`,
      )
    const stray = quotationFault(gist, verbatim)
    if (stray !== null) addFault(context, 'gist', stray)
    const tooLong = verbatim === null ? null : excerptFault(verbatim)
    if (tooLong !== null) addFault(context, 'verbatim', `Has ${tooLong}. The rest stands in \`gist\`.`)
  })

export const quoteSeed: SeedDefinition<z.output<typeof seed>, Quote> = {
  type: 'quote',
  seed,
  contract: quoteContract,
  roles: { speakers: 'speaker', addressees: 'addressee', relayed_by: 'relayed_by', about: 'about' },
  render({ said, evidence, ...quote }, find) {
    const { id, source, speakers, claimant_kind, addressees, relayed_by, act, cue, mode, verbatim, gist, about } = quote
    return {
      id,
      type: 'quote',
      ...{ source, speakers, claimant_kind, addressees, relayed_by, act, cue, mode, verbatim, gist, about },
      said: said && renderTime(said),
      published: publishedOf(source, find),
      hedges: quote.hedges,
      display: displayLine(gist, {
        kind: claimant_kind,
        claimants: namesOf(speakers, find),
        act: quoteActWords[act],
        addressees: namesOf(addressees, find),
        hedges: quote.hedges.map(({ words }) => quoted(words)),
        said: said && timeInWords(said),
        relayedBy: namesOf(relayed_by, find),
        ...reportOf([source], find),
      }),
      note: quote.note,
      evidence: renderEvidence(evidence, id, '', source),
    }
  },
  rows: ({ id, source, act, mode, claimant_kind, said, published }) => [
    row(quotes, {
      ...{ id, source, act, mode, claimant_kind },
      ...dayColumns({ said, published }, 'said', 'published'),
    }),
  ],
}
