/** Quantities as lines: the number of reports of each, and how their claims disagree. */
import { html, type TemplateResult } from 'lit-html'
import { until } from 'lit-html/directives/until.js'
import { recordHref } from './address.ts'
import { facts } from './api.ts'
import { comparisonOf } from './claims.ts'
import { numbersNamed } from './figures.ts'
import { counted } from './words.ts'

interface Line {
  id: string
  name: string
  unit: string
}

/** Most quantities of a list that are compared, and most reports of each, so that the list is quick. */
const maxCompared = 12
const maxReports = 100

/** Quantities with the most reports, and their numbers of reports. */
export async function reportCounts(): Promise<Map<string, number>> {
  const { facets } = await facts.page('estimates', { facets: ['quantity'], limit: 1 })
  const buckets = facets?.quantity?.buckets ?? []
  return new Map(buckets.flatMap(({ value, count }) => (value === null || count === 0 ? [] : [[String(value), count]])))
}

/** The numbers named, and how many pairs of claims cannot both be right. */
async function disagreementIn({ id, unit }: Line): Promise<string> {
  const { figures, counts } = await comparisonOf(id, {})
  const failing = (counts.pairs.contradicts ?? 0) + (counts.pairs.at_odds ?? 0)
  return [
    ...(figures === null ? [] : [numbersNamed(figures, unit)]),
    ...(failing === 0 ? [] : [`${counted(failing, 'pair')} cannot both be right`]),
  ]
    .map((text) => ` · ${text}`)
    .join('')
}

/** The list; the disagreement is filled in when it is known. */
export function quantityLines(lines: Line[], counts: Map<string, number>): TemplateResult {
  const isCompared = ({ id }: Line) => (counts.get(id) ?? 0) > 1 && (counts.get(id) ?? 0) <= maxReports
  const compared = new Set(lines.filter(isCompared).slice(0, maxCompared))
  return html`<ul class="list">${lines.map((line) => {
    const count = counts.get(line.id)
    return html`<li>
      <a href=${recordHref('quantities', line.id)}>${line.name}</a>
      <span class="count">${count === undefined ? '' : counted(count, 'report')}${compared.has(line) ? until(disagreementIn(line), '') : ''}</span>
    </li>`
  })}</ul>`
}
