/**
 * Answers made by processes beside the one that talks to clients, so that nothing that takes long holds up what does not,
 * and what takes too long can be ended. A worker is the whole service behind a private socket: it gets the request as it
 * was written and answers with the same code; its answer is handed on as fast as the client takes it.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request as send } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from './problems.ts'
import { sendStream } from './streams.ts'

/** What a worker is told when it is started. */
export interface WorkerStart<Options> {
  options: Options
  /** Where it listens: a socket of this machine. */
  path: string
}

/** A worker says so often, and before each request, that it is there: who is silent for long is stuck in one statement. */
export const beatMs = 500

/** What it says else: that the database it reads is damaged. */
export const damaged = 'damaged'

export interface OffloadOptions {
  /** Module that listens at the path of the {@link WorkerStart} in its first argument. */
  module: string
  /** What it is told. */
  options: unknown
  count: number
  /** How long a worker may do one thing without a pause, before it is ended and replaced. */
  maxStuckMs: number
  /** Called when a worker says that it found the database damaged. */
  onDamage: () => void
  log: FastifyBaseLogger
}

/** Requests that may wait for their answers to begin; more are refused. */
const maxWaiting = 200
/** Long answers that may be under way; more are refused. */
const maxStreams = 64
/** Above this many bytes an answer is handed on as it comes. */
const maxWholeBytes = 8 * 1024 * 1024

/** Headers of the request that change an answer. */
const handedOn = ['accept', 'accept-encoding', 'if-none-match', 'if-modified-since'] as const
/** Headers that this process writes itself. */
const own = new Set(['x-request-id', 'server-timing', 'connection', 'date', 'keep-alive', 'transfer-encoding'])

export class Offload {
  readonly #workers: Worker[]
  #waiting = 0
  #streams = 0

