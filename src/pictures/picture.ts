/** Pictures, drawn in a thread of their own: placing labels can take seconds, in which other requests are served. */
import { Worker } from 'node:worker_threads'
import type { Caption } from '../charts/captioned.ts'
import type { ChartColours } from '../charts/colours.ts'
import type { CorridorModel } from '../charts/corridor-model.ts'
import { Problem } from '../http/contract/problems.ts'
import { inPackage } from '../package.ts'

export interface Picture {
  model: CorridorModel
  caption: Caption
  colours: ChartColours
  /** Pixels. */
  width: number
  format: 'svg' | 'png'
}

interface Job {
  picture: Picture
  resolve: (drawn: string | Uint8Array | null) => void
  reject: (error: unknown) => void
}

/** Most pictures that wait at a time. */
const maxWaiting = 20
/** Time in ms after which a picture is given up. */
const longest = 20_000
/** Time in ms without pictures after which the thread ends, and gives its memory back. */
const idle = 60_000

const busy = (detail: string) => new Problem('overloaded', detail, {}, { 'retry-after': '10' })

let thread: Worker | undefined
let timer: NodeJS.Timeout | undefined
const jobs: Job[] = []

/**
 * Draws a picture.
 * @returns null where this machine cannot make the format
 * @throws Problem 503 if too many others wait, or it takes too long
 */
export function drawn(picture: Picture): Promise<string | Uint8Array | null> {
  if (jobs.length >= maxWaiting) throw busy('Too many pictures are being drawn. Try again in some seconds.')
  return new Promise((resolve, reject) => {
    jobs.push({ picture, resolve, reject })
    if (jobs.length === 1) startFirst()
  })
}

function startFirst(): void {
  const [job] = jobs
  clearTimeout(timer)
  if (job === undefined) {
    thread?.unref()
    timer = setTimeout(end, idle).unref()
    return
  }
  thread ??= startThread()
  thread.ref()
  timer = setTimeout(() => {
    end()
    finish(({ reject }) => reject(busy('The picture took too long. Narrow the claims down with filters.')))
  }, longest).unref()
  thread.postMessage(job.picture)
}

function startThread(): Worker {
  // The built file also serves a service that runs from source: a thread reads no TypeScript.
  const started = new Worker(inPackage('dist', 'src', 'pictures', 'thread.js'))
  // A thread that was ended may still have said something.
  const settle = (how: (job: Job) => void) => {
    if (thread === started) finish(how)
  }
  started.on('message', (made) => settle(({ resolve }) => resolve(made)))
  started.on('error', (error) =>
    settle(({ reject }) => {
      thread = undefined
      reject(error)
    }),
  )
  return started
}

function end(): void {
  void thread?.terminate()
  thread = undefined
}

/** Ends the first job, and starts the next. */
function finish(settle: (job: Job) => void): void {
  const job = jobs.shift()
  if (job !== undefined) settle(job)
  startFirst()
}
