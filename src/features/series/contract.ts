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
      .meta({ description: 'Clock by which it is sorted: said, else published; null: neither is known.' }),
    earliest: z.string().nullable().meta({ description: 'First day of that date; null: no bound.' }),
    latest: z.string().nullable().meta({ description: 'Last day of that date; null: no bound.' }),
    estimate: estimateContract.meta({ description: 'The complete estimate.' }),
  })
  .meta({
    id: 'SeriesPoint',
    description: 'One estimate of a claimant or of a part of it, with the date that gives its place.',
  })

export const seriesContract = z
  .object({
    data: z
      .array(seriesPointContract)
      .meta({ description: 'Every estimate, by quantity, then from the earliest to the latest.' }),
    ...nextContract,
    meta: metaContract,
  })
  .meta({ id: 'SeriesPointList', description: 'A page of estimates of one claimant.' })
