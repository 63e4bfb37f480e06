/**
 * JSON Schemas of the seed files, by which editors of text complete and check them while they are written. They are of
 * draft 7, the newest that the YAML language server reads in full; what only `load` can tell, they leave to it.
 */
import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { z } from 'zod'
import { assertionContract, assertionOfSeed } from '../facts/attribution.ts'
import { recordId } from '../facts/text.ts'
import * as vocabulary from '../vocabulary.ts'
import { assertionsKey, kinds } from './record-files.ts'
import { datasetSeed, retiredSeed, verificationsSeed } from './shapes.ts'

type Schema = z.core.JSONSchema.JSONSchema & { enumDescriptions?: string[]; definitions?: Record<string, Schema> }

/** Text of each schema, by the name of its file. */
export const seedSchemas = (): Record<string, string> => ({
  'records.schema.json': written('Records of a seed file', recordsSchema()),
  'dataset.schema.json': written('The dataset as a whole', fileSchema(datasetSeed)),
  'retired.schema.json': written('Withdrawn ids', fileSchema(retiredSeed)),
  'verifications.schema.json': written('Outcomes of the last verifications', fileSchema(verificationsSeed)),
})

/**
 * The first line of a YAML file, by which editors of text find its schema; '' if the seed folder has none.
 * @param below the folder of the file, in that of the seed
 */
export function schemaLine(seed: string, name: string, below = '.'): string {
  const path = posix.join('schemas', `${name}.schema.json`)
  return existsSync(join(seed, path)) ? `# yaml-language-server: $schema=${posix.relative(below, path)}\n` : ''
}

const written = (title: string, schema: Schema): string =>
  `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', title, ...schema }, null, 2)}\n`

function recordsSchema(): Schema {
  const source = { ...fileSchema(recordId), description: 'Id of the source of all records here that name no other.' }
  const lists = [...kinds].map(([collection, { type, seed, contract }]): [string, Schema] => {
    const items = fileSchema(seed)
    describe(items, [withoutReferences(fileSchema(contract))])
    // A source may be named once, at the top of the file.
    items.required = (items.required ?? []).filter((key) => key !== 'source')
    return [collection, { type: 'array', description: vocabulary.recordTypes[type], items }]
  })
  const assertions = fileSchema(assertionOfSeed)
  describe(assertions, [withoutReferences(fileSchema(assertionContract))])
  assertions.required = (assertions.required ?? []).filter((key) => key !== 'source')
  const description = 'Assertions about events and relations that may stand in the files of other sources.'
  lists.push([assertionsKey, { type: 'array', description, items: assertions }])
  // A file without any records is empty, which is null.
  return {
    type: ['object', 'null'] as unknown as 'object',
    properties: { source, ...Object.fromEntries(lists) },
    additionalProperties: false,
  }
}

function fileSchema(schema: z.ZodType): Schema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', override }) as Schema
  return rest
}

function override({ jsonSchema }: { jsonSchema: Schema }): void {
  // A key that may be left out is left out: editors of text would write its default.
  if (typeof jsonSchema.default !== 'boolean') delete jsonSchema.default
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
  const definitions = jsonSchema.enum && definitionsOf(jsonSchema.enum)
  if (definitions !== undefined) jsonSchema.enumDescriptions = definitions
}

/** Definitions of the terms of a closed list. */
function definitionsOf(list: unknown[]): string[] | undefined {
  const isList = (value: unknown): value is Record<string, string> =>
    typeof value === 'object' && value !== null && Object.keys(value).join() === list.join()
  const found = Object.values(vocabulary).find(isList)
  return found && Object.values(found)
}

/** A contract with each part in its place. */
function withoutReferences({ definitions = {}, ...schema }: Schema): Schema {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve)
    if (typeof value !== 'object' || value === null) return value
    const { $ref, ...rest } = value as Schema
    const named = $ref === undefined ? {} : definitions[$ref.replace('#/definitions/', '')]
    return Object.fromEntries(Object.entries({ ...named, ...rest }).map(([key, inner]) => [key, resolve(inner)]))
  }
  return resolve(schema) as Schema
}

/**
 * Describes the keys of a seed file as the contract describes its fields of the same name.
 * @param contracts of the fields around, the innermost first
 */
function describe(seed: Schema, contracts: Schema[]): void {
  for (const inner of [...(seed.anyOf ?? []), ...(seed.items === undefined ? [] : [seed.items])])
    describe(inner as Schema, contracts)
  for (const [key, inner] of Object.entries(seed.properties ?? {}) as [string, Schema][]) {
    const field = contracts.map((contract) => fieldsOf(contract)[key]).find((one) => one !== undefined)
    if (field?.description !== undefined) inner.description ??= field.description
    if (field?.examples !== undefined) inner.examples ??= field.examples
    describe(inner, field === undefined ? contracts : [field, ...contracts])
  }
}

/** Fields of a contract, or of the items of its list. */
function fieldsOf({ properties, items, anyOf = [] }: Schema): Record<string, Schema> {
  const parts = [...anyOf, ...(items === undefined ? [] : [items])] as Schema[]
  return Object.assign({}, ...parts.map(fieldsOf), properties)
}
