import { z } from 'zod'
import { rankings } from '../../db/open.ts'
import { nextContract } from '../../http/response/pages.ts'
import { facetContract } from '../../listing/contract.ts'
import { metaContract } from '../../listing/meta.ts'
import { recordTypes, suggestionKinds, terms } from '../../vocabulary.ts'

const text = (description: string) => z.string().meta({ description })
const offset = (description: string) => z.int().min(0).max(1e6).meta({ description })

export const snippetContract = z
  .object({
    text: text('A part of the text of the record around the words found; … where it goes on, ¶ between two texts.'),
    matches: z
      .array(
        z
          .object({ start: offset('Code points of `text` before it.'), end: offset('Half-open end in code points.') })
          .meta({ id: 'Match', description: 'Place of a match, in Unicode code points.' }),
      )
      .meta({
        description: 'Matches, to be highlighted; none where a figure is found by a number that its words do not name.',
      }),
  })
  .meta({ id: 'Snippet', description: 'Text of a record around the matches.' })

export const hitContract = z
  .object({
    id: text('Id of the record.'),
    type: z.enum(terms(recordTypes)).meta({ description: 'Type of the record.' }),
    address: text('Address of the record.'),
    display: text('One line that shows the record.'),
    snippet: snippetContract,
    score: z.number().meta({
      description: 'Greater is better (by `ranking`, weighted by type); comparable within one search.',
    }),
  })
  .meta({ id: 'SearchHit', description: 'A record that contains the words.' })
export type SearchHit = z.output<typeof hitContract>

const suggestionContract = z
  .object({
    kind: z.enum(terms(suggestionKinds)).meta({ description: 'How it differs from the search.' }),
    q: text('The words to search for instead.'),
    total: z.int().min(1).max(1e9).meta({ description: 'How many records it finds.' }),
    address: text('Address of that search.'),
    entity: z.string().nullable().meta({ description: 'Id of the entity that has this name; null for other words.' }),
  })
  .meta({ id: 'Suggestion', description: 'A search that finds something, in place of one that finds nothing.' })
export type Suggestion = z.output<typeof suggestionContract>

export const searchContract = z
  .object({
    data: z.array(hitContract).meta({ description: 'The records found, the best first.' }),
    suggestions: z
      .array(suggestionContract)
      .optional()
      .meta({ description: 'Where nothing is found: searches that find something, the nearest first.' }),
    ...nextContract,
    ranking: z.enum(rankings).meta({
      description: 'How the database ranks: BM25 (SQLite), or ts_rank by how rare each word is (PostgreSQL).',
    }),
    facets: z
      .record(z.string(), facetContract)
      .optional()
      .meta({ description: 'With `facets`: counts of all records found.' }),
    meta: metaContract,
  })
  .meta({ id: 'SearchHitList', description: 'A page of records found.' })
