/** A thread that makes answers: the whole service without a socket. `src/http/offload.ts` gives it requests. */
import { type MessagePort, workerData } from 'node:worker_threads'
import { type AppOptions, buildApp } from './app.ts'
import type { Order, Say } from './http/offload.ts'

/** What waits to be sent on, by request: an injected answer takes all it is given, whether anybody takes it or not. */
const waiting = new Map<string, () => number>()

const app = await buildApp({
  ...(workerData as AppOptions),
  isThread: true,
  cacheBytes: 0,
  waitingBytes: (requestId) => waiting.get(requestId)?.() ?? 0,
})

/** Above this many bytes an answer goes in parts. */
const maxWholeBytes = 8 * 1024 * 1024

/** Answers a request through its port. */
export default async function answer(order: Order | 'start'): Promise<void> {
  if (order === 'start') return
  const { url, headers, port } = order
  const asker = new Asker(port)
  const requestId = String(headers['x-request-id'])
  // Until the answer is there, only whether anybody waits for it is known.
  waiting.set(requestId, () => (asker.isGone ? Number.POSITIVE_INFINITY : 0))
  try {
    const response = await app.inject({ method: 'GET', url, headers, payloadAsStream: true })
    const stream = response.stream()
    waiting.set(requestId, () => (asker.isGone ? Number.POSITIVE_INFINITY : stream.readableLength))
    const status = response.statusCode
    const head = {
      status,
      headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
    }
    const length = Number(head.headers['content-length'] ?? Number.NaN)
    if (status === 304 || length <= maxWholeBytes) {
      const parts: Buffer[] = []
      for await (const part of stream) parts.push(part)
      return asker.say({ head, body: Buffer.concat(parts) })
    }
    await asker.next()
    asker.say({ head, body: undefined })
    for await (const part of stream) {
      await asker.next()
      if (asker.isGone) break // which ends the stream
      asker.say({ part })
    }
    asker.say('end')
  } catch (error) {
    asker.say('failed')
    throw error
  } finally {
    waiting.delete(requestId)
  }
}

/** The other side of a port: it asks for each message. */
class Asker {
  readonly #port: MessagePort
  #asked = 0
  #wake: () => void = () => {}
  isGone = false

  constructor(port: MessagePort) {
    this.#port = port
    port.on('message', () => {
      this.#asked += 1
      this.#wake()
    })
    port.once('close', () => {
      this.isGone = true
      this.#wake()
    })
  }

  async next(): Promise<void> {
    while (this.#asked === 0 && !this.isGone)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    this.#asked -= 1
  }

  say(message: Say): void {
    if (this.isGone) return
    const bytes = typeof message === 'object' && ('part' in message ? message.part : message.body)
    // A buffer that holds nothing else is handed over, not copied.
    const isWhole = bytes instanceof Uint8Array && bytes.byteLength === bytes.buffer.byteLength
    this.#port.postMessage(message, isWhole ? [bytes.buffer as ArrayBuffer] : [])
  }
}
