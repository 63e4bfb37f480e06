import { FactsError } from '../client/index.ts'
import type { Service } from './service.ts'
import { fetchRecords, type ShownRecord, show } from './shown.ts'

/** A quantity for an answer about it. */
export async function quantityOf({ facts, base }: Service, id: string) {
  try {
    const { name, definition, unit } = await facts.get('quantities', id)
    return { id, name, definition, unit, address: `${base}/v1/quantities/${id}` }
  } catch (error) {
    if (!(error instanceof FactsError && error.status === 404)) throw error
    const { data } = await facts.page('quantities', { fields: ['id', 'name'] })
    const known = data.map(({ id, name }) => `${id} (${name})`)
    throw new Error(`There is no quantity with the id "${id}". Allowed: ${known.join('; ')}.`)
  }
}

/** The reports of claims, as estimates. */
export const reportsOf = async (
  service: Service,
  claims: { claim: string; estimates: string[] }[],
): Promise<(ShownRecord & { claim: string })[]> => {
  const claimOf = new Map(claims.flatMap(({ claim, estimates }) => estimates.map((id) => [id, claim] as const)))
  const shown = await show(service, await fetchRecords(service, 'estimate', [...claimOf.keys()]))
  return shown.map((one) => ({ claim: claimOf.get(one.id) as string, ...one }))
}

/** The address of an answer about a quantity, to be cited. */
export function addressOfAnswer({ base }: Service, id: string, name: string, query: object): string {
  const text = new URLSearchParams(
    Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString()
  return `${base}/v1/quantities/${id}/${name}${text === '' ? '' : `?${text}`}`
}
