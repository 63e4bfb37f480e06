/** The lists of the API. */
import type { RecordCollection } from '../../client/index.ts'
import { listTitles } from '../../facts/list-titles.ts'
import { collections as collectionOfType, type RecordType } from '../../vocabulary.ts'

/** The facets by which each list is narrowed. */
const facets: Record<RecordCollection, readonly string[]> = {
  quantities: ['supplier', 'recipient', 'measure', 'unit', 'stage'],
  claims: ['quantity'],
  estimates: ['quantity', 'claimant', 'origin', 'modifier', 'source'],
  quotes: ['speaker', 'addressee', 'about', 'act', 'mode', 'claimant_kind', 'source'],
  events: ['kind', 'source'],
  relations: ['predicate', 'source'],
  entities: ['kind'],
  mentions: ['form', 'source'],
  sources: ['kind', 'publisher', 'language'],
  origins: ['independence'],
  evidence: ['level', 'fact_type', 'source'],
}

/** All lists of records. */
export const collections = Object.keys(facets) as RecordCollection[]

/** True of the name of a list of records. */
export const isCollection = (name: string): name is RecordCollection => Object.hasOwn(facets, name)

/** The title of a list, for people. */
export const titleOf = (collection: RecordCollection): string => listTitles[collection]

/** The facets by which a list is narrowed. */
export const facetsOf = (collection: RecordCollection): readonly string[] => facets[collection]

/** The list of the records of a type. */
export const collectionOf = (type: string): RecordCollection =>
  Object.hasOwn(collectionOfType, type) ? collectionOfType[type as RecordType] : 'evidence'
