/** Many requests to a running server, and what is wrong with any of their answers. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { cpuTimeOf } from '../../bench/cpu-time.ts'
import { breach, holdsProblem, operations } from './contract-document.ts'
import { anyShot, type Shot } from './shots.ts'
import { answersIn, exchange, type RawAnswer } from './sockets.ts'

/** No answer takes longer, in ms, where the machine has nothing else to do. */
const maxMs = 1000
/** So many connections at once. */
const width = 4

export interface Bombardment {
  /** Connections; some carry several requests. */
  requests: number
  seed: number
  /** The process that answers. */
  pid: number
  /** Called once so many connections are done. */
  at?: Map<number, () => Promise<void>>
}

export interface Findings {
  /** Answers by status, of each kind of request. */
  byKind: Map<string, Map<number, number>>
  slowest: { ms: number; bytes: string }
  /** Answers over a second for which the service was at work for less, as where the machine was busy. */
  slowOnce: string[]
  answers: number
}

/** Words of the inside: files, statements, stacks, software. */
const inside = /node_modules|\/dist\/|\.[jt]s:\d+|\bat \S+ \(|SELECT |sqlite_|SQLITE_|SqliteError|FST_ERR|HPE_/
const leaksInHeaders = ['server', 'x-powered-by', 'x-evil', 'via', 'set-cookie']

const decoded = ({ headers, body }: RawAnswer): string => {
  const bytes = Buffer.from(body, 'latin1')
  const coding = headers['content-encoding']
  return (coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes).toString()
}

/** Faults that no response may have, whatever was asked. */
function wrongWith({ status, headers, body }: RawAnswer, isHead: boolean): string | null {
  if (status >= 500 && status !== 503) return `${status}`
  if (status === 408) return '408: the service waited for more of the request'
  if (status < 200) return `an interim answer ${status}`
  for (const name of leaksInHeaders) if (headers[name] !== undefined) return `header ${name}: ${headers[name]}`
  if (headers['x-request-id'] === undefined) return `${status} without a request id`
  if (headers['x-content-type-options'] !== 'nosniff') return `${status} without security headers`
  if (status < 400) return null
  if (!headers['content-type']?.startsWith('application/problem+json')) return `${status} is no problem`
  if (isHead) return null
  if (inside.test(body)) return `${status} tells of the inside: ${body.slice(0, 300)}`
  const problem = JSON.parse(body)
  return holdsProblem(problem) && problem.status === status
    ? null
    : `${status} is not the problem it says: ${body.slice(0, 300)}`
}

/** Sends a shot and throws what is wrong with what comes back. */
async function fire(address: string, pid: number, shot: Shot, findings: Findings) {
  const { kind, bytes, answers: most, operationId, isHead, isCut } = shot
  const send = () => exchange(address, Buffer.from(bytes, 'latin1'), { isCut })
  const first = await send()
  // A busy machine may hold up a client between connecting and sending. The same bytes sent again are no such case.
  const { text, end, ms } = first.text.startsWith('HTTP/1.1 408') ? await send() : first
  if (end === 'open') throw new Error('No answer, or no end to it.')
  if (ms > maxMs) {
    const before = cpuTimeOf(pid)
    const again = await send()
    // Where the system does not tell how long a process was at work, the clock must do.
    const worked = before === undefined ? again.ms : (cpuTimeOf(pid) ?? 0) - before
    if (again.ms > maxMs && worked > maxMs)
      throw new Error(`${ms.toFixed(0)} ms, and ${again.ms.toFixed(0)} ms when asked again.`)
    findings.slowOnce.push(`${ms.toFixed(0)} ms, then ${again.ms.toFixed(0)} ms: ${bytes.slice(0, 200)}`)
  } else if (ms > findings.slowest.ms) findings.slowest = { ms, bytes: bytes.slice(0, 200) }
  const { answers, rest } = answersIn(text, isHead)
  // Where the client closed, the last answer may have been cut with the connection.
  if (rest !== '' && !isCut) throw new Error(`Is no whole answer: ${rest.slice(0, 300)}`)
  if (answers.length > most) throw new Error(`${answers.length} answers to ${most}: ${text.slice(0, 300)}`)
  if (answers.length === 0 && !isCut && end !== 'reset') throw new Error('No answer.')
  findings.answers += answers.length
  const statuses = findings.byKind.get(kind) ?? new Map<number, number>()
  findings.byKind.set(kind, statuses)
  for (const answer of answers) {
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    const wrong = wrongWith(answer, isHead)
    if (wrong !== null) throw new Error(wrong)
    const operation = operations.find((one) => one.operationId === operationId)
    if (operation === undefined || isHead || answer.status === 304) continue
    const { status: statusCode, headers } = answer
    const body = decoded(answer)
    const outside = breach(operation, { statusCode, headers, body, json: () => JSON.parse(body) }, bytes)
    if (outside !== null) throw new Error(outside)
  }
}

/** Throws the first answer that breaks a promise, with the smallest request that was found to lead to it. */
export async function bombard(
  address: string,
  { requests, seed, pid, at = new Map() }: Bombardment,
): Promise<Findings> {
  const findings: Findings = { byKind: new Map(), slowest: { ms: 0, bytes: '' }, slowOnce: [], answers: 0 }
  let done = 0
  const volley = fc.array(anyShot, { minLength: width, maxLength: width })
  const { failed, errorInstance } = await fc.check(
    fc.asyncProperty(volley, async (shots) => {
      await Promise.all(
        shots.map((shot) =>
          fire(address, pid, shot, findings).catch((error) => {
            throw new Error(`${error.message}\n${JSON.stringify(shot).slice(0, 1000)}`)
          }),
        ),
      )
      const before = done
      done += shots.length
      for (const [count, call] of at) if (before < count && done >= count) await call()
    }),
    { numRuns: Math.ceil(requests / width), seed, interruptAfterTimeLimit: 3_600_000 },
  )
  if (!failed) return findings
  throw errorInstance
}
