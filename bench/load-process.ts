import type { ChildProcess } from 'node:child_process'
import { inPackage } from '../src/package.ts'
import type { Job, Measured } from './load.ts'
import { cpuTimeOfAll, end, launch, type Running } from './processes.ts'

const usual: Omit<Job, 'port' | 'paths' | 'seconds'> = {
  engine: 'sockets',
  headers: {},
  expected: 200,
  connections: 8,
  isEndless: false,
  isCutOff: false,
  rate: 0,
}

/** Settings that a job must have; the rest has usual values. */
export type Load = Pick<Job, 'paths' | 'seconds'> & Partial<Omit<Job, 'port'>>

/** The process that makes load, on its core, kept for a whole run so that it is warm. */
export class LoadProcess {
  readonly #child: ChildProcess

  constructor(core: number | undefined) {
    const command = [process.execPath, inPackage('dist', 'bench', 'load.js')]
    this.#child = launch(command, { core, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  }

  /** Runs one job against a server. */
  run({ port }: Pick<Running, 'port'>, load: Load): Promise<Measured> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('The load process ended before it answered.'))
      this.#child.once('exit', ended)
      this.#child.once('message', (measured) => {
        this.#child.off('exit', ended)
        resolve(measured as Measured)
      })
      this.#child.send({ ...usual, ...load, port } satisfies Job)
    })
  }

  /** Runs one job, and tells what CPU time the server took for it, in µs a request. */
  async runWithCpu(server: Running, load: Load): Promise<Measured & { cpu: number | undefined }> {
    const before = cpuTimeOfAll(server.pid)
    const measured = await this.run(server, load)
    const after = cpuTimeOfAll(server.pid)
    const cpu = before === undefined || after === undefined ? undefined : (after - before) / measured.count
    return { ...measured, cpu }
  }

  stop(): Promise<void> {
    return end(this.#child)
  }
}
