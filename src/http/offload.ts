/**
 * Answers made by threads beside the one that talks to clients, so that nothing that takes long holds up what does not.
 * A thread gets the request as it was written, and answers with the same code; what it makes comes back whole or, where
 * it has no known length, in parts as fast as the client takes them.
 */
import { Readable } from 'node:stream'
import { MessageChannel, type MessagePort as Port } from 'node:worker_threads'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Piscina } from 'piscina'
import { Problem } from './problems.ts'
import { sendStream } from './streams.ts'

/** A GET; who asks with HEAD gets the head of it. */
export interface Order {
  url: string
  headers: Record<string, string>
  port: Port
}

/** What a thread says through the port: first the head, with the body where it has a length, then parts, then the end. */
export type Say =
  | { head: { status: number; headers: Record<string, string> }; body: Uint8Array | undefined }
  | { part: Uint8Array }
  | 'end'
  | 'failed'

/** Requests that may wait for a thread; more are refused. */
const maxWaiting = 200
/** Requests that a thread works at in turns: long transfers wait for their clients most of the time. */
const turns = 8

/** Headers of the request that change an answer. */
const handedOn = ['accept', 'accept-encoding', 'if-none-match', 'if-modified-since'] as const
/** Headers that this thread writes itself. */
const own = new Set(['x-request-id', 'server-timing', 'connection', 'date', 'keep-alive', 'transfer-encoding'])

export class Offload {
  readonly #pool: Piscina<Order | 'start', void>
  readonly #started: Promise<unknown>

  /**
   * @param filename module whose default export takes an {@link Order}
   * @param workerData what the module needs to know
   */
  constructor(filename: string, workerData: unknown, threads: number) {
    this.#pool = new Piscina({
      ...{ filename, workerData, minThreads: threads, maxThreads: threads },
      ...{ concurrentTasksPerWorker: turns, maxQueue: maxWaiting, recordTiming: false },
      // Else a thread without a task sleeps, and what it has begun with it.
      atomics: 'disabled',
    })
    this.#started = Promise.allSettled(Array.from({ length: threads }, () => this.#pool.run('start')))
  }

  /** A thread that is ended while it starts may take the process with it. */
  async close(): Promise<void> {
    await this.#started
    await this.#pool.destroy()
  }

  /**
   * Has a thread answer, and sends what it answers.
   * @param keep called with an answer that came whole
   */
  async answer(request: FastifyRequest, reply: FastifyReply, keep: (bytes: Buffer) => void): Promise<FastifyReply> {
    const { port1: port, port2 } = new MessageChannel()
    const headers: Record<string, string> = { 'x-request-id': request.id }
    for (const name of handedOn) if (request.headers[name] !== undefined) headers[name] = request.headers[name]
    const order: Order = { url: request.url, headers, port: port2 }
    const messages = new Messages(port)
    reply.raw.once('close', () => port.close())
    // Where the thread fails it may have no time to say so.
    this.#pool.run(order, { transferList: [port2] }).catch((error) => messages.fail(error))
    const first = await messages.next().catch((error) => {
      // Nobody waits any more.
      if (reply.raw.destroyed) return undefined
      throw error
    })
    if (first === undefined) return reply.hijack()
    if (typeof first !== 'object' || !('head' in first)) throw new Error('A thread answered without a head.')
    const { head, body } = first
    for (const name of own) delete head.headers[name]
    // Of a whole body it is written when it is sent.
    if (body !== undefined) delete head.headers['content-length']
    reply.code(head.status).headers(head.headers)
    if (body === undefined && request.method === 'HEAD') return reply.send(Readable.from([]))
    if (body === undefined) return sendStream(reply, streamOf(messages))
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    if (head.status === 200) keep(bytes)
    return reply.send(head.status === 304 ? undefined : bytes)
  }
}

/** Messages of a port, asked for one by one. The other side sends the next part only when it is asked. */
class Messages {
  readonly #port: Port
  readonly #come: Say[] = []
  #error: unknown
  #wake: () => void = () => {}

  constructor(port: Port) {
    this.#port = port
    port.on('message', (message: Say) => {
      this.#come.push(message)
      this.#wake()
    })
    port.once('close', () => this.fail(new Error('The thread closed its port.')))
  }

  fail(error: unknown): void {
    this.#error ??= error
    this.#wake()
  }

  async next(): Promise<Say> {
    this.#port.postMessage('next')
    while (this.#come.length === 0) {
      if (this.#error !== undefined) throw problemOf(this.#error)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    return this.#come.shift() as Say
  }
}

function streamOf(messages: Messages): Readable {
  return Readable.from(
    (async function* () {
      for (;;) {
        const message = await messages.next()
        if (message === 'end') return
        if (message === 'failed' || !('part' in message)) throw new Error('A thread could not go on.')
        yield message.part
      }
    })(),
    { objectMode: false },
  )
}

const problemOf = (error: unknown): unknown =>
  /Task queue is at limit/.test((error as Error).message)
    ? new Problem(
        'overloaded',
        'Too many searches, counts, comparisons and whole sets are being made at once. Try again in a second.',
        {},
        { 'retry-after': '1' },
      )
    : error
