/** Single numbers and spreads that lie beyond the bounds of a total. */
import type { Schemas } from '../../client/index.ts'
import { bodyOf, facts } from './api.ts'

type Comparison = Schemas['Comparison']
type Step = Schemas['CorridorStep']

/** The claim, or the part of a spread, with the first step of the corridor that it lies beyond. */
export type Outside = Step['outside'][number] & { step: Step }

/** Parameters that a corridor takes beside the filters, as a comparison does. */
const readings = ['strict', 'tolerance', 'spreads']

/**
 * The claims outside the corridor of a comparison, in the order of their days.
 * @param asked the parameters of the comparison
 * @param filters those of them that select its reports
 */
export async function outsideOf(
  { quantity, growing, condition, counts }: Comparison,
  asked: Record<string, string>,
  filters: Record<string, string>,
): Promise<Outside[]> {
  if (!growing || counts.claims < 2) return []
  const query = {
    ...Object.fromEntries(Object.entries(asked).filter(([name]) => readings.includes(name))),
    ...{ ...filters, condition: condition ?? 'none', limit: 1000 },
  }
  const request = facts.http.GET('/v1/quantities/{id}/corridor', { params: { path: { id: quantity }, query } })
  const { steps } = (await bodyOf(request)).data
  const found = new Map<string, Outside>()
  for (const step of steps)
    for (const one of step.outside) {
      const key = `${one.claim} ${one.part}`
      if (!found.has(key)) found.set(key, { ...one, step })
    }
  return [...found.values()]
}
