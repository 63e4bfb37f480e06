/** The claims and origins behind each level, and the numbers that lie beyond the bounds of their day. */
import { html, type TemplateResult } from 'lit-html'
import type { Schemas } from '../../client/index.ts'
import { listed, offInWords } from '../../facts/comparison/disagreement-words.ts'
import { edtfInWords } from '../../facts/time-words.ts'
import { claimLink } from './claim-words.ts'
import { type Claims, isComputed, maxListed } from './claims.ts'
import type { Outside } from './corridor-steps.ts'
import { originsInWords } from './origins.ts'
import { boundInWords, counted, intervalInWords, numberOf } from './words.ts'

type Rung = Schemas['LadderRung']

function rungRow(rung: Rung, claims: Claims): TemplateResult {
  const { side, value, inclusive, claims_here, claims: behind, origins, single_numbers: singles, day } = rung
  const { comparison, quantity } = claims
  const [from, beyond] = side === 'floor' ? ['from', 'high or higher'] : ['up to', 'low or lower']
  const [first = '', ...others] = claims_here
  const notes = [
    ...(others.length === 0 ? [] : [` and ${counted(others.length, 'other')}`]),
    ...(isComputed(comparison, side === 'floor' ? { low_claims: claims_here } : { high_claims: claims_here })
      ? [', computed with the tolerance chosen']
      : []),
    '.',
    ...(singles === 0 ? [] : [` ${counted(singles, 'single number')} ${singles === 1 ? 'is' : 'are'} as ${beyond}.`]),
  ]
  return html`<div>
    <dt>${boundInWords(side, value, inclusive, quantity.unit)} <span class="quiet">${day === null ? '' : `${from} ${edtfInWords(day)}`}</span></dt>
    <dd>
      ${numberOf(behind)} of ${counted(comparison.not_ruled_out.latest?.of ?? 0, 'claim')}: ${listed(originsInWords(origins))}
      <p class="quiet">Set by ${claimLink(first, claims)}${notes}</p>
    </dd>
  </div>`
}

function outsideItem({ claim, part, step, tolerance_needed, tolerance_reached, ...interval }: Outside, claims: Claims) {
  const { unit } = claims.quantity
  const bound =
    part === 'below_floor'
      ? `below the floor of ${boundInWords('floor', step.low ?? 0, step.low_inclusive, unit)}`
      : `above the ceiling of ${boundInWords('ceiling', step.high ?? 0, step.high_inclusive, unit)}`
  const day = step.from === null ? 'from the start of the flow on' : `on ${edtfInWords(step.from)}`
  const isSpread = interval.low !== interval.high
  const off =
    tolerance_needed === null
      ? ', however far off it is'
      : `, unless it is ${offInWords(tolerance_needed, tolerance_reached === true)}`
  return html`<li>${claimLink(claim, claims)}${isSpread ? `: the part of ${intervalInWords(interval, unit)}` : ''} lies ${bound} ${day}${isSpread ? '' : off}.</li>`
}

/** The levels of a total that grows; nothing for another quantity. */
export function levels(claims: Claims): TemplateResult | string {
  const { comparison, outside } = claims
  if (!comparison.growing) return ''
  const hidden = comparison.ladder_count - comparison.ladder.length
  const rows = (rungs: Rung[]) => html`<dl class="fields ladder">${rungs.map((rung) => rungRow(rung, claims))}</dl>`
  const ladder = (title: string, side: Rung['side']) => {
    const rungs = comparison.ladder.filter((rung) => rung.side === side)
    const more = rungs.slice(maxListed)
    return rungs.length === 0
      ? ''
      : html`<h3>${title}</h3>${rows(rungs.slice(0, maxListed))}
        ${more.length === 0 ? '' : html`<details><summary>${counted(more.length, 'more level')}</summary>${rows(more)}</details>`}`
  }
  return html`
    <section aria-labelledby="levels">
      <h2 id="levels">What stands behind each level</h2>
      ${comparison.ladder_count === 0 ? html`<p>No claim bounds the total.</p>` : html`<p class="quiet">How many claims go as far or further, and from how many origins: a repeat adds none.</p>`}
      ${ladder('So much or more', 'floor')} ${ladder('So much or less', 'ceiling')}
      ${hidden > 0 ? html`<p class="quiet">${counted(hidden, 'more level')}, less tight than these, ${hidden === 1 ? 'is' : 'are'} not listed: narrow the claims down by source, origin or day.</p>` : ''}
    </section>
    ${
      outside.length === 0
        ? ''
        : html`<section aria-labelledby="outside">
      <h2 id="outside">Whose numbers lie outside</h2>
      <ul class="pairs">${outside.slice(0, maxListed).map((one) => outsideItem(one, claims))}</ul>
      ${outside.length > maxListed ? html`<details><summary>${numberOf(outside.length - maxListed)} more</summary><ul class="pairs">${outside.slice(maxListed).map((one) => outsideItem(one, claims))}</ul></details>` : ''}
    </section>`
    }`
}
