/** The codebook, made from the contracts that are served and the vocabularies they use. */
import { z } from 'zod'
import { type JsonSchema, toJsonSchema } from '../../http/contract/contract.ts'
import { columnsOf } from '../../listing/columns.ts'
import { listings } from '../../records/types.ts'
import type { Codebook, CodebookType } from './contract.ts'
import { conventions } from './conventions.ts'
import { fieldsOf } from './fields.ts'
import { allVocabularies } from './vocabularies.ts'

/**
 * The codebook, from contracts alone.
 * @param answers contracts of responses that are not lists, by name
 */
export function makeCodebook(answers: Record<string, z.ZodType>): Codebook {
  const lists = Object.fromEntries(listings.map(({ collection, contract }) => [collection, contract]))
  const { schema, components } = toJsonSchema(z.object({ ...lists, ...answers }))
  const properties = schema.properties as Record<string, { $ref: string }>
  const collectionOfType = new Map(
    Object.keys(lists).map((collection) => [properties[collection]?.$ref.replace(/^.*\//, '') as string, collection]),
  )
  const columnsIn = (collection: string | null) =>
    listings
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
