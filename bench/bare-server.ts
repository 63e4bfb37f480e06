/** The baseline: node:http and nothing else, answering with bytes recorded from the service, by their path. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { deserialize } from 'node:v8'

/** An answer as it was recorded. Headers are names and values in turn, as they came. */
export interface Recorded {
  path: string
  status: number
  headers: string[]
  body: Buffer
  /** Where it is the answer to a client that holds this ETag already. */
  ifNoneMatch: string | undefined
}

const [file = '', port = '0'] = process.argv.slice(2)
const answers = new Map((deserialize(readFileSync(file)) as Recorded[]).map((answer) => [answer.path, answer]))

createServer((request, response) => {
  const answer = answers.get(request.url ?? '')
  if (answer === undefined || (answer.ifNoneMatch ?? '') !== (request.headers['if-none-match'] ?? '')) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(answer.status, answer.headers)
  response.end(answer.status === 304 ? undefined : answer.body)
}).listen(Number(port), '127.0.0.1')
