/**
 * Answers made by processes beside the one that talks to clients, so that nothing that takes long holds up what does not,
 * and what takes too long can be ended. A worker is the whole service behind a private socket: it gets the request as it
 * was written and answers with the same code; its answer is handed on as fast as the client takes it.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request as send } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
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

export interface OffloadOptions {
  /** Module that listens at the path of the {@link WorkerStart} in its first argument. */
  module: string
  /** What it is told. */
  options: unknown
  count: number
  /** How long a worker may do one thing without a pause, before it is ended and replaced. */
  maxStuckMs: number
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
  }

  /** Starts all workers; else each starts when it is first needed. */
  start(): void {
    for (const worker of this.#workers) worker.start()
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()))
  }

  /**
   * Has a worker answer, and sends what it answers.
   * @param keep called with an answer that came whole
   */
  async answer(request: FastifyRequest, reply: FastifyReply, keep: (bytes: Buffer) => void): Promise<FastifyReply> {
    if (this.#waiting >= maxWaiting || this.#streams >= maxStreams) throw overloaded()
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

/** A socket that no other machine reaches: on Linux one that leaves no file behind. */
function privateSocket(): string {
  const name = `conflict-facts-${randomUUID()}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name)
}

const restartMs = 1000
/** A worker that has just been started, or is to end, may take so long. */
const patienceMs = 30_000
const graceMs = 2000

/** One process, replaced when it ends. */
class Worker {
  readonly #settings: Omit<OffloadOptions, 'count'>
  readonly #agent = new Agent({ keepAlive: true })
  readonly #watch: NodeJS.Timeout
  readonly #ready = new EventEmitter()
  #running: { process: ChildProcess; path: string; isReady: boolean; missedBeats: number } | undefined
  #restart: NodeJS.Timeout | undefined
  #isClosing = false
  /** Requests that wait for its answers to begin. */
  busy = 0

  constructor(settings: Omit<OffloadOptions, 'count'>) {
    this.#settings = settings
    this.#ready.setMaxListeners(0)
    this.#watch = setInterval(() => this.#endIfStuck(), beatMs).unref()
  }

  start(): void {
    if (this.#running === undefined && this.#restart === undefined && !this.#isClosing) this.#running = this.#begin()
  }

  #begin() {
    const { module, options, log } = this.#settings
    const path = privateSocket()
    const start: WorkerStart<unknown> = { options, path }
    const running = { process: fork(module, [JSON.stringify(start)]), path, isReady: false, missedBeats: 0 }
    running.process.on('message', () => {
      running.missedBeats = 0
      if (running.isReady) return
      running.isReady = true
      this.#ready.emit('ready', path)
    })
    // Where it cannot be started there is an error and no exit.
    running.process.once('error', (error) => replace({ err: error }))
    running.process.once('exit', (code, signal) => replace({ code, signal }))
    const replace = (reason: object) => {
      if (this.#isClosing || this.#running !== running) return
      log.error(reason, 'a worker ended and is replaced')
      this.#running = undefined
      this.#restart = setTimeout(() => {
        this.#restart = undefined
        this.start()
      }, restartMs)
    }
    return running
  }

  /** Beats are counted by this process, so that its own pauses, and those of the machine, are not held against a worker. */
  #endIfStuck(): void {
    if (!this.#running?.isReady) return
    this.#running.missedBeats += 1
    if (this.#running.missedBeats * beatMs <= this.#settings.maxStuckMs) return
    this.#settings.log.error('a worker took too long over one thing and is ended')
    this.#running.process.kill('SIGKILL')
  }

  async close(): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#watch)
    clearTimeout(this.#restart)
    this.#agent.destroy()
    if (this.#running === undefined) return
    const { process: child, isReady } = this.#running
    const exited = once(child, 'exit')
    // It has nothing to lose. One that is ready ends by itself when it is left, unless it is stuck.
    const lastResort = setTimeout(() => child.kill('SIGKILL'), isReady ? graceMs : 0)
    if (child.connected) child.disconnect()
    await exited
    clearTimeout(lastResort)
  }

  /** Where it listens, once it does. */
  async #path(): Promise<string> {
    this.start()
    if (this.#running?.isReady) return this.#running.path
    const [path] = await once(this.#ready, 'ready', { signal: AbortSignal.timeout(patienceMs) })
    return path
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
      const [response] = (await once(sent.end(), 'response')) as [IncomingMessage]
      return response
    } catch {
      throw ended()
    } finally {
      this.busy -= 1
    }
  }
}
