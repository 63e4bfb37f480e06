/**
 * Answers made by processes beside the one that talks to clients, so that nothing that takes long holds up what does not,
 * and what takes too long can be ended. A worker is the whole service behind a private socket: it gets the request as it
 * was written and answers with the same code; its answer is handed on as fast as the client takes it.
 */
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLocal } from './limits.ts'
import { Problem } from './problems.ts'
import { Shares } from './shares.ts'
import { sendStream } from './streams.ts'
import { isGone, WorkerProcess, type WorkerSettings } from './worker-process.ts'

/** Requests that may wait for their answers to begin; more are refused. */
const maxWaiting = 200
/** How many of them may be of one client, unless it is this machine. */
const maxWaitingEach = 50
/** Long answers that may be under way; more are refused. */
const maxStreams = 64
const maxStreamsEach = 16
/** Above this many bytes an answer is handed on as it comes. */
const maxWholeBytes = 8 * 1024 * 1024

/** Headers that this process writes itself. */
const own = new Set(['x-request-id', 'server-timing', 'connection', 'date', 'keep-alive', 'transfer-encoding'])

export class Offload {
  readonly #workers: WorkerProcess[]
  #waiting = 0
  readonly #waitingOf = new Shares(maxWaitingEach)
  #streams = 0
  readonly #streamsOf = new Shares(maxStreamsEach)

  /** @param count how many processes */
  constructor(count: number, settings: WorkerSettings) {
    this.#workers = Array.from({ length: count }, () => new WorkerProcess(settings))
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
    const giveBack = takeShare(this.#waitingOf, request)
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
      giveBack()
    }
  }

  #sendInParts(request: FastifyRequest, reply: FastifyReply, response: IncomingMessage, length: string | undefined) {
    if (length !== undefined) reply.header('content-length', length)
    if (request.method === 'HEAD') {
      response.destroy()
      return reply.send(Readable.from([]))
    }
    try {
      if (this.#streams >= maxStreams) throw overloaded()
      const giveBack = takeShare(this.#streamsOf, request)
      this.#streams += 1
      response.once('close', () => {
        this.#streams -= 1
        giveBack()
      })
    } catch (error) {
      response.destroy()
      throw error
    }
    return sendStream(reply, response)
  }

  #leastBusy(): WorkerProcess {
    return this.#workers.reduce((least, one) => (one.busy < least.busy ? one : least))
  }
}

/** @throws Problem 429 where the client has its share; this machine may have all there is */
function takeShare(shares: Shares, request: FastifyRequest): () => void {
  if (isLocal(request)) return () => {}
  // Without an address once the client has gone away.
  const giveBack = shares.take(request.ip ?? '')
  if (giveBack === undefined) throw tooManyAtOnce()
  return giveBack
}

const tooManyAtOnce = () =>
  new Problem(
    'too-many-requests',
    `Of searches, counts, comparisons and whole sets, one client may wait for ${maxWaitingEach} at once, and take ${maxStreamsEach} long answers. Go on when one has ended.`,
    {},
    { 'retry-after': '1' },
  )

const overloaded = () =>
  new Problem(
    'overloaded',
    'Too many searches, counts, comparisons and whole sets are being made at once. Try again in a second.',
    {},
    { 'retry-after': '1' },
  )
