import { write, writeSync } from 'node:fs'
import { hostname } from 'node:os'

const standardOutput = 1
/**
 * Characters at which lines are written together; else they are after a second. One write per line costs more than its
 * request.
 */
const batchLength = 4096
const flushMs = 1000
const retryMs = 20
/** Most characters buffered for a slow reader. Lines beyond are dropped. */
const maxWaiting = 1024 * 1024
/** Time in ms that the end of the process waits for a slow reader, and then for the write that has begun. */
const closeMs = 1000

/**
 * The log on standard output, which may be a pipe that nobody reads, or a full disk. Neither delays the service or its
 * shutdown: lines that cannot be written are dropped, and the log states their number once it can be written again.
 */
export class LogStream {
  #waiting = ''
  /** Bytes passed to the system, which may write them in parts. */
  #batch = Buffer.alloc(0)
  #isWriting = false
  #isMidLine = false
  #dropped = 0
  /** Number of dropped lines that the notice in the batch reports. */
  #reported = 0
  #timer: NodeJS.Timeout | undefined
  #isClosed = false
  #onIdle = () => {}

  constructor() {
    // Node.js makes a pipe non-blocking when process.stdout is created. A blocked write would delay the end of the
    // process.
    for (const output of [process.stdout, process.stderr]) output.on('error', () => {})
    process.once('beforeExit', () => this.#flush())
    process.once('exit', () => this.#writeLast())
  }

  write(line: string): void {
    if (this.#waiting.length + line.length > maxWaiting) {
      this.#dropped += 1
      return
    }
    this.#waiting += line
    if (this.#waiting.length >= batchLength && this.#batch.length === 0) this.#flush()
    else this.#timer ??= setTimeout(() => this.#flush(), flushMs).unref()
  }

  /** Waits for a reader, for a second at most. Returns true if a write is blocked, as on a stopped terminal. */
  async close(): Promise<boolean> {
    const idle = this.#idle()
    this.#flush()
    await idle
    this.#isClosed = true
    // A write that finds a full pipe returns as soon as the system runs it, which may take a while on a busy machine.
    if (this.#isWriting) await this.#idle()
    return this.#isWriting
  }

  /** Resolves once nothing is left to write, or after a second. */
  #idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#onIdle = resolve
      setTimeout(resolve, closeMs)
    })
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#isWriting) return
    if (this.#batch.length === 0) this.#batch = this.#nextBatch()
    if (this.#batch.length === 0 || this.#isClosed) {
      this.#onIdle()
      return
    }
    this.#isWriting = true
    write(standardOutput, this.#batch, (error, written) => {
      this.#isWriting = false
      const isFull = error?.code === 'EAGAIN'
      if (error === null) this.#take(written)
      else if (!isFull) this.#drop()
      if (isFull && !this.#isClosed) this.#timer ??= setTimeout(() => this.#flush(), retryMs).unref()
      else this.#flush()
    })
  }

  #nextBatch(): Buffer<ArrayBuffer> {
    const lines = this.#waiting
    if (lines === '') return this.#batch
    this.#waiting = ''
    this.#reported = this.#dropped
    const notice = this.#reported === 0 ? '' : `${this.#isMidLine ? '\n' : ''}${noticeOf(this.#reported)}\n`
    return Buffer.from(notice + lines)
  }

  #take(written: number): void {
    this.#isMidLine = this.#batch[written - 1] !== newLine
    this.#batch = this.#batch.subarray(written)
    if (this.#batch.length === 0) this.#dropped -= this.#reported
  }

  #drop(): void {
    this.#dropped += linesIn(this.#batch) - (this.#reported > 0 ? 1 : 0)
    this.#batch = Buffer.alloc(0)
  }

  /** Writes as much as the system accepts without waiting, for a process that exits at once. */
  #writeLast(): void {
    try {
      while (!this.#isWriting) {
        if (this.#batch.length === 0) this.#batch = this.#nextBatch()
        if (this.#batch.length === 0) break
        this.#take(writeSync(standardOutput, this.#batch))
      }
    } catch {
      this.#drop()
    }
    if (this.#dropped > 0) console.error(noticeOf(this.#dropped))
  }
}

const newLine = 10

const linesIn = (bytes: Buffer): number => bytes.reduce((count, byte) => (byte === newLine ? count + 1 : count), 0)

const noticeOf = (lines: number): string =>
  JSON.stringify({
    ...{ level: 40, time: Date.now(), pid: process.pid, hostname: hostname(), lines },
    msg: 'log lines dropped: standard output could not be written',
  })
