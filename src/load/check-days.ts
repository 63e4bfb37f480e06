/** Times that have begun when a record is written, since they tell when something was published, read or said. */
import { dayAfter } from '../facts/comparison/excesses.ts'
import { parseEdtf } from '../facts/edtf.ts'
import type { Fault } from './faults.ts'
import type { SeedRecord } from './record.ts'

/** The last day on which something may have happened: tomorrow of UTC, which is today in some zones. */
export const lastDayNow = (): string => dayAfter(new Date().toISOString().slice(0, 10))

export const inFuture = (time: string, lastDay: string): string =>
  `"${time}" lies in the future. Allowed: times that begin by ${lastDay}.`

/** Refuses what was said, published or read in the future, such as 2099 for 2019. */
export function checkDays({ seed, fault }: SeedRecord, lastDay: string, faults: Fault[]): void {
  const check = (key: string, time: { edtf: string } | null | undefined, path: (string | number)[] = []) => {
    const { earliest } = time ? parseEdtf(time.edtf).days : { earliest: null }
    if (time && earliest !== null && earliest > lastDay)
      faults.push(fault([...path, key, 'edtf'], inFuture(time.edtf, lastDay)))
  }
  for (const key of ['published', 'accessed', 'said']) check(key, seed[key])
  for (const [index, { said }] of (seed.assertions ?? []).entries()) check('said', said, ['assertions', index])
}
