/** Waiting that does not depend on how busy the machine is, and work that is measured without a clock. */
import { setTimeout } from 'node:timers/promises'

/** Time in ms after which an event will not come. */
const limitMs = 300_000

/** Waits until something holds, and returns it. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
): Promise<Exclude<T, false | null | undefined>> {
  for (const begunAt = performance.now(); ; await setTimeout(10)) {
    const found = await look()
    if (found) return found as Exclude<T, false | null | undefined>
    if (performance.now() - begunAt > limitMs) throw new Error(`Not within ${limitMs / 1000} s: ${what}`)
  }
}

/** The CPU time that this process spends on some work, in ms. */
export async function cpuTimeOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
