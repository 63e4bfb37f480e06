import { z } from 'zod'
import { nextContract } from '../../http/response/pages.ts'
import { metaContract } from '../../listing/meta.ts'
import { pairContract } from './contract.ts'

export const agreementContract = z.object({
  data: z.array(pairContract).meta({
    description: 'The claim of the estimate (`first`) against every other claim of the quantity (`second`), by its id.',
  }),
  ...nextContract,
  meta: metaContract,
})
