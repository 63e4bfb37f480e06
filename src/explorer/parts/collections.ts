/** The lists of the API. */
import type { RecordCollection } from '../../client/index.ts'
import { listTitles } from '../../facts/list-titles.ts'

/** Collection → [type, facets that narrow it]. */
const known = {
  quantities: ['quantity', ['supplier', 'recipient', 'measure', 'unit', 'stage']],
  claims: ['claim', ['quantity']],
  estimates: ['estimate', ['quantity', 'claimant', 'origin', 'modifier', 'source']],
  quotes: ['quote', ['speaker', 'addressee', 'about', 'act', 'mode', 'claimant_kind', 'source']],
  events: ['event', ['kind', 'source']],
  relations: ['relation', ['predicate', 'source']],
  entities: ['entity', ['kind']],
  mentions: ['mention', ['form', 'source']],
  sources: ['source', ['kind', 'publisher', 'language']],
  origins: ['origin', ['independence']],
  evidence: ['evidence', ['level', 'fact_type', 'source']],
} as const satisfies Record<RecordCollection, readonly [type: string, facets: readonly string[]]>

export const collections = Object.keys(known) as RecordCollection[]
export const isCollection = (name: string): name is RecordCollection => Object.hasOwn(known, name)
export const titleOf = (collection: RecordCollection): string => listTitles[collection]
export const facetsOf = (collection: RecordCollection): readonly string[] => known[collection][1]

/** The collection that holds records of a type. */
export const collectionOf = (type: string): RecordCollection =>
  collections.find((collection) => known[collection][0] === type) ?? 'evidence'
