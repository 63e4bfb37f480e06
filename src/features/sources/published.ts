import type { FindSeed } from '../../db/record-kind.ts'
import { renderTime, type Time } from '../../facts/time.ts'
import { timeInWords } from '../../facts/time-words.ts'
import { namesOf } from '../entities/names.ts'
import { sourceKind } from './record.ts'

/** When a source published what it reports: the clock `published` of its quotes and estimates. */
export function publishedOf(sourceId: string, find: FindSeed): Time | null {
  const { published } = find(sourceKind, sourceId)
  return published && renderTime(published)
}

/** Who reports, and when, as a line shows it: the publishers or, where one is not known, the title of the source. */
export function reportOf(sourceIds: string[], find: FindSeed): { reportedBy: string[]; published: string | null } {
  const found = [...new Set(sourceIds)].map((id) => find(sourceKind, id))
  const reporters = found.map(({ publisher, title }) =>
    publisher === null ? title : namesOf([publisher], find).join(),
  )
  const dates = found.flatMap(({ published }) => (published === null ? [] : [timeInWords(published)]))
  return { reportedBy: [...new Set(reporters)], published: dates.length === 0 ? null : [...new Set(dates)].join(', ') }
}
