import { setImmediate } from 'node:timers/promises'
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { distance } from 'fastest-levenshtein'
import { fold, nameKey } from '../facts/text.ts'
import type { Snapshot } from './open.ts'
import { entityNames, entityReferences } from './tables.ts'

export interface NamedEntity {
  id: string
  name: string
}

/** Entities that have this name, alias or code, as `nameKey` compares them, by id; several may share one. */
export async function findByName(snapshot: Snapshot, name: string): Promise<NamedEntity[]> {
  const key = nameKey(name)
  if (key === '') return []
  const found = await snapshot.db
    .selectDistinct({ entity: entityNames.entity })
    .from(entityNames)
    .where(eq(entityNames.folded, key))
    .orderBy(entityNames.entity)
  return namesOf(
    snapshot,
    found.map(({ entity }) => entity),
  )
}

/** The entities with these ids, in their order, each with its name. */
async function namesOf({ db }: Snapshot, ids: string[]): Promise<NamedEntity[]> {
  const named = await db
    .select({ id: entityNames.entity, name: entityNames.name })
    .from(entityNames)
    .where(and(inArray(entityNames.entity, ids), eq(entityNames.scheme, 'name')))
  return ids.map((id) => ({ id, name: named.find((one) => one.id === id)?.name ?? id }))
}

/** The ids of all parts of an entity and of those who hold a role in it or in one of its parts, at whatever remove, by id. */
export async function findParts({ db }: Snapshot, id: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ part: entityReferences.fact })
    .from(entityReferences)
    .where(
      and(
        eq(entityReferences.entity, id),
        inArray(entityReferences.role, ['part_of', 'role_in']),
        ne(entityReferences.fact, id),
      ),
    )
    .orderBy(entityReferences.fact)
  return rows.map(({ part }) => part)
}

const maxSuggestions = 5

/** Names that are read at once; between them other requests run. */
const batch = 2000

async function foldedNames({ db }: Snapshot): Promise<{ id: string; folded: string }[]> {
  const { entity: id, scheme, name } = entityNames
  const folded: { id: string; folded: string }[] = []
  let names: { id: string; scheme: string; name: string }[] = []
  do {
    const last = names.at(-1)
    const after = last && sql`(${id}, ${scheme}, ${name}) > (${last.id}, ${last.scheme}, ${last.name})`
    names = await db.select({ id, scheme, name }).from(entityNames).where(after).orderBy(id, scheme, name).limit(batch)
    for (const one of names) folded.push({ id: one.id, folded: fold(one.name) })
    await setImmediate()
  } while (names.length === batch)
  return folded
}

/** Entities whose names, or words of names, are nearest to a text (Levenshtein), the nearest first. */
export async function findNearest(snapshot: Snapshot, written: string): Promise<NamedEntity[]> {
  const sought = fold(written.replaceAll('-', ' '))
  const allowed = Math.max(1, Math.floor(sought.length / 4))
  const isNearInLength = (text: string) => Math.abs(text.length - sought.length) <= allowed
  const nearest = new Map<string, number>()
  for (const { id, folded } of await snapshot.once('folded names', () => foldedNames(snapshot))) {
    for (const part of [folded, ...folded.split(/[\s.-]+/)].filter(isNearInLength)) {
      const steps = distance(part, sought)
      if (steps <= allowed && steps < (nearest.get(id) ?? Number.POSITIVE_INFINITY)) nearest.set(id, steps)
    }
  }
  const ids = [...nearest]
    .sort(([one, near], [other, far]) => near - far || (one < other ? -1 : 1))
    .slice(0, maxSuggestions)
    .map(([id]) => id)
  return namesOf(snapshot, ids)
}
