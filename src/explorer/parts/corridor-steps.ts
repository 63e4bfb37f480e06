/** The corridor of a growing total, and the single numbers and spreads beyond its bounds. */
import type { Schemas } from '../../client/index.ts'
import { bodyOf, facts } from './api.ts'

type Comparison = Schemas['Comparison']
export type Step = Schemas['CorridorStep']

/** The claim, or the part of a spread, with the first step of the corridor that it lies beyond. */
export type Outside = Step['outside'][number] & { step: Step }

/** Parameters that a corridor takes beside the filters, as a comparison does. */
const readings = ['strict', 'tolerance', 'spreads']

/**
 * The steps of the corridor of a comparison; none for one claim, or a quantity that does not grow.
 * @param asked the parameters of the comparison
 * @param filters those of them that select its reports
 */
export async function stepsOf(
  { quantity, growing, condition, counts }: Comparison,
  asked: Record<string, string>,
  filters: Record<string, string>,
): Promise<Step[]> {
  if (!growing || counts.claims < 2) return []
  const query = {
    ...Object.fromEntries(Object.entries(asked).filter(([name]) => readings.includes(name))),
    ...{ ...filters, condition: condition ?? 'none', limit: 1000 },
  }
  const request = facts.http.GET('/v1/quantities/{id}/corridor', { params: { path: { id: quantity }, query } })
  return (await bodyOf(request)).data.steps
}

/** The claims outside the corridor, in the order of their days. */
export function outsideOf(steps: readonly Step[]): Outside[] {
  const found = new Map<string, Outside>()
  for (const step of steps)
    for (const one of step.outside) {
      const key = `${one.claim} ${one.part}`
      if (!found.has(key)) found.set(key, { ...one, step })
    }
  return [...found.values()]
}
