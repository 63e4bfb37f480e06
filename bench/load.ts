/**
 * The load, as a process of its own: takes jobs as messages and answers each with what it measured. Raw sockets, one
 * request in flight a connection, because every microsecond spent here hides one of the server's.
 */
import { connect, type Socket } from 'node:net'
import { pathToFileURL } from 'node:url'
import { inPackage } from '../src/package.ts'
import { AnswerReader } from './answer-reader.ts'

/** A job: each path is asked once, in order, over all connections; `isEndless` starts again at the end. */
export interface Job {
  engine: 'sockets' | 'autocannon'
  port: number
  paths: string[]
  headers: Record<string, string>
  expected: number
  connections: number
  /** Nothing new is sent after so many seconds. */
  seconds: number
  isEndless: boolean
  /** Requests without a response by then are given up; else they are waited for. */
  isCutOff: boolean
  /** Requests a second, sent when they are due, whether or not earlier ones were answered; 0: as fast as answers come. */
  rate: number
}

/** Measurements of a job. */
export interface Measured {
  count: number
  seconds: number
  /** Answers of another status, and broken connections. */
  errors: number
  bodyBytes: number
  /** From sending a request (with `rate`: from when it was due) to the last byte of its answer, in ms. */
  latencies: number[]
}

const requestOf = (path: string, headers: Record<string, string>, port: number): string =>
  `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`

function runOnSockets({
  port,
  paths,
  headers,
  expected,
  connections,
  seconds,
  isEndless,
  isCutOff,
  rate,
}: Job): Promise<Measured> {
  return new Promise((resolve) => {
    const texts = paths.map((path) => requestOf(path, headers, port))
    const latencies: number[] = []
    const begun = performance.now()
    const until = begun + seconds * 1000
    let [next, open, errors, bodyBytes] = [0, 0, 0, 0]
    const idle: (() => boolean)[] = []
    let isEnded = false

    /** The next request and when it counts as sent; undefined: none now. */
    const take = (): { text: string; due: number } | undefined => {
      const now = performance.now()
      if (rate > 0) {
        const due = begun + (next * 1000) / rate
        if (due > now || due >= until) return undefined
        return { text: texts[next++ % texts.length] as string, due }
      }
      if (now >= until || (!isEndless && next >= texts.length)) return undefined
      return { text: texts[next++ % texts.length] as string, due: now }
    }
    const isOver = () =>
      rate > 0
        ? begun + (next * 1000) / rate >= until
        : performance.now() >= until || (!isEndless && next >= texts.length)

    function openConnection(): void {
      let socket: Socket
      let sentAt = 0
      let isWaiting = false
      open += 1
      const go = (): boolean => {
        const taken = take()
        if (taken === undefined) return false
        sentAt = taken.due
        isWaiting = true
        socket.write(taken.text)
        return true
      }
      const reader = new AnswerReader((status, bytes) => {
        isWaiting = false
        if (status !== expected) errors += 1
        latencies.push(performance.now() - sentAt)
        bodyBytes += bytes
        if (!go()) rest()
      })
      const rest = () => {
        if (isOver()) socket.end()
        else idle.push(go)
      }
      const broken = () => {
        if (socket.destroyed && !isWaiting && isOver()) return
        errors += 1
      }
      socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
        if (!go()) rest()
      })
      socket.on('data', (chunk: Buffer) => reader.read(chunk))
      socket.on('error', broken)
      socket.on('close', () => {
        open -= 1
        if (isWaiting) errors += 1
        if (open === 0 || isEnded) finish()
        else if (isWaiting && !isOver()) openConnection()
      })
      sockets.push(socket)
    }
    const sockets: Socket[] = []
    const timer =
      rate === 0
        ? undefined
        : setInterval(() => {
            while (idle.length > 0 && (idle[0] as () => boolean)()) idle.shift()
            if (!isOver()) return
            for (const socket of sockets) if (idle.length === open) socket.end()
          }, 1)
    const finish = () => {
      if (isEnded) return
      isEnded = true
      clearInterval(timer)
      clearTimeout(last)
      for (const socket of sockets) socket.destroy()
      const took = (performance.now() - begun) / 1000
      resolve({ count: latencies.length, seconds: took, errors, bodyBytes, latencies })
    }
    // A server that answers no more must not hold up the run; what is still open counts as an error, unless it is cut off.
    const last = setTimeout(
      () => {
        if (!isCutOff) errors += open - idle.length
        finish()
      },
      seconds * 1000 + (isCutOff ? 0 : 120_000),
    )
    for (let index = 0; index < connections; index += 1) openConnection()
  })
}

/** The part of autocannon that is used; it is no dependency of the compiled code. */
type Autocannon = (
  options: {
    url: string
    connections: number
    duration: number
    setupClient(client: AutocannonClient): void
  },
  done: (error: Error | null, result: { duration: number; errors: number }) => void,
) => void
interface AutocannonClient {
  setRequests(requests: { path: string; method: 'GET'; headers: Record<string, string> }[]): void
  on(event: 'response', heard: (status: number, bytes: number, milliseconds: number) => void): void
}

/** The same job by autocannon, to see what the tool itself costs. Connections share the paths out between them. */
async function runOnAutocannon({ port, paths, headers, expected, connections, seconds }: Job): Promise<Measured> {
  const file = inPackage('bench', 'node_modules', 'autocannon', 'autocannon.js')
  const { default: autocannon } = (await import(pathToFileURL(file).href)) as { default: Autocannon }
  const latencies: number[] = []
  let [errors, bodyBytes, client] = [0, 0, 0]
  return new Promise((resolve, reject) => {
    const setupClient = (one: AutocannonClient) => {
      const own = paths.filter((_, index) => paths.length < connections || index % connections === client)
      client += 1
      one.setRequests(own.map((path) => ({ path, method: 'GET', headers })))
      one.on('response', (status, bytes, milliseconds) => {
        if (status !== expected) errors += 1
        latencies.push(milliseconds)
        bodyBytes += bytes
      })
    }
    autocannon({ url: `http://127.0.0.1:${port}`, connections, duration: seconds, setupClient }, (error, result) => {
      if (error !== null) reject(error)
      else
        resolve({
          count: latencies.length,
          seconds: result.duration,
          errors: errors + result.errors,
          bodyBytes,
          latencies,
        })
    })
  })
}

process.on('message', (job: Job) => {
  const run = job.engine === 'sockets' ? runOnSockets : runOnAutocannon
  run(job).then(
    (measured) => process.send?.(measured),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit(0))
