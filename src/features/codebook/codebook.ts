/** The codebook, made from the contracts that are served and the vocabularies they use. */
import { z } from 'zod'
import { type JsonSchema, toJsonSchema } from '../../http/contract/contract.ts'
import { comparisonContract, pairContract } from '../comparison/contract.ts'
import { listings } from '../listings.ts'
import { columnsOf } from '../records/columns.ts'
import { seriesPointContract } from '../series/contract.ts'
import type { Codebook, CodebookType } from './contract.ts'
import { conventions } from './conventions.ts'
import { fieldsOf } from './fields.ts'
import { allVocabularies } from './vocabularies.ts'

let made: Codebook | undefined

/** Everything a reader of the data must know, from the contract alone. Made when it is first asked for. */
export function codebook(): Codebook {
  made ??= makeCodebook()
  return made
}

function makeCodebook(): Codebook {
  const lists = Object.fromEntries(listings.map(({ collection, contract }) => [collection, contract]))
  const answers = { comparison: comparisonContract, pair: pairContract, point: seriesPointContract }
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
