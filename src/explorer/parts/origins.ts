/** Origins, always with their independence, known or only assumed. */
import type { Schemas } from '../../client/index.ts'
import type { Included } from './api.ts'
import { counted } from './words.ts'

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

/** Origins by their independence, each kind in words; the claims without one last. */
export function originsInWords({
  independent,
  assumed_independent,
  builds_on,
  unknown,
  none,
}: Schemas['OriginCounts']): string[] {
  const origin = (count: number) => counted(count, 'origin')
  const kinds: [count: number, words: string][] = [
    [independent, `${origin(independent)} that ${independent === 1 ? 'is' : 'are'} independent, as a source says`],
    [assumed_independent, `${origin(assumed_independent)} assumed to be independent`],
    [builds_on, `${origin(builds_on)} building on others`],
    [unknown, `${origin(unknown)} of unknown independence`],
    [none, `${counted(none, 'claim')} without an origin`],
  ]
  return kinds.flatMap(([count, words]) => (count === 0 ? [] : [words]))
}
