/** The details of a record, for readers: by type, those that its line leaves out. */
import { html, type TemplateResult } from 'lit-html'
import type { RecordCollection, Schemas } from '../../client/index.ts'
import { quoted } from '../../facts/quotation.ts'
import { timeInWords } from '../../facts/time-words.ts'
import { recordHref } from './address.ts'
import { type Estimate, type Evidence, Included, type Quote, type Time } from './api.ts'
import { claimantLinks, reportLines } from './claim-card.ts'
import { noClaimant } from './claim-words.ts'
import { evidenceList, outside } from './evidence.ts'
import { valueInWords } from './labels.ts'
import { originInWords } from './origins.ts'
import { people } from './people.ts'
import { quoteCard } from './quote-card.ts'
import { boundsInWords, spoken } from './words.ts'

type Assertion = Schemas['Event']['assertions'][number]
interface Proposition {
  occurred: Time | null
  disputed: boolean
  participants?: Schemas['Event']['participants']
  assertions: Assertion[]
}

const stances: Record<Assertion['stance'], string> = {
  asserts: 'says so',
  denies: 'denies it',
  questions: 'doubts it, or asks whether it is so',
  narrates: 'tells it as part of the account',
  presupposes: 'takes it for granted',
}

const line = (name: string, value: unknown): TemplateResult | string =>
  value === null || value === '' ? '' : html`<p><span class="quiet">${name}:</span> ${value}</p>`

const time = (value: Time | null): string | null => value && timeInWords(value)

function proposition(
  { occurred, disputed, participants = [], assertions }: Proposition,
  names: Included,
): TemplateResult {
  const parts = participants.map(
    ({ entity, role }, index) => html`${index === 0 ? '' : ', '}${people([entity], names)} (${spoken(role)})`,
  )
  return html`
    ${line('When', time(occurred))} ${participants.length === 0 ? '' : line('Those involved', parts)}
    <h2>Who says so${disputed ? ', and who does not' : ''}</h2>
    <div class="cards">${assertions.map(
      ({ by, claimant_kind, stance, said, quote, hedges, evidence }) => html`<article class="card">
        <h3>${by.length === 0 ? noClaimant[claimant_kind] : people(by, names)} <span class="quiet">${stances[stance]}${said === null ? '' : `, ${timeInWords(said)}`}</span></h3>
        ${hedges.length === 0 ? '' : html`<p class="tags">${hedges.map(({ words }) => html`<span class="tag hedge">hedge ${quoted(words)}</span>`)}</p>`}
        ${evidenceList(evidence, names)}
        ${quote === null ? '' : html`<p><a href=${recordHref('quotes', quote)}>See the statement</a></p>`}
      </article>`,
    )}</div>`
}

/** A figure: who puts it forward, about what, in which words and numbers, and on which evidence. */
export const figure = (report: Estimate, names: Included): TemplateResult => html`<article class="card">
  <h3>${claimantLinks(report, names)} <span class="quiet">on</span> <a href=${recordHref('quantities', report.quantity)}>${names.name(report.quantity)}</a></h3>
  <p>${boundsInWords(report, report.unit)}</p>
  ${reportLines(report, names)}
  ${line('How it was arrived at', report.method)}
  ${report.quote === null ? '' : html`<p><a href=${recordHref('quotes', report.quote)}>See the statement that carries it</a></p>`}
</article>`

const source = (record: Schemas['Source']): TemplateResult => html`
  ${line('Published', [record.publisher_name, time(record.published)].filter((part) => part !== null).join(', '))}
  ${line('By', record.byline)} ${line('Language', record.language && valueInWords('language', record.language, String))}
  <p>${outside(record)}</p>
  ${line('Rights', record.rights)} ${line('Note', record.note)}`

const withEvidence = ({ evidence }: { evidence: Evidence[] }, names: Included): TemplateResult =>
  html`<h2>The words it rests on</h2>${evidenceList(evidence, names)}`

/** The details of a record, by its collection. */
const detailsOf: Partial<Record<RecordCollection, (record: never, names: Included) => TemplateResult>> = {
  estimates: figure,
  quotes: (record: Quote, names) => quoteCard(record, names),
  events: proposition,
  relations: proposition,
  sources: source,
  mentions: (record: Schemas['Mention'], names) =>
    html`<p>${spoken(record.form)} for ${people([record.entity], names)}</p>${withEvidence(record, names)}`,
  origins: (record: Schemas['Origin'], names) => {
    const all = new Included([record, ...record.builds_on.map((id) => names.get(id) ?? { id })])
    return html`<p>${originInWords(record.id, all)}</p>${line('Note', record.note)}`
  },
  evidence: (record: Schemas['EvidenceRecord'], names) => evidenceList([record], names),
}

/** The details of a record; empty for a type without any. */
export const recordDetails = (collection: RecordCollection, record: object, names: Included): TemplateResult | string =>
  detailsOf[collection]?.(record as never, names) ?? ''
