import { and, eq, inArray } from 'drizzle-orm'
import { distance } from 'fastest-levenshtein'
import type { Facts } from '../../db/open.ts'
import { entityNames } from '../../db/tables.ts'
import { fold } from '../../facts/text.ts'

/** The entities that have this name, alias or code, letter case and accents aside; several may share one. */
export const findByName = ({ db }: Facts, name: string): string[] =>
  db
    .selectDistinct({ entity: entityNames.entity })
    .from(entityNames)
    .where(eq(entityNames.folded, fold(name)))
    .orderBy(entityNames.entity)
    .all()
    .map(({ entity }) => entity)

export interface NearName {
  id: string
  name: string
}

const maxSuggestions = 5

/** The entities whose names, or words of names, are nearest to what was written (Levenshtein), the nearest first. */
export function findNearest(facts: Facts, written: string): NearName[] {
  const names = facts.once('folded names', () =>
    facts.db.select({ id: entityNames.entity, folded: entityNames.folded }).from(entityNames).all(),
  )
  const sought = fold(written.replaceAll('-', ' '))
  const allowed = Math.max(1, Math.floor(sought.length / 4))
  const nearest = new Map<string, number>()
  for (const { id, folded } of names) {
    const steps = Math.min(...[folded, ...folded.split(/[\s.-]+/)].map((part) => distance(part, sought)))
    if (steps <= allowed && steps < (nearest.get(id) ?? Number.POSITIVE_INFINITY)) nearest.set(id, steps)
  }
  const ids = [...nearest]
    .sort(([one, near], [other, far]) => near - far || (one < other ? -1 : 1))
    .slice(0, maxSuggestions)
    .map(([id]) => id)
  const named = facts.db
    .select({ id: entityNames.entity, name: entityNames.name })
    .from(entityNames)
    .where(and(inArray(entityNames.entity, ids), eq(entityNames.scheme, 'name')))
    .all()
  return ids.map((id) => ({ id, name: named.find((one) => one.id === id)?.name ?? id }))
}
