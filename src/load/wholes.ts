import type { Days } from '../facts/edtf.ts'
import { renderTime } from '../facts/time.ts'
import type { EntitySeed } from '../records/entities/seed.ts'
import type { SeedRecord } from './record.ts'
import type { Survey } from './survey.ts'

/** From an entity to what it is part of, or to a body in which it holds a role. */
interface Step {
  whole: string
  /** When the role was held; null: always, or not known when. */
  held: Days | null
}

const canMeet = (one: Days, other: Days): boolean =>
  (one.earliest === null || other.latest === null || one.earliest <= other.latest) &&
  (one.latest === null || other.earliest === null || one.latest >= other.earliest)

/**
 * Finds the entities that stand for another one, at whatever remove: what it is part of, and the bodies in which it may have
 * held a role on some of the days; without days, all of them.
 */
export function wholesIn({ shared }: Survey): (entity: string, days: Days | null) => Set<string> {
  const made = new Map<string, Step[]>()
  const stepsOf = (entity: string): Step[] => {
    const { part_of, roles }: EntitySeed = (shared.get(entity) as SeedRecord).seed
    const steps = roles.flatMap(({ body, time }): Step[] =>
      body === null ? [] : [{ whole: body, held: time && renderTime(time) }],
    )
    if (part_of !== null) steps.push({ whole: part_of, held: null })
    made.set(entity, steps)
    return steps
  }
  return (entity, days) => {
    const wholes = new Set<string>()
    const open = [entity]
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const { whole, held } of made.get(at) ?? stepsOf(at)) {
        if (whole === entity || wholes.has(whole)) continue
        if (held !== null && days !== null && !canMeet(held, days)) continue
        wholes.add(whole)
        open.push(whole)
      }
    return wholes
  }
}
