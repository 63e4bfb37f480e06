/** Fields of other records that a record repeats beside its own: names, units, publishers and dates of publication. */
import { renderTime, type Time, type TimeSeed } from '../../facts/time.ts'
import { timeInWords } from '../../facts/time-words.ts'
import type { measures, Term, unitDefinitions } from '../../vocabulary.ts'

interface Neighbours {
  entity: { name: string }
  quantity: { name: string; unit: Term<typeof unitDefinitions>; measure: Term<typeof measures> }
  source: { title: string; publisher: string | null; published: TimeSeed | null }
}

/** Finds a record among all that are being loaded. References have been checked before anything is rendered. */
export type Find = <T extends keyof Neighbours>(type: T, id: string) => Neighbours[T]

/** The names of entities, in the order of their ids. */
export const namesOf = (ids: readonly string[], find: Find): string[] => ids.map((id) => find('entity', id).name)

/** Time at which a source published a report: the clock `published` of its quotes and estimates. */
export function publishedOf(sourceId: string, find: Find): Time | null {
  const { published } = find('source', sourceId)
  return published && renderTime(published)
}

/** Reporters and date for a `display`: the publishers or, if one is not known, the title of the source. */
export function reportOf(sourceIds: string[], find: Find): { reportedBy: string[]; published: string | null } {
  const found = [...new Set(sourceIds)].map((id) => find('source', id))
  const reporters = found.map(({ publisher, title }) =>
    publisher === null ? title : namesOf([publisher], find).join(),
  )
  const dates = found.flatMap(({ published }) => (published === null ? [] : [timeInWords(published)]))
  return { reportedBy: [...new Set(reporters)], published: dates.length === 0 ? null : [...new Set(dates)].join(', ') }
}
