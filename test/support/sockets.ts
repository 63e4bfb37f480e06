/** The very bytes of requests, as tests send them over a socket, and what comes back. */
import { connect, type Socket } from 'node:net'

/** How an exchange ended: by the server in order, by the server at once, or not within the time it was given. */
type End = 'closed' | 'reset' | 'open'

export interface Exchange {
  text: string
  end: End
  ms: number
}

export interface ExchangeOptions {
  /** How long to wait for the end of the connection, in ms: longer than any wait of the service, on a busy machine too. */
  patience?: number
  /** The address to connect from and to, where it is not this machine's own. */
  host?: string
  /** Ends the connection once everything is sent; else the server must. */
  isCut?: boolean
  /** Called with the connected socket instead of sending. */
  speak?: (socket: Socket) => void
}

/** The response of a server to bytes, until the connection ends or patience does. */
export function exchange(
  address: string,
  bytes: string | Buffer,
  { patience = 300_000, host, isCut = false, speak }: ExchangeOptions = {},
): Promise<Exchange> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const chunks: Buffer[] = []
    const socket = connect({ port: Number(port), host: host ?? hostname })
    const done = (end: End) => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ text: Buffer.concat(chunks).toString('latin1'), end, ms: performance.now() - startedAt })
    }
    const timer = setTimeout(() => done('open'), patience)
    socket.once('connect', () => {
      if (speak !== undefined) speak(socket)
      else if (isCut) socket.end(bytes)
      else socket.write(bytes)
    })
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.once('end', () => done('closed'))
    socket.once('error', () => done('reset'))
  })
}

export interface RawAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/**
 * Reads the answers in what a server sent: by Content-Length, by chunks, or none for 1xx, 204 and 304. Bytes as latin1.
 * @param isHead whether the request was a HEAD, whose answer has no body
 */
export function answersIn(text: string, isHead = false): { answers: RawAnswer[]; rest: string } {
  const answers: RawAnswer[] = []
  let rest = text
  for (;;) {
    const head = /^HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n/.exec(rest)
    if (head === null) return { answers, rest }
    const [all, code = '', lines = ''] = head
    const headers: Record<string, string> = {}
    for (const line of lines.split('\r\n').slice(0, -1)) {
      const colon = line.indexOf(':')
      headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim()
    }
    const status = Number(code)
    const body = isHead ? noBody : bodyIn(rest.slice(all.length), status, headers)
    if (body === undefined) return { answers, rest }
    answers.push({ status, headers, body: body.text })
    rest = rest.slice(all.length + body.length)
  }
}

const noBody = { text: '', length: 0 }

function bodyIn(
  rest: string,
  status: number,
  headers: Record<string, string>,
): { text: string; length: number } | undefined {
  if (status < 200 || status === 204 || status === 304) return noBody
  if (headers['transfer-encoding'] === 'chunked') {
    let text = ''
    for (let at = 0; ; ) {
      const line = rest.indexOf('\r\n', at)
      if (line < 0) return undefined
      const size = Number.parseInt(rest.slice(at, line), 16)
      if (!(rest.length >= line + 2 + size + 2)) return undefined
      text += rest.slice(line + 2, line + 2 + size)
      at = line + 2 + size + 2
      if (size === 0) return { text, length: at }
    }
  }
  const length = Number(headers['content-length'] ?? 0)
  return rest.length < length ? undefined : { text: rest.slice(0, length), length }
}
