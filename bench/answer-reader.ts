/** Takes answers out of the bytes of a keep-alive connection, one request in flight. Only what a measurement needs. */
export class AnswerReader {
  readonly #onAnswer: (status: number, bodyBytes: number) => void
  #head: Buffer | undefined
  #status = 0
  /** Bytes of the body still to come; undefined: chunked, or no head yet. */
  #left: number | undefined
  #body = 0
  #tail = ''

  constructor(onAnswer: (status: number, bodyBytes: number) => void) {
    this.#onAnswer = onAnswer
  }

  read(chunk: Buffer): void {
    if (this.#status !== 0) this.#readBody(chunk)
    else this.#readHead(chunk)
  }

  #readHead(chunk: Buffer): void {
    const held = this.#head === undefined ? chunk : Buffer.concat([this.#head, chunk])
    const end = held.indexOf('\r\n\r\n')
    if (end === -1) {
      this.#head = held
      return
    }
    this.#head = undefined
    const head = held.toString('latin1', 0, end)
    this.#status = Number(head.slice(9, 12))
    this.#body = 0
    this.#tail = ''
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
    const isEmpty = this.#status === 304 || this.#status === 204
    this.#left = isEmpty ? 0 : length === undefined ? undefined : Number(length)
    this.#readBody(held.subarray(end + 4))
  }

  #readBody(chunk: Buffer): void {
    this.#body += chunk.length
    if (this.#left === undefined) {
      this.#tail = (this.#tail + chunk.toString('latin1', Math.max(0, chunk.length - 7))).slice(-7)
      if (!this.#tail.endsWith('\r\n0\r\n\r\n') && this.#tail !== '0\r\n\r\n') return
    } else {
      this.#left -= chunk.length
      if (this.#left > 0) return
    }
    const status = this.#status
    this.#status = 0
    this.#onAnswer(status, this.#body)
  }
}
