/** Answers that are also tables: JSON with all around them, or only their rows as CSV or NDJSON. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { responseIn } from '../../http/contract/contract.ts'
import { requiredParameter, termType } from '../../http/contract/parameters.ts'
import { invalidParameters } from '../../http/contract/problems.ts'
import { csvGuardRule } from '../../http/response/csv.ts'
import { preferredOf, type ResponseContent } from '../../http/response/representations.ts'
import { columnsOf, listRule } from '../../listing/columns.ts'
import { mediaTypes, writers } from '../../listing/formats.ts'
import type { Quantity } from '../../records/quantities/contract.ts'
import { terms, unitDefinitions } from '../../vocabulary.ts'

const tableFormats = ['json', 'csv', 'ndjson'] as const
export type TableFormat = (typeof tableFormats)[number]

export const formatParameter = requiredParameter(termType(tableFormats), 'Format.', 'csv')

const formats = new Map<string, TableFormat>(tableFormats.map((format) => [mediaTypes[format], format]))
const offered = [...formats.keys()]

/** The format of the address, else the one that Accept prefers. */
export const formatFor = ({ headers }: FastifyRequest, suffix: TableFormat | undefined): TableFormat =>
  suffix ?? (formats.get(preferredOf(headers.accept, offered)) as TableFormat)

/** Refuses parameters that a format, or the rest of the request, leaves without effect. */
export function refuseWithoutEffect(given: Record<string, unknown>, detail: string): void {
  const faults = Object.entries(given).flatMap(([parameter, value]) =>
    value === undefined ? [] : [{ parameter, in: 'query' as const, detail }],
  )
  if (faults.length > 0) throw invalidParameters(faults)
}

/** The rows of a table, each with the quantity that it is about. */
const rowContract = ({ shape }: z.ZodObject) =>
  z.object({
    quantity: z.string().meta({ description: 'Id of the quantity.' }),
    unit: z.enum(terms(unitDefinitions)).meta({ description: 'Unit of the numbers.' }),
    ...shape,
  })

/** Rows as text in a format. Rows may come in batches, between which other requests run. */
export const writeTable = (
  format: Exclude<TableFormat, 'json'>,
  quantity: Pick<Quantity, 'id' | 'unit'>,
  contract: z.ZodObject,
  batches: Iterable<object[]>,
): AsyncIterable<string> => writers[format]({ contract: rowContract(contract) }, textsOf(quantity, batches), {})

function* textsOf({ id, unit }: Pick<Quantity, 'id' | 'unit'>, batches: Iterable<object[]>) {
  for (const rows of batches) yield rows.map((row) => ({ body: JSON.stringify({ quantity: id, unit, ...row }) }))
}

/** Rows in batches, made one batch at a time. */
export function* inBatches<T>(items: T[], render: (item: T) => object, size = 100): Generator<object[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size).map(render)
}

/** Sentence for an operation whose answer is also a table. */
export const alsoTable = (path: string) =>
  `By \`Accept\` also as CSV or NDJSON: see \`${path.replace(':id', '{id}')}.{format}\`.`

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

const columnList = (contract: z.ZodObject) =>
  columnsOf(rowContract(contract))
    .map(({ name }) => `\`${name}\``)
    .join(', ')

/** The response of an answer that is also a table, in each of the formats that its address can name. */
export const tableResponse = (description: string, json: z.ZodType, tables: Record<string, z.ZodObject>) =>
  responseIn(description, {
    'application/json': json,
    'text/csv': z.string().meta({
      description: `CSV. ${Object.entries(tables)
        .map(([rows, contract]) => `${rows}: columns ${columnList(contract)}.`)
        .join(' ')} ${listRule} ${csvGuardRule}`,
    }),
    'application/x-ndjson': z.string().meta({ description: 'The same rows as JSON, one a line.' }),
  })
