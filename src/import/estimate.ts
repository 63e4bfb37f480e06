/** The estimate that a row states. */
import type { CountedQuantity } from '../facts/stated/agreement.ts'
import { parseFinished } from '../load/unfinished.ts'
import { estimateSeed } from '../records/estimates/seed.ts'
import { fitTo, timeFields } from './columns.ts'
import { hashedId } from './ids.ts'
import { completeNumbers } from './numbers.ts'
import { quantityOf } from './quantity.ts'
import { resolveFields, type Surroundings } from './references.ts'
import type { Fields, Row } from './row.ts'
import { sourceOf } from './source.ts'
import { timeOf } from './times.ts'

export interface RowEstimate {
  row: Row
  id: string
  /** True if the id follows from the row, which names none. */
  isMadeId: boolean
  /** Fields that the row states. */
  stated: Fields
  /** Fields of a new record that the row leaves open. */
  assumed: Fields
}

/** @returns undefined if the row has faults, which are recorded */
export function estimateOf(row: Row, surroundings: Surroundings): RowEstimate | undefined {
  const { estimate } = row.fields
  if (estimate.type !== undefined && estimate.type !== 'estimate')
    row.refuse('type', `A record of type ${JSON.stringify(estimate.type)}. Allowed: estimate.`)
  // The records that a row with faults brings are known to later rows all the same.
  const quantity = quantityOf(row, surroundings)
  const source = sourceOf(row, surroundings)
  resolveFields('estimate', row, surroundings)
  for (const field of timeFields) if (field !== 'published') estimate[field] = timeOf(row, field)
  if (row.isFaulty || quantity === undefined || source === undefined) return undefined
  completeNumbers(row, surroundings.known.record('quantity', quantity) as unknown as CountedQuantity)
  if (estimate.claimants === undefined && estimate.claimant_kind === undefined)
    row.refuse(
      ['claimants', 'claimants_names'],
      'Missing. Allowed: names or ids, joined by |; or claimant_kind none where the source names nobody.',
    )
  if (row.isFaulty) return undefined
  const { id: given, ...stated } = fitTo(estimateSeed.seed, { ...estimate, quantity, source }) as Fields
  for (const key of Object.keys(stated)) if (stated[key] === undefined) delete stated[key]
  const id = (given as string | undefined) ?? idFor(stated, surroundings)
  return { row, id, isMadeId: given === undefined, stated, assumed: { as_stated_exact: false, claimant_kind: 'named' } }
}

/** An id from all that distinguishes a figure from others, so that a number that is corrected keeps its id. */
function idFor(
  { source, quantity, claimants = [], spokesperson, condition, ...times }: Fields,
  { known }: Surroundings,
): string {
  const edtf = (time: unknown) => (time as Fields | null | undefined)?.edtf ?? null
  const [said, asOf, window] = [times.said, times.as_of, times.window].map(edtf)
  const published = edtf(known.record('source', source as string)?.published)
  const date = said ?? asOf ?? window ?? published ?? ''
  return hashedId(
    ['estimate', ...(claimants as string[]), String(date), quantity as string],
    [source, quantity, claimants, spokesperson ?? null, condition ?? null, said, asOf, window],
  )
}

/** The record of a row by all rules for one record; undefined if it breaks one, which is recorded at its cell. */
export function checkedEstimate(row: Row, record: Fields): Fields | undefined {
  const result = parseFinished(estimateSeed.seed, record)
  if ('data' in result) return result.data as unknown as Fields
  for (const { path, message } of result.issues) row.refuse(row.columnOf('estimate', path), message)
  return undefined
}
