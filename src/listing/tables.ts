/** Answers that are also tables: JSON with all around them, or only their rows as CSV, XLSX or NDJSON. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { responseIn } from '../http/contract/contract.ts'
import { requiredParameter, termType } from '../http/contract/parameters.ts'
import { preferredOf, type ResponseContent } from '../http/response/representations.ts'
import { xlsxMediaType } from '../http/response/xlsx.ts'
import { flatDescriptions, type Table, writers } from './format-writers.ts'
import { mediaTypes } from './formats.ts'

const tableFormats = ['json', 'csv', 'xlsx', 'ndjson'] as const
export type TableFormat = (typeof tableFormats)[number]

export const formatParameter = requiredParameter(termType(tableFormats), 'Format.', 'csv')

const formats = new Map<string, TableFormat>(tableFormats.map((format) => [mediaTypes[format], format]))
const offered = [...formats.keys()]

/** The format of the address, else the one that Accept prefers. */
export const formatFor = ({ headers }: FastifyRequest, suffix: TableFormat | undefined): TableFormat =>
  suffix ?? (formats.get(preferredOf(headers.accept, offered)) as TableFormat)

/** Rows in a format, in parts. Rows may come in batches, between which other requests run. */
export const writeTable = (
  format: Exclude<TableFormat, 'json'>,
  table: Table,
  batches: Iterable<object[]> | AsyncIterable<object[]>,
): AsyncIterable<string | Buffer> => writers[format](table, textsOf(batches))

async function* textsOf(batches: Iterable<object[]> | AsyncIterable<object[]>) {
  for await (const rows of batches) yield rows.map((row) => ({ body: JSON.stringify(row) }))
}

/** Rows in batches, made one batch at a time. */
export function* inBatches<T>(items: T[], render: (item: T) => object, size = 100): Generator<object[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size).map(render)
}

/** Sentence for an operation whose answer is also a table. */
export const alsoTable = (path: string) =>
  `By \`Accept\` also as CSV, XLSX or NDJSON: see \`${path.replace(':id', '{id}')}.{format}\`.`

/** Sends what `make` returns in the format chosen. */
export const sendTable = (
  reply: FastifyReply,
  { format, suffix, name }: { format: TableFormat; suffix: TableFormat | undefined; name: string },
  make: () => Promise<ResponseContent>,
): Promise<FastifyReply> =>
  reply.respond(
    { [mediaTypes[format]]: make },
    {
      isNegotiated: suffix === undefined,
      headers: format === 'json' ? {} : { 'content-disposition': `attachment; filename="${name}.${format}"` },
    },
  )

/**
 * The response of an answer that is also a table, in the form that @fastify/swagger documents.
 * @param tables contracts of the rows, by words for them, such as "one row a claim"
 */
export function tableResponse(description: string, json: z.ZodType, tables: Record<string, z.ZodType>) {
  const flat = Object.entries(tables).map(([rows, contract]) => flatDescriptions(rows, contract))
  const described = (format: 'csv' | 'xlsx' | 'ndjson') =>
    z.string().meta({ description: [...new Set(flat.map((one) => one[format]))].join(' ') })
  return responseIn(description, {
    'application/json': json,
    'text/csv': described('csv'),
    [xlsxMediaType]: described('xlsx').meta({ format: 'binary' }),
    'application/x-ndjson': described('ndjson'),
  })
}
