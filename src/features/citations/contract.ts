import { z } from 'zod'
import { displayContract } from '../../facts/display.ts'
import { metaContract } from '../../listing/meta.ts'
import { cslContract } from '../../records/sources/contract.ts'
import { citationStyles, terms } from '../../vocabulary.ts'

const citedItemContract = cslContract
  .extend({
    id: z.string().meta({ description: 'Id of the record.' }),
    version: z.string().optional().meta({ description: 'Version of the dataset; absent where a source is cited.' }),
    note: z.string().meta({ description: 'Data without a field in the item, such as the record and its words.' }),
  })
  .meta({
    id: 'CitedItem',
    description:
      'A CSL-JSON item: a source, or this dataset with the record, its words and the source it rests on in the note.',
  })
export type CitedItem = z.output<typeof citedItemContract>

export const cslListContract = z
  .array(citedItemContract)
  .meta({ description: 'CSL-JSON: a list with one item, as reference managers read it.' })

const citationContract = z
  .object({
    id: z.string().meta({ description: 'Id of the record that is cited.' }),
    csl: citedItemContract,
    bibtex: z.string().meta({ description: 'BibTeX entry, in Unicode; its key is the id.' }),
    text: z
      .string()
      .meta({ description: 'Formatted citation in the style asked for, with the version of the dataset.' }),
    style: z.enum(terms(citationStyles)).meta({ description: 'CSL style of `text`.' }),
    display: displayContract,
  })
  .meta({ id: 'Citation', description: 'How to cite a record: CSL-JSON, BibTeX, a sentence, and one line to show.' })

export const citationResponse = z.object({ data: citationContract, meta: metaContract })
