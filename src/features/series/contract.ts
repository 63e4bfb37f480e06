import { z } from 'zod'
import { nextContract } from '../../http/response/pages.ts'
import { metaContract } from '../../listing/meta.ts'
import { estimateContract } from '../../records/estimates/contract.ts'
import { clocks, terms } from '../../vocabulary.ts'

export const seriesPointContract = z
  .object({
    quantity: z.string().meta({ description: 'Id of the quantity.' }),
    clock: z
      .enum(terms(clocks))
      .nullable()
      .meta({ description: 'Which date gives its place: when it was said, else published; null: neither is known.' }),
    earliest: z.string().nullable().meta({ description: 'First day of that date; null: nothing bounds it.' }),
    latest: z.string().nullable().meta({ description: 'Last day of that date; null: nothing bounds it.' }),
    estimate: estimateContract.meta({ description: 'The estimate, whole.' }),
  })
  .meta({ id: 'SeriesPoint', description: 'One estimate of a claimant, with the date that gives its place.' })

export const seriesContract = z.object({
  data: z
    .array(seriesPointContract)
    .meta({ description: 'Every estimate, by quantity, then from the earliest to the latest.' }),
  ...nextContract,
  meta: metaContract,
})
