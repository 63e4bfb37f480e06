/** Records answers of the service, for the baseline to give. */
import { request } from 'node:http'
import type { Recorded } from './bare-server.ts'

/** Written by the server for each connection, not part of an answer. */
const ofConnection = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])

/** Asks for a path once and keeps what came. */
export function recordAnswer(port: number, path: string, headers: Record<string, string>): Promise<Recorded> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.once('error', reject)
      response.once('end', () => {
        const { statusCode = 0, rawHeaders } = response
        const pairs = rawHeaders.flatMap((name, index) =>
          index % 2 === 0 && !ofConnection.has(name.toLowerCase()) ? [[name, rawHeaders[index + 1] as string]] : [],
        )
        const ifNoneMatch = headers['if-none-match']
        resolve({ path, status: statusCode, headers: pairs.flat(), body: Buffer.concat(parts), ifNoneMatch })
      })
    })
    asked.once('error', reject)
    asked.end()
  })
}

/** The value of a header as it was recorded. */
export function headerOf({ headers }: Recorded, name: string): string | undefined {
  const at = headers.findIndex((one, index) => index % 2 === 0 && one.toLowerCase() === name)
  return at === -1 ? undefined : headers[at + 1]
}
