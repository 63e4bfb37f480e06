/** Where and what a run was: numbers mean nothing without it. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { buildVersion, inPackage } from '../src/package.ts'

/** The commit that is measured, and whether files differ from it; undefined outside a clone. */
function commit(): string | undefined {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: inPackage(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!docs/performance.md')
    return git('rev-parse', '--short=10', 'HEAD') + (changed === '' ? '' : ', with changes')
  } catch {
    return undefined
  }
}

/** CPU time of the whole machine so far, and that which its host gave to others, in one unit; undefined off Linux. */
function cpuTimes(): { all: number; taken: number } | undefined {
  try {
    const [, ...times] = readFileSync('/proc/stat', 'latin1').split('\n', 1)[0]?.split(/ +/) ?? []
    // proc_stat(5): the ninth and tenth are of guests, and in the first two already.
    const own = times.slice(0, 8).map(Number)
    return { all: own.reduce((sum, one) => sum + one, 0), taken: own[7] ?? 0 }
  } catch {
    return undefined
  }
}

const before = cpuTimes()

/** How much of the CPU time since the start of this run the host gave to others. */
function takenByOthers(): string {
  const now = cpuTimes()
  if (now === undefined || before === undefined) return 'not told by this system'
  return `${((100 * (now.taken - before.taken)) / (now.all - before.all)).toFixed(1)} % of the CPU time of all cores`
}

/** The facts about a run, by name. */
export function describeMachine(sqliteVersion: string, pinning: string, busy: number): [string, string][] {
  const processors = cpus()
  return [
    ['Machine', `${processors[0]?.model.trim()}, ${processors.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['System', `${type()} ${release()}`],
    ['Cores', pinning],
    ['Busy with other work at the start', `${busy.toFixed(1)} processes (load average)`],
    ['Given to other machines by the host meanwhile', takenByOthers()],
    ['Node.js', process.versions.node],
    ['SQLite', sqliteVersion],
    ['Conflict Facts', [buildVersion, commit()].filter((one) => one !== undefined).join(', commit ')],
    ['Date', new Date().toISOString().slice(0, 10)],
  ]
}
