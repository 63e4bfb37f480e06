/** Processes of a run: each on its core, all of them ended with the run, however it ends. */
import { type ChildProcess, execFileSync, type StdioOptions, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { cpuTimeOf } from './cpu-time.ts'

const children = new Set<ChildProcess>()

/** A folder for the files of this run, removed when it ends. */
export const workFolder: string = mkdtempSync(join(tmpdir(), 'conflict-facts-bench-'))

process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(workFolder, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))

const hasTaskset = ((): boolean => {
  try {
    execFileSync('taskset', ['-p', String(process.pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** Which core servers run on, and which the load; null where nothing is pinned. */
export function coresFor(isPinned: boolean, cores: number): { server: number; load: number } | null {
  return isPinned && hasTaskset && cores >= 2 ? { server: 0, load: 1 } : null
}

/** Starts a process, on one core where one is given. taskset becomes the process, so the id is that of the command. */
export function launch(
  command: string[],
  { core, stdio, env, cwd }: { core: number | undefined; stdio: StdioOptions; env?: NodeJS.ProcessEnv; cwd?: string },
): ChildProcess {
  const [file = '', ...args] = core === undefined ? command : ['taskset', '-c', String(core), ...command]
  const child = spawn(file, args, { stdio, cwd: cwd ?? workFolder, env: { ...process.env, ...env } })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/** Ends a process in order, or by force after five seconds. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(force)
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** A server that answers. */
export interface Running {
  name: string
  pid: number
  port: number
  /** From the start of the process to its first answer, in ms. */
  startedIn: number
  stop(): Promise<void>
}

/** How a server is started. */
export interface Start {
  name: string
  command: string[]
  port: number
  readyPath: string
  core: number | undefined
  env?: NodeJS.ProcessEnv
}

const startTimeout = 180_000

/** Starts a server, its output going to a file, and waits for its first 200. */
export async function startServer({ name, command, port, readyPath, core, env = {} }: Start): Promise<Running> {
  const logFile = join(workFolder, `${name}.log`)
  const log = openSync(logFile, 'w')
  const begun = performance.now()
  const child = launch(command, { core, env, stdio: ['ignore', log, log] })
  closeSync(log)
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  while ((await statusOf(port, readyPath)) !== 200) {
    const seconds = (performance.now() - begun) / 1000
    if (failure !== undefined || child.exitCode !== null || seconds * 1000 > startTimeout) {
      await end(child)
      const said = readFileSync(logFile, 'utf8').slice(-1500)
      throw new Error(`${name} did not answer ${readyPath} within ${seconds.toFixed(0)} s. ${failure ?? ''}\n${said}`)
    }
    await wait(3)
  }
  return { name, pid: child.pid ?? 0, port, startedIn: performance.now() - begun, stop: () => end(child) }
}

function statusOf(port: number, path: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, agent: false, timeout: 30_000 }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode))
      response.once('error', () => resolve(undefined))
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(undefined))
  })
}

/** A process and those it has started; undefined where the system does not tell (Linux does). */
function family(pid: number): number[] | undefined {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    return [pid, ...children.flatMap((child) => family(Number(child)) ?? [])]
  } catch {
    return undefined
  }
}

/** CPU time that a server has used with all its processes and threads, in µs; undefined where the system does not tell. */
export const cpuTimeOfAll = (pid: number): number | undefined =>
  sumOf(family(pid), (one) => (cpuTimeOf(one) ?? Number.NaN) * 1000)

/** Memory of a server with all its processes, in MiB: now, and the most each ever had; undefined where the system does not tell. */
export function memoryOf(pid: number): { now: number; peak: number } | undefined {
  const pids = family(pid)
  const read = (name: string) =>
    sumOf(
      pids,
      (one) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1]) / 1024,
    )
  const now = read('VmRSS')
  const peak = read('VmHWM')
  return now === undefined || peak === undefined ? undefined : { now, peak }
}

function sumOf(pids: number[] | undefined, measure: (pid: number) => number): number | undefined {
  try {
    const sum = pids?.reduce((sum, pid) => sum + measure(pid), 0)
    return Number.isNaN(sum) ? undefined : sum
  } catch {
    return undefined
  }
}
