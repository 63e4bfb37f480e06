/**
 * Requests made from the contract itself, good and hostile: no answer is a fault of the server or outside the contract.
 * FUZZ_RUNS sets how many (default 800), FUZZ_SEED which; FUZZ_SEED=random for others every time.
 */
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { breach } from './support/contract-document.ts'
import fc from './support/fast-check.ts'
import { anyRequest } from './support/requests.ts'
import { seedFrom } from './support/seed.ts'
import { appFor } from './support/support.ts'

const runs = Number(process.env.FUZZ_RUNS ?? 800)
const seed = seedFrom('FUZZ_SEED')

type Response = Awaited<ReturnType<FastifyInstance['inject']>>

/** An answer without its coding. */
function decoded(response: Response): Response {
  const coding = response.headers['content-encoding']
  if (coding === undefined) return response
  const body = (coding === 'br' ? brotliDecompressSync : gunzipSync)(response.rawPayload).toString()
  return { ...response, statusCode: response.statusCode, headers: response.headers, body, json: () => JSON.parse(body) }
}

t.test(`no request leads out of the contract (FUZZ_SEED=${seed}, ${runs} runs)`, async (t) => {
  const app = await appFor(t)
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(anyRequest, async ({ operation, path, headers, url }) => {
      // A path that names another route is that route's to answer: inject resolves dots as browsers do.
      if (new URL(url, 'http://x').pathname.split('/').length !== operation.path.split('/').length) return
      const response = await app.inject({ url, headers })
      statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1)
      if (response.statusCode >= 500 && response.statusCode !== 503) throw new Error(`${response.statusCode} to ${url}`)
      // An empty id is the address of the list, or of nothing.
      if (path.some(([, value]) => value.trim() === '')) return
      const wrong = response.statusCode === 304 ? null : breach(operation, decoded(response), url)
      if (wrong !== null) throw new Error(`${wrong} (${url})`)
    }),
    { numRuns: runs, seed, interruptAfterTimeLimit: 600_000 },
  )
  t.comment(`answers by status: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}`)
  t.ok((statuses.get(200) ?? 0) > runs / 4, 'many of the requests were good ones')
  t.ok((statuses.get(400) ?? 0) > runs / 50, 'and some were not')
})
