import { z } from 'zod'
import { recordTypes, terms } from '../vocabulary.ts'
import { dataOf } from './service.ts'
import { fetchRecords, show } from './shown.ts'
import { limits, tool } from './tool.ts'

const searchable = terms(recordTypes).filter((type) => type !== 'claim')

export const searchTool = tool(
  {
    name: 'search',
    title: 'Search the facts',
    description:
      'Finds records (figures, quotes, events, relations, people, states, quantities, sources) that contain all the words given. ' +
      'Use few words, such as "artillery shells", a name, or a phrase in quotation marks; each result has the id that the other tools take, ' +
      'and figures have the id of their quantity, for `compare` and `corridor`.',
  },
  {
    query: z.string().min(1).max(200).describe('Words that the records contain.'),
    types: z.array(z.enum(searchable)).min(1).optional().describe('Only records of these types.'),
    limit: z.int().min(1).max(20).default(8).describe('Most records in the answer.'),
  },
  async (service, { query, types, limit }) => {
    const asked = { q: query, limit, total: true, ...(types && { type: types }) }
    const {
      data: hits,
      meta,
      ...rest
    } = dataOf(await service.facts.http.GET('/v1/search', { params: { query: asked } }))
    const found = await Promise.all(
      [...new Set(hits.map(({ type }) => type))].map((type) =>
        fetchRecords(
          service,
          type,
          hits.filter((hit) => hit.type === type).map(({ id }) => id),
        ),
      ),
    )
    const shown = new Map((await show(service, found.flat())).map((one) => [one.id, one]))
    const results = hits.map(({ id, display, snippet }) => ({ ...shown.get(id), display, snippet: snippet.text }))
    const { next_cursor: _cursor, next: _next, facets: _facets, ...more } = rest
    return { total: meta.total, results, ...more, limits: Object.values(limits) }
  },
)
