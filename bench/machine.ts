/** Where and what a run was: numbers mean nothing without it. */
import { execFileSync } from 'node:child_process'
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

/** The facts about a run, by name. */
export function describeMachine(sqliteVersion: string, pinning: string, busy: number): [string, string][] {
  const processors = cpus()
  return [
    ['Machine', `${processors[0]?.model.trim()}, ${processors.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['System', `${type()} ${release()}`],
    ['Cores', pinning],
    ['Busy with other work at the start', `${busy.toFixed(1)} processes (load average)`],
    ['Node.js', process.versions.node],
    ['SQLite', sqliteVersion],
    ['Conflict Facts', [buildVersion, commit()].filter((one) => one !== undefined).join(', commit ')],
    ['Date', new Date().toISOString().slice(0, 10)],
  ]
}
