import { z } from 'zod'
import type { Snapshot } from '../db/open.ts'
import { idPattern, idRule } from '../facts/text.ts'
import { patternType, requiredParameter } from '../http/contract/parameters.ts'
import { Problem } from '../http/contract/problems.ts'
import { collections, type RecordType } from '../vocabulary.ts'
import type { RecordListing } from './listing.ts'
import { findLike } from './nearest-ids.ts'
import { findRecord, findRetired } from './queries.ts'

/** The path parameter of one record. */
export const idParams = ({ type, example }: RecordListing) =>
  z.strictObject({ id: requiredParameter(patternType(idPattern, idRule, 80), `Id of the ${type}.`, example) })

/**
 * The JSON of the record of this type with this id.
 * @throws Problem 410 if it was withdrawn, 404 if the id is of another type or was never given
 */
export async function bodyOf(snapshot: Snapshot, resource: RecordListing, id: string): Promise<string> {
  const found = await findRecord(snapshot, id)
  if (found?.type !== resource.type) throw await missing(snapshot, resource, id, found?.type)
  return found.body
}

/** The problem for an id without a record of the type: withdrawn (410), of another type, or never given (404). */
async function missing(
  snapshot: Snapshot,
  { type, collection }: RecordListing,
  id: string,
  otherType: RecordType | undefined,
): Promise<Problem> {
  const withdrawn = await findRetired(snapshot, id)
  if (withdrawn !== undefined) {
    const { reason, version, superseded_by, superseded_type } = withdrawn
    const superseding = superseded_by && superseded_type && `/v1/${collections[superseded_type]}/${superseded_by}`
    return new Problem('gone', `"${id}" was withdrawn in version ${version}: ${reason}`, { superseded_by: superseding })
  }
  const elsewhere = otherType && collections[otherType]
  if (elsewhere) {
    const hint = `It is the id of a record at /v1/${elsewhere}/${id}.`
    return new Problem('not-found', `There is no ${type} with the id "${id}". ${hint}`)
  }
  const nearest = await findLike(snapshot, type, id)
  const shown = nearest.length === 0 ? '' : ` Nearest: ${nearest.join(', ')}.`
  const detail = `There is no ${type} with the id "${id}".${shown} GET /v1/${collection} lists all of them.`
  return new Problem('not-found', detail, nearest.length === 0 ? {} : { nearest })
}
