import { collections, type RecordType } from '../../vocabulary.ts'

/** The address of a record, which is its IRI. */
export const iriOf = (publicUrl: string, type: string, id: string): string =>
  `${publicUrl}/v1/${collections[type as RecordType]}/${id}`
