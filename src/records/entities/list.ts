import { and, eq, exists, inArray, sql } from 'drizzle-orm'
import { entities, entityReferences, evidence } from '../../db/tables.ts'
import { commonFilters, entityFilter, exactFilter, flagFilter, idFilter, termFilter } from '../../listing/filters.ts'
import type { Node } from '../../listing/jsonld/annotation.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { entityKinds, type Term } from '../../vocabulary.ts'
import { entityContract } from './contract.ts'

/** True if the entity is named, quoted or referred to by a fact that a source gives evidence for. */
const inSource = (ids: string[]) =>
  exists(
    sql`(select 1 from ${entityReferences} join ${evidence} on ${evidence.fact} = ${entityReferences.fact}
      where ${and(eq(entityReferences.entity, entities.id), eq(entityReferences.direct, true), inArray(evidence.source, ids))})`,
  )

/** schema.org has no type for people spoken of together, nor for treaties; those have only a type of our own. */
const schemaTypes: Partial<Record<Term<typeof entityKinds>, string>> = {
  person: 'Person',
  country: 'Country',
  organization: 'Organization',
  place: 'Place',
  materiel: 'Product',
  conflict: 'Conflict',
}

function sameAsOf({ identifiers }: Node): Node {
  const wikidata = (identifiers as { scheme: string; value: string }[]).filter(({ scheme }) => scheme === 'wikidata')
  return wikidata.length === 0 ? {} : { sameAs: wikidata.map(({ value }) => `http://www.wikidata.org/entity/${value}`) }
}

export const entityList: RecordListing = {
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
    part_of: {
      ...entityFilter(
        entities.id,
        ['part_of'],
        'Id of an entity that it is part of, at whatever remove.',
        'south-korea',
      ),
      facet: { column: entities.part_of },
    },
    exact: exactFilter,
    source: idFilter('source', inSource, 'Id of a source whose facts refer to it.', 'fp-2024-10-north-korean-shells'),
  },
  sorts: {
    name: entities.sort_name,
    kind: entities.kind,
  },
  jsonLd: {
    types: ({ kind }) => [schemaTypes[kind as keyof typeof schemaTypes] ?? [], 'Entity'].flat(),
    fields: sameAsOf,
  },
  example: 'kyrylo-budanov',
}
