/** The command and the service as processes of their own, as operators run them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Test } from 'tap'
import { randomFrom } from '../../bench/random.ts'
import { inPackage } from '../../src/package.ts'
import { seedFrom } from './seed.ts'

/**
 * The words before a command that take away the loader of the test runner, by which each process would count its coverage:
 * operators do not have it, and it takes half a second of CPU at each start.
 */
const asOperators = existsSync('/usr/bin/env') ? ['/usr/bin/env', '-u', 'NODE_OPTIONS'] : []

/** The command with options of Node.js. */
export const commandWith = (...options: string[]): string[] => [
  ...asOperators,
  process.execPath,
  ...options,
  inPackage('dist', 'src', 'cli', 'main.js'),
]

export const command = commandWith()

export interface Run {
  child: ChildProcess
  /** All it has said. */
  output(): string
  /** Resolves with the exit status, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>
  /** Resolves once the output matches; rejects where it ends without. */
  says(pattern: RegExp): Promise<RegExpMatchArray>
}

/** Starts a program and listens to what it says. */
export function start([program = '', ...args]: string[], env: Record<string, string> = {}, cwd?: string): Run {
  const child = spawn(program, args, { cwd, env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', PORT: '0', ...env } })
  let text = ''
  const waiting: (() => void)[] = []
  const heard = (chunk: Buffer) => {
    text += chunk
    for (const wake of waiting) wake()
  }
  child.stdout.on('data', heard)
  child.stderr.on('data', heard)
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.on('close', (status, signal) => resolve(signal ?? status)),
  )
  const says = (pattern: RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const look = () => {
        const match = text.match(pattern)
        if (match !== null) resolve(match)
      }
      waiting.push(look)
      void ended.then((how) => reject(new Error(`ended (${how}) without ${pattern}: ${text}`)))
      look()
    })
  return { child, output: () => text, ended, says }
}

/** Runs a command of ours on a database file to its end. */
export async function run(databaseFile: string, ...args: string[]) {
  const { ended, output } = start([...command, ...args], { DATABASE_FILE: databaseFile })
  return { status: await ended, output: output() }
}

/** The service on a database file, ready. */
export async function serve(databaseFile: string, env: Record<string, string> = {}, args: string[] = []) {
  const server = start([...command, 'serve', ...args], { DATABASE_FILE: databaseFile, ...env })
  const [, port] = await server.says(/127\.0\.0\.1:(\d+)\/docs/)
  const close = () => {
    server.child.kill('SIGTERM')
    return server.ended
  }
  return { ...server, port: Number(port), base: `http://127.0.0.1:${port}`, close }
}

/** The same; killed at the end of the test. */
export async function served(t: Test, databaseFile: string, env: Record<string, string> = {}, args: string[] = []) {
  const server = await serve(databaseFile, env, args)
  t.teardown(() => server.child.kill('SIGKILL'))
  return server
}

/** How often, from the environment: little in every run of the tests, much when somebody wants to know. */
export const times = (name: string, usual: number): number => Number(process.env[name] ?? usual)

/** Chance that can be repeated, with the FIRE_SEED that is told. */
export function chance(t: Test) {
  const seed = seedFrom('FIRE_SEED')
  t.comment(`FIRE_SEED=${seed}`)
  return randomFrom(seed)
}

/** Processes of this machine whose command or environment names a file; undefined where the system does not tell. */
export function processesOf(file: string): string[] | undefined {
  try {
    return readdirSync('/proc').filter((pid) => {
      try {
        const names = (what: string) => readFileSync(`/proc/${pid}/${what}`, 'utf8').includes(file)
        return /^\d+$/.test(pid) && (names('cmdline') || names('environ'))
      } catch {
        return false
      }
    })
  } catch {
    return undefined
  }
}
