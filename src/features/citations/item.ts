import type { Facts } from '../../db/open.ts'
import { findSource } from '../evidence/queries.ts'
import type { Source } from '../sources/contract.ts'
import type { CitedItem } from './contract.ts'

/** What every record that can be cited has. */
export interface CitedRecord {
  id: string
  type: string
  source: string
  display: string
}

const datasetLine = ({ title, version, date }: Facts['dataset']) => `${title}, version ${version} (${date})`

/** A source is cited as itself; the note says through which version of this dataset. */
export function itemOfSource({ dataset }: Facts, { citation, published }: Source): CitedItem {
  const dated = citation.issued?.circa ? ` Published ${published?.edtf} (${published?.basis}).` : ''
  return { ...citation, note: `Recorded in ${datasetLine(dataset)}.${dated}` }
}

/** A fact is an entry of this dataset; the note names the source it rests on, which remains the one to read. */
export function itemOfFact(facts: Facts, { id, source, display }: CitedRecord, address: string | null): CitedItem {
  const { dataset } = facts
  const reported = findSource(facts, source)
  return {
    id,
    type: 'entry',
    title: display,
    'container-title': dataset.title,
    version: dataset.version,
    issued: { 'date-parts': [dataset.date.split('-').map(Number)] },
    ...(address !== null && { URL: address }),
    language: 'en',
    note: `${datasetLine(dataset)}, record ${id}, after ${[reported?.display, reported?.url].filter(Boolean).join(', ')}.`,
  }
}
