/** The built service as a process of its own, as operators run it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { inPackage } from '../src/package.ts'

export interface RunningServer {
  address: string
  child: ChildProcess
  /** Ends it with SIGTERM; what it said until then. */
  close(): Promise<{ code: number | null; output: string }>
}

/** Starts it on a free port of this machine, with settings. */
export async function startServer(env: Record<string, string>): Promise<RunningServer> {
  const child = spawn(process.execPath, [inPackage('dist', 'src', 'cli', 'main.js'), 'serve'], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk
      const [, found] = /Swagger UI\s+(http:\/\/\S+)\/docs/.exec(output) ?? []
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
  })
  return {
    address,
    child,
    async close() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const [code] = await ended
      return { code, output }
    },
  }
}

/** Resident memory of a process and of those it started, in MiB; undefined where the system does not tell (Linux does). */
export function residentMemory(pid: number): number | undefined {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
    const others = children === '' ? [] : children.split(' ').map((child) => residentMemory(Number(child)) ?? 0)
    return others.reduce((sum, one) => sum + one, own)
  } catch {
    return undefined
  }
}
