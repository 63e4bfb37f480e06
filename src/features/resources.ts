import { recordTypes, terms } from '../vocabulary.ts'

const plurals: Partial<Record<string, string>> = { entity: 'entities', quantity: 'quantities', evidence: 'evidence' }

/** The collection of a type of record under /v1; undefined for claims, which are not served by themselves. */
export function collectionOf(type: string): string | undefined {
  if (type === 'claim' || !terms(recordTypes).includes(type as never)) return undefined
  return plurals[type] ?? `${type}s`
}
