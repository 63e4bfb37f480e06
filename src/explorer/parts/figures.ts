/** The comparison of the claims about a quantity in short: its summary, and few figures in words. */
import { html, type TemplateResult } from 'lit-html'
import type { Schemas } from '../../client/index.ts'
import { edtfInWords } from '../../facts/time-words.ts'
import { assumptionsInWords } from './assumptions.ts'
import { type Claims, isComputed } from './claims.ts'
import { originsInWords } from './origins.ts'
import { boundInWords, counted, intervalInWords, numberOf } from './words.ts'

type NotRuledOut = Schemas['NotRuledOut']

/** The least and the greatest number named, and how far they are apart if that can be said. */
export function numbersNamed({ lowest, highest, ratio }: Schemas['NamedFigures'], unit: string): string {
  if (lowest.value === highest.value) return numberOf(lowest.value, unit)
  const apart = ratio === null ? '' : `, a factor of ${numberOf(Number(ratio.toPrecision(3)))} apart`
  return `${numberOf(lowest.value, unit)} to ${numberOf(highest.value, unit)}${apart}`
}

const lines = (text: string): TemplateResult[] => text.split('\n').map((line) => html`<p>${line}</p>`)

/** The summary in short, which unfolds to that in full. */
export const summary = ({ comparison: { summary } }: Claims): TemplateResult => html`
  <div class="summary">
    ${lines(summary.short)}
    ${summary.long === summary.short ? '' : html`<details><summary>In full</summary>${lines(summary.long)}</details>`}
  </div>`

/** The bounds without the origin that sets each. */
function nextInWords({ low, next_low, high, next_high }: NotRuledOut, unit: string): string[] {
  const next = (side: 'floor' | 'ceiling', bound: NotRuledOut['next_low']) =>
    `without the origin of the ${side}: ${bound === null ? `no ${side}` : boundInWords(side, bound.value, bound.inclusive, unit)}`
  return [...(low === null ? [] : [next('floor', next_low)]), ...(high === null ? [] : [next('ceiling', next_high)])]
}

/** The interval that claims leave possible, and the claims on which it rests. */
function possible(bounds: NotRuledOut, claims: Claims): { value: string; notes: string[] } {
  const { low_claims, high_claims, is_empty, assumptions, of } = bounds
  const interval = intervalInWords(bounds, claims.quantity.unit)
  const setBy = new Set([...low_claims, ...high_claims]).size
  return {
    value: is_empty ? 'nothing' : (interval ?? 'anything'),
    notes: [
      ...(is_empty ? [`no number is ${interval}`] : []),
      `${setBy === 0 ? 'bounded' : 'set'} by ${setBy === 0 ? 'none' : numberOf(setBy)} of ${counted(of, 'claim')}`,
      ...(isComputed(claims.comparison, bounds) ? ['computed with the tolerance chosen'] : []),
      ...(assumptions.length === 0 ? [] : [`assuming ${assumptionsInWords(assumptions, claims)}`]),
    ],
  }
}

/** The main figures, side by side. */
export function figures(claims: Claims): TemplateResult {
  const { quantity, comparison } = claims
  const { counts, growing, figures: named, not_ruled_out, asked } = comparison
  const { latest, last_bounded, asked: within } = not_ruled_out
  const figure = (name: string, value: string, notes: string[]) =>
    html`<div><dt>${name}</dt><dd>${value}</dd>${notes.map((note) => html`<dd class="quiet">${note}</dd>`)}</div>`
  const { none: _, ...origins } = counts.origins
  const originCount = Object.values(origins).reduce((sum, count) => sum + count)
  const ofFlow = (name: string, bounds: NotRuledOut) => {
    const { value, notes } = possible(bounds, claims)
    return figure(name, value, [...notes, ...nextInWords(bounds, quantity.unit)])
  }
  const inWindow = (window: string, bounds: NotRuledOut) => {
    const { value, notes } = possible(bounds, claims)
    return figure(`Not ruled out ${edtfInWords(window)}`, value, notes)
  }
  return html`<dl class="figures">
    ${figure('Claims', numberOf(counts.claims), [
      `by ${counted(counts.claimants, 'claimant')}`,
      ...(counts.without_number === 0 ? [] : [`${numberOf(counts.without_number)} without a number`]),
    ])}
    ${figure('Origins', originCount === 0 ? 'none' : numberOf(originCount), originsInWords(counts.origins))}
    ${latest === null ? '' : ofFlow('Not ruled out in the end', latest)}
    ${last_bounded === null ? '' : ofFlow(`Not ruled out on ${edtfInWords(last_bounded.at ?? '')}, the last day with a ceiling`, last_bounded)}
    ${asked.window === null || within === null ? '' : inWindow(asked.window, within)}
    ${growing || named === null ? '' : figure('Numbers named', numbersNamed(named, quantity.unit), [])}
  </dl>`
}
