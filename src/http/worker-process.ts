/** One process that makes answers, and what it says: started when it is needed, ended when it is stuck, replaced when it ends. */
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request as send } from 'node:http'
import { getPriority, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { cpuTimeOf } from './cpu-time.ts'
import { Problem } from './problems.ts'

/** What a worker is told when it is started. */
export interface WorkerStart<Options> {
  options: Options
  /** Where it listens: a socket of this machine. */
  path: string
}

/** A worker says so often, and before each request, that it is there: who works long in silence is stuck in one statement. */
export const beatMs = 500

/** What it says else: that the database it reads is damaged. */
export const damaged = 'damaged'

export interface WorkerSettings {
  /** Module that listens at the path of the {@link WorkerStart} in its first argument. */
  module: string
  /** What it is told. */
  options: unknown
  /**
   * How long a worker may do one thing without a pause, before it is ended and replaced: in CPU time where the system
   * tells it, so that one that gets little of a busy machine is not held to be stuck, and {@link mostStarved} times as
   * long in all.
   */
  maxStuckMs: number
  /** Called when a worker says that it found the database damaged. */
  onDamage: () => void
  log: FastifyBaseLogger
}

/** Headers of the request that change an answer. */
const handedOn = ['accept', 'accept-encoding', 'if-none-match', 'if-modified-since'] as const
/** The client has closed the connection before its answer was sent. */
export const isGone = ({ raw }: FastifyReply): boolean => raw.destroyed && !raw.writableFinished

const ended = () =>
  new Problem(
    'overloaded',
    'This, or something that was asked for at the same time, took too long and was given up. Ask for less, or try again.',
    {},
    { 'retry-after': '5' },
  )

const unstarted = () =>
  new Problem(
    'not-ready',
    'What makes such answers could not start. Try again in a moment.',
    {},
    { 'retry-after': '5' },
  )

/** A connection breaks before its process is known to have ended: who is told of it and asks again meets the next one. */
async function noticesEnd(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null)
    await Promise.race([once(child, 'exit'), wait(noticeMs, undefined, { ref: false })])
}

/** A socket that no other machine reaches: on Linux one that leaves no file behind. */
function privateSocket(): string {
  const name = `conflict-facts-${randomUUID()}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name)
}

/** Once it can be asked, a worker leaves the CPU to the process that talks to clients where both want it. */
const lowerBy = 5
const lowest = 19

function giveWay({ pid }: ChildProcess): void {
  try {
    setPriority(pid as number, Math.min(lowest, getPriority() + lowerBy))
  } catch {
    // It has ended meanwhile, which is told elsewhere; or there is no such thing as a priority.
  }
}

const retryMs = 1000
const graceMs = 2000
const noticeMs = 500
/** A worker that gets no CPU time is waited for so many times as long as one that works. */
const mostStarved = 4

interface Running {
  child: ChildProcess
  /** Where it listens, once `whenReady` is fulfilled. */
  path: string
  whenReady: Promise<void>
  isReady: boolean
  /** Since it was heard of. */
  missedBeats: number
  /** CPU time it had used at the first beat that it missed, in ms. */
  cpuMs: number | undefined
}

export class WorkerProcess {
  readonly #settings: WorkerSettings
  readonly #agent = new Agent({ keepAlive: true })
  readonly #watch: NodeJS.Timeout
  #running: Running | undefined
  #notBefore = 0
  #isClosing = false
  /** Requests that wait for its answers to begin. */
  busy = 0

  constructor(settings: WorkerSettings) {
    this.#settings = settings
    this.#watch = setInterval(() => this.#endIfStuck(), beatMs).unref()
  }

  get isReady(): boolean {
    return this.#running?.isReady === true
  }

  /** Starts it unless it runs; one that failed to start is tried again after a second, when it is needed. */
  start(): void {
    if (this.#running !== undefined || this.#isClosing || performance.now() < this.#notBefore) return
    this.#running = this.#begin()
  }

  #begin(): Running {
    const { module, options, onDamage, log } = this.#settings
    const path = privateSocket()
    const start: WorkerStart<unknown> = { options, path }
    const child = fork(module, [JSON.stringify(start)])
    const whenReady = new Promise<void>((resolve, reject) => {
      child.on('message', (said) => {
        if (said === damaged) return onDamage()
        if (!running.isReady) giveWay(child)
        running.isReady = true
        running.missedBeats = 0
        running.cpuMs = undefined
        resolve()
      })
      child.once('error', reject)
      child.once('exit', reject)
    })
    const running: Running = { child, path, whenReady, isReady: false, missedBeats: 0, cpuMs: undefined }
    whenReady.catch((reason) => {
      if (this.#isClosing) return
      log.error({ reason }, 'a worker could not start')
      this.#running = undefined
      this.#notBefore = performance.now() + retryMs
    })
    child.once('exit', (code, signal) => {
      if (this.#isClosing || !running.isReady) return
      log.error({ code, signal }, 'a worker ended and is replaced')
      this.#running = undefined
      this.start()
    })
    return running
  }

  /** Beats are counted by this process, so that its own pauses, and those of the machine, are not held against a worker. */
  #endIfStuck(): void {
    const running = this.#running
    if (!running?.isReady) return
    running.missedBeats += 1
    if (running.missedBeats === 1) running.cpuMs = cpuTimeOf(running.child.pid as number)
    const { maxStuckMs } = this.#settings
    const silentMs = running.missedBeats * beatMs
    if (silentMs <= maxStuckMs) return
    const used = cpuTimeOf(running.child.pid as number)
    const workedMs = used === undefined || running.cpuMs === undefined ? silentMs : used - running.cpuMs
    if (workedMs <= maxStuckMs && silentMs <= maxStuckMs * mostStarved) return
    this.#settings.log.error('a worker took too long over one thing and is ended')
    running.child.kill('SIGKILL')
  }

  end(): void {
    this.#running?.child.kill('SIGKILL')
  }

  async close(): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#watch)
    this.#agent.destroy()
    if (this.#running === undefined) return
    const { child, isReady } = this.#running
    const exited = once(child, 'exit')
    // It has nothing to lose. One that is ready ends by itself when it is left, unless it is stuck.
    const lastResort = setTimeout(() => child.kill('SIGKILL'), isReady ? graceMs : 0)
    if (child.connected) child.disconnect()
    await exited
    clearTimeout(lastResort)
  }

  /** The process, once it can be asked. */
  async #ready(): Promise<Running> {
    this.start()
    const running = this.#running
    await (running?.whenReady ?? Promise.reject()).catch(() => {
      throw unstarted()
    })
    return running as Running
  }

  /** @throws Problem 503 where it ends before it answers */
  async ask({ id, url, headers }: FastifyRequest, reply: FastifyReply): Promise<IncomingMessage> {
    const wanted: OutgoingHttpHeaders = { 'x-request-id': id }
    for (const name of handedOn) if (headers[name] !== undefined) wanted[name] = headers[name]
    this.busy += 1
    try {
      const { child, path: socketPath } = await this.#ready()
      if (isGone(reply)) throw new Error('Nobody waits any more.')
      const sent = send({ socketPath, path: url, headers: wanted, agent: this.#agent })
      reply.raw.once('close', () => isGone(reply) && sent.destroy())
      // What fails once the answer has begun is told by the answer.
      sent.on('error', () => {})
      const [response] = (await once(sent.end(), 'response').catch(async () => {
        if (!isGone(reply)) await noticesEnd(child)
        throw ended()
      })) as [IncomingMessage]
      return response
    } finally {
      this.busy -= 1
    }
  }
}
