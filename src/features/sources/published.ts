import type { FindSeed } from '../../db/record-kind.ts'
import { renderTime, type Time } from '../../facts/time.ts'
import { sourceKind } from './record.ts'

/** When a source published what it reports: the clock `published` of its quotes and estimates. */
export function publishedOf(sourceId: string, find: FindSeed): Time | null {
  const { published } = find(sourceKind, sourceId)
  return published && renderTime(published)
}
