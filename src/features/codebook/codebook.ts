/** The codebook, made from the contracts that are served and the vocabularies they use. */
import { z } from 'zod'
import { type JsonSchema, toJsonSchema } from '../../http/contract.ts'
import { comparisonContract, pairContract } from '../comparison/contract.ts'
import { entityResource } from '../entities/resource.ts'
import { estimateResource } from '../estimates/resource.ts'
import { eventResource } from '../events/resource.ts'
import { evidenceResource } from '../evidence/resource.ts'
import { mentionResource } from '../mentions/resource.ts'
import { originResource } from '../origins/resource.ts'
import { quantityResource } from '../quantities/resource.ts'
import { quoteResource } from '../quotes/resource.ts'
import { columnsOf } from '../records/columns.ts'
import { relationResource } from '../relations/resource.ts'
import { seriesPointContract } from '../series/contract.ts'
import { sourceResource } from '../sources/resource.ts'
import { timeline } from '../timeline/resource.ts'
import type { Codebook, CodebookType } from './contract.ts'
import { conventions } from './conventions.ts'
import { fieldsOf } from './fields.ts'
import { allVocabularies } from './vocabularies.ts'

const resources = [
  sourceResource,
  entityResource,
  mentionResource,
  quoteResource,
  quantityResource,
  estimateResource,
  originResource,
  eventResource,
  relationResource,
  evidenceResource,
  timeline,
]

/** Everything a reader of the data must know, from the contract alone. */
export function makeCodebook(): Codebook {
  const lists = Object.fromEntries(resources.map(({ collection, contract }) => [collection, contract]))
  const answers = { comparison: comparisonContract, pair: pairContract, point: seriesPointContract }
  const { schema, components } = toJsonSchema(z.object({ ...lists, ...answers }))
  const properties = schema.properties as Record<string, { $ref: string }>
  const collectionOfType = new Map(
    Object.keys(lists).map((collection) => [properties[collection]?.$ref.replace(/^.*\//, '') as string, collection]),
  )
  const columnsIn = (collection: string | null) =>
    resources
      .filter((one) => one.collection === collection)
      .flatMap(({ contract }) => columnsOf(contract).map(({ name }) => name))
  const describe = (name: string): CodebookType => {
    const component = components[name] as JsonSchema
    const collection = collectionOfType.get(name) ?? null
    return {
      name,
      collection,
      description: String(component.description),
      columns: columnsIn(collection),
      fields: fieldsOf(name, component, components),
    }
  }
  const records = [...collectionOfType.keys()].map(describe)
  const parts = Object.keys(components)
    .filter((name) => !collectionOfType.has(name))
    .sort()
    .map(describe)
  const users = (vocabulary: string) =>
    [...records, ...parts].flatMap(({ name, fields }) =>
      fields.filter((one) => one.vocabulary === vocabulary).map(({ field }) => `${name}.${field}`),
    )
  const vocabularies = allVocabularies.map((one) => ({ ...one, used_by: users(one.name) }))
  return { conventions, records, parts, vocabularies }
}
