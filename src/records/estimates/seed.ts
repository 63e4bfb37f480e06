import { z } from 'zod'
import { dayColumns } from '../../db/day-columns.ts'
import { estimateBases, estimates, reports } from '../../db/tables.ts'
import { checkClaimants, claimantKindSeed, hedgeSeed, ids } from '../../facts/attribution.ts'
import { boundFaults, boundsInOrder, completeBounds } from '../../facts/bounds.ts'
import type { Report } from '../../facts/comparison/claims.ts'
import { displayLine, figureWords } from '../../facts/display.ts'
import { evidenceList, renderEvidence } from '../../facts/evidence.ts'
import { ownSentence } from '../../facts/own-words.ts'
import { codedFigure, quoted } from '../../facts/quotation.ts'
import { addFault, derived, plainText, recordId, seedObject, sourceWords, uniqueItems } from '../../facts/text.ts'
import { renderTime, renderWindow, timeSeed } from '../../facts/time.ts'
import { timeInWords } from '../../facts/time-words.ts'
import { boundSides, estimateForms, modifiers, personStatuses, qualityFlags, terms } from '../../vocabulary.ts'
import { row, type SeedDefinition } from '../shared/definition.ts'
import { type Find, namesOf, publishedOf, reportOf } from '../shared/neighbours.ts'
import { type Estimate, estimateContract } from './contract.ts'

const number = z.number().min(0).max(1e15).nullable().default(null)
const side = z.enum(terms(boundSides)).optional()

/** The claim that an estimate reports; one that names none is the only report of its own. */
export const claimOf = ({ id, claim }: { id: string; claim?: unknown }): string =>
  typeof claim === 'string' ? claim : `claim-${id.replace(/^estimate-/, '')}`

const seed = seedObject({
  id: recordId,
  source: recordId,
  quantity: recordId,
  claim: derived(recordId),
  form: z.enum(terms(estimateForms)).default('stated'),
  as_stated: sourceWords.nullable().default(null),
  as_stated_exact: z.boolean().default(true),
  words_note: plainText.nullable().default(null),
  modifier: z.enum(terms(modifiers)),
  low: number,
  high: number,
  best: number,
  parts: z
    .array(seedObject({ status: z.enum(terms(personStatuses)), best: z.number().min(0).max(1e15) }))
    .check(uniqueItems(({ status }) => status))
    .default([])
    .meta({ description: 'Parts that the source gives beside the whole, by status of people.' }),
  low_inclusive: z.boolean().optional(),
  high_inclusive: z.boolean().optional(),
  low_side: side,
  high_side: side,
  spread: z.boolean().default(false),
  claimants: ids,
  claimant_kind: claimantKindSeed,
  spokesperson: recordId.nullable().default(null),
  relayed_by: ids,
  origin: recordId.nullable().default(null),
  window: timeSeed.nullable().default(null),
  as_of: timeSeed.nullable().default(null),
  said: timeSeed.nullable().default(null),
  method: plainText.nullable().default(null),
  derived_from: z
    .array(
      seedObject({
        estimate: recordId,
        factor: z.number().positive().nullable().default(null),
        note: plainText.nullable().default(null),
      }),
    )
    .check(uniqueItems(({ estimate }) => estimate))
    .default([]),
  condition: ownSentence.nullable().default(null),
  hedges: z.array(hedgeSeed).default([]),
  caveats: z.array(plainText).default([]),
  quality_flags: z
    .array(z.enum(terms(qualityFlags)))
    .check(uniqueItems())
    .default([]),
  quote: recordId.nullable().default(null),
  evidence: evidenceList,
})
  .overwrite((estimate) => ({ ...estimate, claim: claimOf(estimate) }))
  .check((context) => {
    const { spread, claimants, claimant_kind, quality_flags, modifier, form, as_stated } = context.value
    if ((form === 'coded') !== (as_stated === null))
      addFault(
        context,
        'as_stated',
        form === 'coded'
          ? 'A coder gives numbers without words: leave it out, or give form: stated.'
          : 'Missing: the words of the source. Numbers of a coder, which have none, have form: coded.',
      )
    for (const [path, message] of boundFaults(context.value)) addFault(context, path, message)
    const inOrder = boundsInOrder(completeBounds(context.value))
    const flagged = quality_flags.includes('bounds_out_of_order')
    if (!inOrder && !flagged)
      addFault(
        context,
        'low',
        'low ≤ best ≤ high does not hold. If the source says so, add quality_flags: [bounds_out_of_order].',
      )
    if (inOrder && flagged)
      addFault(context, 'quality_flags', 'bounds_out_of_order is set, but the bounds are in order.')
    if (context.value.claim.length > 80)
      addFault(context, 'claim', 'Missing. Allowed: an id; none follows from an id as long as that of this estimate.')
    checkClaimants(context, 'claimants', claimants, claimant_kind)
    if (spread && (claimant_kind !== 'none' || modifier !== 'between'))
      addFault(
        context,
        'spread',
        'A spread has modifier between and claimant_kind none: nobody claims the whole of it.',
      )
  })
