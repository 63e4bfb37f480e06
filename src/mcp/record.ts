import type { Schemas } from '../client/index.ts'
import { type citationStyles, collections } from '../vocabulary.ts'
import { dataOf, type FoundRecord, type Service } from './service.ts'
import { fetchRecords, findShown, show } from './shown.ts'
import { idInput, limits, tool } from './tool.ts'

const cited = ['source', 'mention', 'quote', 'estimate', 'event', 'relation']

/** The citation of a record; undefined for a type that is not cited by itself. */
export async function citationOf(
  { facts }: Service,
  { id, type }: FoundRecord,
  style: keyof typeof citationStyles = 'apa',
): Promise<Schemas['Citation'] | undefined> {
  if (!cited.includes(type)) return undefined
  const path = `/v1/${collections[type]}/{id}/citation` as '/v1/estimates/{id}/citation'
  return dataOf(await facts.http.GET(path, { params: { path: { id }, query: { style } } })).data
}

export const recordTool = tool(
  {
    name: 'record',
    title: 'Read one record',
    description:
      'The whole record with an id, of whatever type: a figure (estimate), quote, event, relation, mention, entity, quantity, claim, origin, ' +
      'source or piece of evidence, with its exact words, its source and its citation.',
  },
  { id: idInput.describe('Id of the record, as other answers have it.') },
  async (service, { id }) => {
    const { record, shown } = await findShown(service, id)
    const reports = await show(service, await fetchRecords(service, 'estimate', (record.reports ?? []) as string[]))
    return {
      ...shown,
      citation: (await citationOf(service, record))?.text ?? null,
      record,
      ...(reports.length > 0 && { reports }),
      limits: Object.values(limits),
    }
  },
)
