import { z } from 'zod'
import { nextContract } from '../../http/response/pages.ts'
import { facetContract } from '../../listing/contract.ts'
import { metaContract } from '../../listing/meta.ts'
import { recordTypes, terms } from '../../vocabulary.ts'

const text = (description: string) => z.string().meta({ description })
const offset = (description: string) => z.int().min(0).max(1e6).meta({ description })

const snippetContract = z
  .object({
    text: text('A part of the text of the record around the words found; … where it goes on, ¶ between two texts.'),
    matches: z
      .array(
        z
          .object({ start: offset('Code points of `text` before it.'), end: offset('Half-open end in code points.') })
          .meta({ id: 'Match', description: 'Place of a match, in Unicode code points.' }),
      )
      .meta({ description: 'Matches, to be highlighted.' }),
  })
  .meta({ id: 'Snippet', description: 'Text of a record around the matches.' })

const hitContract = z
  .object({
    id: text('Id of the record.'),
    type: z.enum(terms(recordTypes)).meta({ description: 'Type of the record.' }),
    address: text('Address of the record.'),
    display: text('One line that shows the record.'),
    snippet: snippetContract,
    score: z.number().meta({ description: 'Greater is better (BM25); comparable within one search.' }),
  })
  .meta({ id: 'SearchHit', description: 'A record that contains the words.' })
export type SearchHit = z.output<typeof hitContract>

export const searchContract = z
  .object({
    data: z.array(hitContract).meta({ description: 'The records found, the best first.' }),
    ...nextContract,
    facets: z
      .record(z.string(), facetContract)
      .optional()
      .meta({ description: 'With `facets`: counts of all records found.' }),
    meta: metaContract,
  })
  .meta({ id: 'SearchHitList', description: 'A page of records found.' })
