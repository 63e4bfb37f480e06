import type { RecordType } from '../../db/record-kind.ts'
import { collectionOf } from '../resources.ts'

/** The fields that hold ids, and of what. `fact` is of any type. */
export const referenceFields: Record<string, RecordType> = {
  source: 'source',
  publisher: 'entity',
  entity: 'entity',
  speakers: 'entity',
  addressees: 'entity',
  relayed_by: 'entity',
  about: 'entity',
  claimants: 'entity',
  spokesperson: 'entity',
  by: 'entity',
  subject: 'entity',
  object: 'entity',
  body: 'entity',
  supplier: 'entity',
  recipient: 'entity',
  materiel: 'entity',
  quantity: 'quantity',
  share_of: 'quantity',
  origin: 'origin',
  builds_on: 'origin',
  quote: 'quote',
  claim: 'claim',
  estimate: 'estimate',
}

/** The address of a record, which is its IRI; a claim is known by the list of its reports. */
export function iriOf(publicUrl: string, type: string, id: string): string {
  const collection = collectionOf(type)
  return `${publicUrl}${collection === undefined ? `/v1/estimates?claim=${id}` : `/v1/${collection}/${id}`}`
}
