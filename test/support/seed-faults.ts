import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { SeedError } from '../../src/load/faults.ts'
import { checkSeed } from '../../src/load/load.ts'
import { seedCopy } from './support.ts'

/** The faults of a seed with these files added, each as "file:line path message". */
export function faultsWith(t: Test, files: Record<string, string | Buffer>): string[] {
  const { seed } = seedCopy(t)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(seed, name), content)
  return faultsOf(seed)
}

/** The faults of a seed folder. */
export function faultsOf(seed: string): string[] {
  try {
    checkSeed(seed, join(seed, '..', 'none.sqlite'))
    return []
  } catch (error) {
    if (!(error instanceof SeedError)) throw error
    return error.faults.map(
      ({ file, line, path, message }) => `${file.replace(/^.*\/seed\//, '')}:${line} ${path.join('.')} ${message}`,
    )
  }
}

/** Each content in a file of its own has the fault, and no other. */
export function eachIsTold(
  t: Test,
  extension: string,
  cases: [what: string, content: string | Buffer, told: RegExp][],
): void {
  const names = cases.map((_, index) => `extra${index}.${extension}`)
  const faults = faultsWith(t, Object.fromEntries(cases.map(([, content], index) => [names[index], content])))
  for (const [index, [what, , told]] of cases.entries()) {
    const own = faults.filter((fault) => fault.startsWith(`${names[index]}:`))
    t.ok(own.length > 0 && own.every((fault) => told.test(fault)), `${what}: ${own.join(' | ') || 'not told'}`)
  }
}
