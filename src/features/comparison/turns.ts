import { setImmediate } from 'node:timers/promises'
import type { Work } from '../../facts/comparison/work.ts'

/** Time in ms after which other requests are let run. */
const turnMs = 10

/** Does work in parts, between which other requests run. */
export async function inTurns<T>(work: Work<T>): Promise<T> {
  for (let since = performance.now(); ; ) {
    const { done, value } = work.next()
    if (done) return value
    if (performance.now() - since < turnMs) continue
    await setImmediate()
    since = performance.now()
  }
}