  constructor({ count, ...rest }: OffloadOptions) {
    this.#workers = Array.from({ length: count }, () => new Worker(rest))
    process.once('exit', this.#endAll)
  }

  /** However this process ends itself: a worker that is stuck would outlive it. */
  readonly #endAll = () => {
    for (const worker of this.#workers) worker.end()
  }

  /** How busy it is. */
  get load(): { workers: number; ready: number; waiting: number; streams: number } {
    const ready = this.#workers.filter(({ isReady }) => isReady).length
    return { workers: this.#workers.length, ready, waiting: this.#waiting, streams: this.#streams }
  }

  /** Starts all workers; else each starts when it is first needed. */
  start(): void {
    for (const worker of this.#workers) worker.start()
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()))
    process.removeListener('exit', this.#endAll)
  }

  /**
   * Has a worker answer, and sends what it answers.
   * @param keep called with an answer that came whole
   */
  async answer(request: FastifyRequest, reply: FastifyReply, keep: (bytes: Buffer) => void): Promise<FastifyReply> {
    if (this.#waiting >= maxWaiting) throw overloaded()
    this.#waiting += 1
    try {
      const response = await this.#leastBusy().ask(request, reply)
      const { 'content-length': length, ...headers } = response.headers
      for (const name of own) delete headers[name]
      reply.code(response.statusCode as number).headers(headers)
      const isWhole = Number(length) <= maxWholeBytes
      if (!isWhole && response.statusCode !== 304) return this.#sendInParts(request, reply, response, length)
      // The length is written when it is sent.
      const bytes = Buffer.concat(await response.toArray())
      if (response.statusCode === 200) keep(bytes)
      return await reply.send(response.statusCode === 304 ? undefined : bytes)
    } catch (error) {
      // Nobody waits any more.
      if (isGone(reply)) return reply.hijack()
      throw error
    } finally {
      this.#waiting -= 1
    }
  }

  #sendInParts(request: FastifyRequest, reply: FastifyReply, response: IncomingMessage, length: string | undefined) {
    if (length !== undefined) reply.header('content-length', length)
    if (request.method === 'HEAD') {
      response.destroy()
      return reply.send(Readable.from([]))
    }
    if (this.#streams >= maxStreams) {
      response.destroy()
      throw overloaded()
    }
    this.#streams += 1
    response.once('close', () => {
      this.#streams -= 1
    })
    return sendStream(reply, response)
  }

  #leastBusy(): Worker {
    return this.#workers.reduce((least, one) => (one.busy < least.busy ? one : least))
  }
}

/** The client has closed the connection before its answer was sent. */
const isGone = ({ raw }: FastifyReply): boolean => raw.destroyed && !raw.writableFinished

const overloaded = () =>
  new Problem(
    'overloaded',
    'Too many searches, counts, comparisons and whole sets are being made at once. Try again in a second.',
    {},
    { 'retry-after': '1' },
  )

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

/** A socket that no other machine reaches: on Linux one that leaves no file behind. */
function privateSocket(): string {
  const name = `conflict-facts-${randomUUID()}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name)
}

const retryMs = 1000
const graceMs = 2000
const noticeMs = 500

interface Running {
  child: ChildProcess
  /** Where it listens, once it does. */
  whenReady: Promise<string>
  isReady: boolean
  missedBeats: number
}

/** One process, replaced when it ends. */
class Worker {
  readonly #settings: Omit<OffloadOptions, 'count'>
  readonly #agent = new Agent({ keepAlive: true })
  readonly #watch: NodeJS.Timeout
  #running: Running | undefined
  #notBefore = 0
  #isClosing = false
  /** Requests that wait for its answers to begin. */
  busy = 0

  constructor(settings: Omit<OffloadOptions, 'count'>) {
    this.#settings = settings
    this.#watch = setInterval(() => this.#endIfStuck(), beatMs).unref()
  }

  /** Starts it unless it runs; one that failed to start is tried again after a second, when it is needed. */
  get isReady(): boolean {
    return this.#running?.isReady === true
  }

  start(): void {
    if (this.#running !== undefined || this.#isClosing || performance.now() < this.#notBefore) return
    this.#running = this.#begin()
  }

  #begin(): Running {
    const { module, options, onDamage, log } = this.#settings
    const path = privateSocket()
    const start: WorkerStart<unknown> = { options, path }
    const child = fork(module, [JSON.stringify(start)])
    const running: Running = { child, isReady: false, missedBeats: 0, whenReady: Promise.resolve(path) }
    running.whenReady = new Promise<string>((resolve, reject) => {
      child.on('message', (said) => {
        if (said === damaged) return onDamage()
        running.isReady = true
        running.missedBeats = 0
        resolve(path)
      })
      child.once('error', reject)
      child.once('exit', reject)
    })
    running.whenReady.catch((reason) => {
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
    if (!this.#running?.isReady) return
    this.#running.missedBeats += 1
    if (this.#running.missedBeats * beatMs <= this.#settings.maxStuckMs) return
    this.#settings.log.error('a worker took too long over one thing and is ended')
    this.#running.child.kill('SIGKILL')
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
    const lastResort = globalThis.setTimeout(() => child.kill('SIGKILL'), isReady ? graceMs : 0)
    if (child.connected) child.disconnect()
    await exited
    clearTimeout(lastResort)
  }

  /** Where it listens, once it does. */
  async #path(): Promise<string> {
    this.start()
    if (this.#running === undefined) throw unstarted()
    return this.#running.whenReady.catch(() => {
      throw unstarted()
    })
  }

  /** A connection breaks before its process is known to have ended: who is told of it and asks again meets the next one. */
  async #noticesEnd(): Promise<void> {
    const child = this.#running?.child
    if (child !== undefined) await Promise.race([once(child, 'exit'), setTimeout(noticeMs, undefined, { ref: false })])
  }

  /** @throws Problem 503 where it ends before it answers */
  async ask({ id, url, headers }: FastifyRequest, reply: FastifyReply): Promise<IncomingMessage> {
    const wanted: OutgoingHttpHeaders = { 'x-request-id': id }
    for (const name of handedOn) if (headers[name] !== undefined) wanted[name] = headers[name]
    this.busy += 1
    try {
      const socketPath = await this.#path()
      if (isGone(reply)) throw new Error('Nobody waits any more.')
      const sent = send({ socketPath, path: url, headers: wanted, agent: this.#agent })
      reply.raw.once('close', () => isGone(reply) && sent.destroy())
      // What fails once the answer has begun is told by the answer.
      sent.on('error', () => {})
      const [response] = (await once(sent.end(), 'response').catch(async () => {
        if (!isGone(reply)) await this.#noticesEnd()
        throw ended()
      })) as [IncomingMessage]
      return response
    } finally {
      this.busy -= 1
    }
  }
}
