/** Access to the API by its client. */
import { createClient, FactsError, type Problem, type Schemas } from '../../client/index.ts'
import { apiBase } from './address.ts'

export { FactsError } from '../../client/index.ts'

export const facts = createClient(apiBase)

export type Estimate = Schemas['Estimate']
export type Evidence = Schemas['Evidence']
export type Quote = Schemas['Quote']
export type Time = Schemas['Time']

/**
 * The body of a response of `facts.http`.
 * @throws FactsError with the problem of an error response
 */
export async function bodyOf<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<NonNullable<T>> {
  const { data, error, response } = await request
  if (response.ok && data !== undefined && data !== null) return data
  throw new FactsError(error as Problem)
}

interface Named {
  id: string
  name?: string
  title?: string
  display?: string
  url?: string | null
}

/** Records that were included in a response, by id. */
export class Included {
  private readonly records = new Map<string, Named>()

  constructor(...lists: (readonly unknown[] | undefined)[]) {
    for (const list of lists) for (const record of (list ?? []) as Named[]) this.records.set(record.id, record)
  }

  /** The record itself, if it was included. */
  get = (id: string): Named | undefined => this.records.get(id)
  has = (id: string): boolean => this.records.has(id)

  /** The name of a record, or its id if it was not included. */
  name = (id: string): string => {
    const { name, title, display } = this.records.get(id) ?? {}
    return name ?? title ?? display ?? id
  }

  names = (ids: readonly string[]): string => ids.map(this.name).join(', ')
}
