import { eq, exists, inArray, sql } from 'drizzle-orm'
import { entities, entityReferences, evidence } from '../../db/tables.ts'
import { entityKinds } from '../../vocabulary.ts'
import { commonFilters, flagFilter, idFilter, termFilter } from '../records/filters.ts'
import type { Resource } from '../records/resource.ts'
import { entityContract } from './contract.ts'

/** The entity is named, quoted or referred to by a fact that a source gives evidence for. */
const inSource = (ids: string[]) =>
  exists(
    sql`(select 1 from ${entityReferences} join ${evidence} on ${evidence.fact} = ${entityReferences.fact}
      where ${eq(entityReferences.entity, entities.id)} and ${inArray(evidence.source, ids)})`,
  )

export const entityResource: Resource = {
  type: 'entity',
  collection: 'entities',
  description:
    'Persons, groups, countries, organizations, places, materiel, agreements and conflicts that facts refer to.',
  contract: entityContract,
  table: entities,
  filters: {
    ...commonFilters(entities, 'entity', 'kyrylo-budanov', 'budanov'),
    kind: termFilter(entities.kind, entityKinds, 'Kind of entity.'),
    named: flagFilter(entities.named, 'false: only those nobody names ("experts").'),
    implied: flagFilter(entities.implied, 'true: only those that appear through a title alone.'),
    source: idFilter('source', inSource, 'Id of a source whose facts refer to it.', 'fp-2024-10-north-korean-shells'),
  },
  sorts: {
    name: entities.sort_name,
    kind: entities.kind,
  },
  example: 'kyrylo-budanov',
}