type EstimateSeed = z.output<typeof seed>

/**
 * The `display` of an estimate. Hedges on the quantity stay in `hedges`; those on the number, the time or the claimant
 * are part of the line.
 */
function displayOf(estimate: EstimateSeed, find: Find): string {
  const { source, as_stated, as_stated_exact, condition, spread, claimants, claimant_kind } = estimate
  const { spokesperson, relayed_by, said } = estimate
  const { name, unit, measure } = find('quantity', estimate.quantity)
  const words = as_stated ?? codedFigure(completeBounds(estimate))
  const hedges = estimate.hedges.filter((hedge) => hedge.scope !== 'content' && !words.includes(hedge.words))
  return displayLine(figureWords({ words, isCoded: as_stated === null, condition, unit, measure, quantity: name }), {
    kind: claimant_kind,
    claimants: namesOf(claimants, find),
    nobody: spread ? 'several estimators, not named' : 'claimant not named',
    spokesperson: spokesperson && find('entity', spokesperson).name,
    hedges: hedges.map(({ words }) => quoted(words, as_stated_exact)),
    isAmbiguous: estimate.quality_flags.includes('attribution_ambiguous'),
    said: said && timeInWords(said, as_stated_exact),
    relayedBy: namesOf(relayed_by, find),
    ...reportOf([source], find),
  })
}

/** A report in the form that comparisons read; its origin is an id. */
export type StoredReport = Omit<Report, 'origin' | 'recorded'> & Pick<Estimate, 'origin'>

function storedReport(estimate: Estimate): StoredReport {
  const { id, claim, source, claimants, origin, spread, modifier, condition } = estimate
  const { low, high, best, low_inclusive, high_inclusive, low_side, high_side } = estimate
  const { window, as_of, said, published, as_stated_exact } = estimate
  const as_stated = estimate.as_stated ?? codedFigure(estimate)
  return {
    ...{ id, claim, source, claimants, origin, spread, modifier, condition },
    ...{ low, high, best, low_inclusive, high_inclusive, low_side, high_side },
    ...{ window, as_of, said, published, as_stated, as_stated_exact },
  }
}

export const estimateSeed: SeedDefinition<EstimateSeed, Estimate> = {
  type: 'estimate',
  seed,
  contract: estimateContract,
  roles: { claimants: 'claimant', spokesperson: 'spokesperson', relayed_by: 'relayed_by' },
  chain: 'derived_from',
  render(estimate, find) {
    const { id, source, quantity, claim, form, as_stated, words_note, modifier, spread, parts } = estimate
    const as_stated_exact = estimate.as_stated_exact && form === 'stated'
    const { claimants, claimant_kind, spokesperson, relayed_by, origin, window, as_of, said } = estimate
    const { method, derived_from, condition, hedges, caveats, quality_flags, quote } = estimate
    return {
      id,
      type: 'estimate',
      ...{
        source,
        quantity,
        unit: find('quantity', quantity).unit,
        claim,
        form,
        as_stated,
        as_stated_exact,
        words_note,
      },
      modifier,
      ...completeBounds(estimate),
      parts,
      ...{ spread, claimants, claimant_kind, spokesperson, relayed_by, origin },
      window: window && renderWindow(window),
      as_of: as_of && renderTime(as_of),
      said: said && renderTime(said),
      published: publishedOf(source, find),
      ...{ method, derived_from, condition, hedges, caveats, quality_flags, quote },
      display: displayOf(estimate, find),
      evidence: renderEvidence(estimate.evidence, id, '', source),
    }
  },
  rows(estimate) {
    const { id, source, quantity, claim, origin, quote, claimant_kind, form, modifier, spread, derived_from } = estimate
    const { low, high, best, low_inclusive, high_inclusive, low_side, high_side } = estimate
    return [
      row(estimates, {
        ...{ id, source, quantity, claim, origin, quote, claimant_kind, form, modifier, spread },
        ...{ low, high, best, low_inclusive, high_inclusive, low_side, high_side },
        ...dayColumns(estimate, 'said', 'as_of', 'window', 'published'),
      }),
      row(reports, { quantity, estimate: id, body: JSON.stringify(storedReport(estimate)) }),
      ...derived_from.map((base) =>
        row(estimateBases, { estimate: id, derived_from: base.estimate, factor: base.factor }),
      ),
    ]
  },
}
