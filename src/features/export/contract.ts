import { z } from 'zod'
import { metaContract } from '../../listing/meta.ts'

const count = (description: string) => z.int().min(0).max(1e15).nullable().meta({ description })
const text = (description: string) => z.string().meta({ description })

const exportFileContract = z
  .object({
    name: text('File name.'),
    address: text('Address of the file.'),
    media_type: text('Media type.'),
    description: text('Contents.'),
    records: count('How many records it holds; null: it is no list of records.'),
    bytes: count('Size in bytes without compression; null: it is made while it is sent.'),
    sha256: z
      .string()
      .nullable()
      .meta({ description: 'SHA-256 of the file without compression, in hexadecimal; null: see `bytes`.' }),
  })
  .meta({ id: 'ExportFile', description: 'A file that holds a whole set.' })
export type ExportFile = z.output<typeof exportFileContract>

export const exportContract = z.object({
  data: z.array(exportFileContract).meta({ description: 'The files.' }),
  meta: metaContract,
})
