import { createClient, type FactsClient, FactsError, type RecordCollection, type Schemas } from '../client/index.ts'
import { collections } from '../vocabulary.ts'

/** The service that the tools ask. */
export interface Service {
  facts: FactsClient
  /** Address that stands before the paths of records; '' where the service does not know its own. */
  base: string
}

/** A service at an address. Faults that are not its own name the address. */
export function remoteService(base: string): Service {
  const ask = async (request: Request) => {
    const response = await fetch(request).catch((error: Error) => {
      const { message } = (error.cause ?? error) as Error
      throw new Error(`${base} cannot be reached (${message}).`)
    })
    const mediaType = response.headers.get('content-type') ?? ''
    if (mediaType.startsWith(response.ok ? 'application/json' : 'application/problem+json')) return response
    throw new Error(`${base} answers ${response.status} ${response.statusText}, and nothing of this service.`)
  }
  return { facts: createClient(base, { fetch: ask }), base }
}

/** Data of an answer of `facts.http`; a refusal is thrown with the words of the service. */
export function dataOf<T>({ data, error }: { data?: T | undefined; error?: unknown }): T {
  if (data === undefined) throw new FactsError(error as Schemas['Problem'])
  return data
}

/** A query without the parameters that were not given. */
export const given = <T extends object>(query: T) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

export type FoundRecord = Record<string, unknown> & { id: string; type: keyof typeof collections }

/**
 * The record with an id. Ids are unique across types, and most begin with their type: that one is asked first.
 * @throws FactsError 410 with the reason if the record was withdrawn
 */
export async function findRecord({ facts }: Service, id: string): Promise<FoundRecord> {
  const isLikely = (type: string) => Number(id.startsWith(type))
  const types = Object.entries(collections).sort(([one], [other]) => isLikely(other) - isLikely(one))
  for (const [, collection] of types)
    try {
      return (await facts.get(collection as RecordCollection, id)) as unknown as FoundRecord
    } catch (error) {
      if (!(error instanceof FactsError && error.status === 404)) throw error
    }
  throw new Error(`There is no record with the id "${id}". Ids stand in the answers of the tool \`search\`.`)
}
