/** The lists of the API, and their titles for people. */
import type { RecordCollection } from '../../client/index.ts'

/** Collection → [type, title, facets that narrow it]. */
const known = {
  quantities: ['quantity', 'What is counted', ['supplier', 'recipient', 'measure', 'unit', 'stage']],
  claims: ['claim', 'Claims', ['quantity']],
  estimates: ['estimate', 'Figures', ['quantity', 'claimant', 'origin', 'modifier', 'source']],
  quotes: ['quote', 'Who says what', ['speaker', 'addressee', 'about', 'act', 'mode', 'claimant_kind', 'source']],
  events: ['event', 'Events', ['kind', 'source']],
  relations: ['relation', 'Relations', ['predicate', 'source']],
  entities: ['entity', 'People, states, things', ['kind']],
  mentions: ['mention', 'Names as written', ['form', 'source']],
  sources: ['source', 'Sources', ['kind', 'publisher', 'language']],
  origins: ['origin', 'Origins of knowledge', ['independence']],
  evidence: ['evidence', 'Evidence', ['level', 'fact_type', 'source']],
} as const satisfies Record<RecordCollection, readonly [type: string, title: string, facets: readonly string[]]>

export const collections = Object.keys(known) as RecordCollection[]
export const isCollection = (name: string): name is RecordCollection => Object.hasOwn(known, name)
export const titleOf = (collection: RecordCollection): string => known[collection][1]
export const facetsOf = (collection: RecordCollection): readonly string[] => known[collection][2]

/** The collection that holds records of a type. */
export const collectionOf = (type: string): RecordCollection =>
  collections.find((collection) => known[collection][0] === type) ?? 'evidence'
