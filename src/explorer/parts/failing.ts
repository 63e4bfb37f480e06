/** The claims that cannot both be right, by how much, unless what; and how the other pairs lie. */
import { html, type TemplateResult } from 'lit-html'
import type { Schemas } from '../../client/index.ts'
import { conditionsInWords, listed, offInWords } from '../../facts/comparison/disagreement-words.ts'
import { apiQuery, apiUrl } from './address.ts'
import { assumptionsInWords } from './assumptions.ts'
import { claimLink } from './claim-words.ts'
import { type Claims, maxListed } from './claims.ts'
import { amountOf, counted, numberOf } from './words.ts'

/** Most pairs that the API lists. */
const maxPairsOfApi = 10_000

type Pair = Schemas['ClaimPair']
type Verdict = Pair['verdict']

/** Each verdict in words, with nothing assumed. */
const strictly: Record<Verdict, string> = {
  contradicts: 'they contradict each other all the same',
  at_odds: 'they are at odds all the same',
  agrees: 'both can be right',
  growth: 'both can be right of a total that grows',
  undecided: 'it is left open',
  not_comparable: 'they cannot be compared',
}

function pairItem(pair: Pair, claims: Claims): TemplateResult {
  const { first, second, assumptions, by_other_report: other } = pair
  const wording = {
    amountOf: (value: number) => amountOf(value, claims.quantity.unit),
    assumptionsOf: (made: Schemas['AssumptionMade'][]) => assumptionsInWords(made, claims),
  }
  const notes = [
    assumptions.length === 0
      ? 'This needs no assumption.'
      : `Assumed: ${assumptionsInWords(assumptions, claims)}. With nothing assumed, ${strictly[pair.strict_verdict]}.`,
    ...(pair.same_origin ? ['Both rest on one origin, which may have changed its own figure.'] : []),
    ...(other === null
      ? []
      : [
          `Other reports of the two are further apart${other.tolerance_needed === null ? '' : `: ${offInWords(other.tolerance_needed, other.tolerance_reached === true)}`}.`,
        ]),
  ]
  return html`<li>
    <p>${claimLink(first.claim, claims)} and ${claimLink(second.claim, claims)} cannot both be right.${conditionsInWords(pair, wording)}</p>
    <p class="quiet">${notes.join(' ')}</p>
  </li>`
}

const otherVerdicts: [Verdict, one: string, many: string][] = [
  ['agrees', 'agrees about the same window', 'agree about the same window'],
  ['growth', 'fits one total that grows', 'fit one total that grows'],
  ['undecided', 'is left open', 'are left open'],
  ['not_comparable', 'cannot be compared', 'cannot be compared'],
]

/** The pairs that can hold together, by how they lie. */
function otherPairs(pairs: Schemas['PairCounts']): string[] {
  return otherVerdicts.flatMap(([verdict, one, many]) => {
    const count = pairs[verdict] ?? 0
    if (count > 0) return [`${numberOf(count)} ${count === 1 ? one : many}`]
    return verdict === 'agrees' && pairs.agrees === 0 ? [`none ${one}`] : []
  })
}

/** The pairs that cannot both be right, and how many others there are. */
export function failingPairs(claims: Claims, query: URLSearchParams): TemplateResult {
  const {
    failing,
    counts: { pairs },
    quantity,
  } = claims.comparison
  const total = (pairs.contradicts ?? 0) + (pairs.at_odds ?? 0)
  const shown = failing.slice(0, maxListed)
  const others = otherPairs(pairs)
  const all = apiUrl(`/v1/quantities/${encodeURIComponent(quantity)}/comparison.csv`, {
    ...apiQuery(query),
    verdict: 'contradicts,at_odds',
  })
  return html`<section aria-labelledby="failing">
    <h2 id="failing">Who cannot both be right</h2>
    ${total === 0 ? html`<p>No two of these claims rule each other out.</p>` : html`<ul class="pairs">${shown.map((pair) => pairItem(pair, claims))}</ul>`}
    ${total > shown.length ? html`<p>${counted(total, 'pair')} cannot both be right${total > maxPairsOfApi ? ', too many to list: narrow the claims down by source, origin or day' : html`: <a href=${all} download>all of them as CSV</a>`}.</p>` : ''}
    ${others.length === 0 ? '' : html`<p class="quiet">${total === 0 ? 'Of all pairs' : 'Of the other pairs'}, ${listed(others)}.</p>`}
  </section>`
}
