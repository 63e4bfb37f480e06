import type { Bounds } from './bounds.ts'

/** Words of a source for display: quotation marks stand only round words that are recorded as exact. */
export const quoted = (words: string, isExact = true): string => (isExact ? `“${words}”` : words)

/** The numbers of a figure without words: "2 (1 to 5)", "7", "1 to 5"; out of order: "best 9, low 1, high 5". */
export function codedFigure({ low, high, best }: Pick<Bounds, 'low' | 'high' | 'best'>): string {
  const range = low === high ? String(low ?? '') : `${low ?? 'not stated'} to ${high ?? 'not stated'}`
  if (best === null) return range
  if (best < (low ?? 0) || best > (high ?? best))
    return `best ${best}, low ${low ?? 'not stated'}, high ${high ?? 'not stated'}`
  return range === '' || (low === best && high === best) ? String(best) : `${best} (${range})`
}
