/** Any record, field by field, with the names of the records that it refers to. */
import { html, type TemplateResult } from 'lit-html'
import type { RecordCollection } from '../../client/index.ts'
import { timeInWords } from '../../facts/time-words.ts'
import { collections, referenceFields } from '../../vocabulary.ts'
import { recordHref } from './address.ts'
import { type Evidence, facts, Included, type Time } from './api.ts'
import { evidenceList } from './evidence.ts'
import { daysInWords, numberOf, spoken } from './words.ts'

/** Filters whose values are ids of entities, beside those that are called like a field. */
const entityFilters = ['speaker', 'addressee', 'claimant', 'participant']

/** The collection of the ids in each field or filter. A field with ids of its own type shows them as they are. */
const references = new Map<string, RecordCollection>([
  ...entityFilters.map((name) => [name, 'entities'] as const),
  ...Object.entries(referenceFields).flatMap(([name, type]) =>
    type === undefined || type === 'same' ? [] : [[name, collections[type]] as const],
  ),
])

const isTime = (value: object): value is Time => 'edtf' in value && 'basis' in value

/** Fields that the page shows elsewhere. */
const shownApart = ['id', 'type', 'display', 'name', 'evidence', 'citation']

/** @param isExact true if the words of its times are recorded as exact */
function value(name: string, content: unknown, names: Included, isExact: boolean): TemplateResult | string {
  if (content === null) return html`<span class="quiet">not stated</span>`
  if (Array.isArray(content))
    return content.length === 0
      ? html`<span class="quiet">none</span>`
      : html`<ul class="values">${content.map((one) => html`<li>${value(name, one, names, isExact)}</li>`)}</ul>`
  if (typeof content === 'object')
    return isTime(content)
      ? html`${timeInWords(content, isExact)} <span class="quiet">${spoken(content.basis)}${content.anchor ? `: ${content.anchor}` : ''} · at the widest ${daysInWords(content)}</span>`
      : fields(content as Record<string, unknown>, names)
  if (typeof content === 'boolean') return content ? 'yes' : 'no'
  if (typeof content === 'number') return numberOf(content)
  const text = String(content)
  const collection = references.get(name)
  if (collection !== undefined) return html`<a href=${recordHref(collection, text)}>${names.name(text)}</a>`
  return name === 'url' && /^https?:/.test(text)
    ? html`<a href=${text} rel="noreferrer">${text}</a>`
    : /^[a-z]+(_[a-z]+)+$/.test(text)
      ? spoken(text)
      : text
}

/** All fields of a record, by their names. */
export const fields = (record: Record<string, unknown>, names: Included): TemplateResult => html`<dl class="fields">
  ${Object.entries(record)
    .filter(([name]) => !shownApart.includes(name))
    .map(
      ([name, content]) =>
        html`<div><dt>${spoken(name)}</dt><dd>${value(name, content, names, record.as_stated_exact !== false)}</dd></div>`,
    )}
  ${Array.isArray(record.evidence) && !('type' in record) ? html`<div><dt>evidence</dt><dd>${evidenceList(record.evidence as Evidence[], names)}</dd></div>` : ''}
</dl>`

/** Most ids of one request. */
const maxBatch = 100

/** Ids anywhere in a record, with the collections of their records. */
function idsIn(content: unknown, name = ''): [RecordCollection, string][] {
  const collection = references.get(name)
  if (typeof content === 'string') return collection === undefined ? [] : [[collection, content]]
  if (content === null || typeof content !== 'object') return []
  return Array.isArray(content)
    ? content.flatMap((one) => idsIn(one, name))
    : Object.entries(content).flatMap(([key, one]) => idsIn(one, key))
}

/** The records that a record refers to, for their names. */
export async function recordsNamedBy(record: object): Promise<Included> {
  const byCollection = Object.groupBy(idsIn(record), ([collection]) => collection)
  const lists = Object.entries(byCollection).flatMap(([collection, pairs]) => {
    const ids = [...new Set(pairs.map(([, one]) => one))]
    return Array.from({ length: Math.ceil(ids.length / maxBatch) }, async (_, batch) => {
      const id = ids.slice(batch * maxBatch, (batch + 1) * maxBatch)
      return (await facts.page(collection as RecordCollection, { id, limit: maxBatch } as never)).data
    })
  })
  return new Included(...(await Promise.all(lists)))
}
