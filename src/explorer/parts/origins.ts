/** Origins, always with their independence, known or only assumed. */
import type { Schemas } from '../../client/index.ts'
import type { Included } from './api.ts'
import { counted, numberOf } from './words.ts'

type Origin = Schemas['Origin']

const independenceInWords = ({ independence, builds_on }: Origin, { names, has }: Included): string =>
  ({
    independent: 'independent, as a source says',
    assumed_independent: 'assumed to be independent',
    builds_on: `builds on ${builds_on.every(has) ? names(builds_on) : 'others'}`,
    unknown: 'of unknown independence',
  })[independence]

/** An origin with its independence, if it was included in the response. */
export function originInWords(id: string | null, included: Included): string {
  if (id === null) return 'origin not known'
  const origin = included.get(id) as Origin | undefined
  return origin === undefined ? id : `${origin.name} (${independenceInWords(origin, included)})`
}

/** Number of named origins, and their independence. */
export function originsInWords(origins: Schemas['OriginCounts']): { named: number; note: string } {
  const { known, assumed, dependent, unknown_ids, unnamed_claims } = origins
  const unknown = unknown_ids.length
  const named = known + assumed + dependent + unknown
  const some = (count: number, words: string) => (count === 0 ? [] : [`${numberOf(count)} ${words}`])
  const ofNamed = [
    `${known === 0 ? 'none' : numberOf(known)} known to be independent`,
    ...some(assumed, 'only assumed to be'),
    ...some(dependent, 'building on others'),
    ...some(unknown, 'of unknown independence'),
  ]
  const ofClaims = unnamed_claims.length === 0 ? [] : [`${counted(unnamed_claims.length, 'claim')} without an origin`]
  return { named, note: [...(named === 0 ? [] : [ofNamed.join(', ')]), ...ofClaims].join('; ') }
}
