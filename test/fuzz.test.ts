/**
 * Requests made from the contract itself, good and hostile: no answer is a fault of the server or outside the contract.
 * FUZZ_RUNS sets how many (default 800), FUZZ_SEED repeats a run.
 */
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { breach, type Operation, operations, type Parameter } from './contract-document.ts'
import { appFor } from './support.ts'

const runs = Number(process.env.FUZZ_RUNS ?? 800)
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))

const hostile = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '0',
      '-1',
      '1e9',
      '0x10',
      'NaN',
      'null',
      'undefined',
      'true,',
      ',',
      'a,b,,c',
      '..',
      '2024-13',
      '2024-02-30',
      '../..',
    ],
    ...[
      '\u0000',
      '\r\nx: y',
      '%',
      '%zz',
      '\ud800',
      '\u{10ffff}',
      'İstanbul',
      'ﬁ',
      '\u202eabc',
      'ё'.repeat(300),
      'a'.repeat(9000),
    ],
    ...[
      '"',
      "'",
      '""',
      '*',
      'AND',
      'NOT x',
      'NEAR(a b)',
      'title:x',
      '(',
      '{a}',
      '^a',
      'a" OR "b',
      '¶',
      '\ue000x\ue001',
    ],
    ...[
      "' or 1=1 --",
      '; drop table records',
      '__proto__',
      'constructor',
      '<script>',
      '=1+1',
      '{{7*7}}',
      '[]',
      '{}',
      '1..',
      '..1',
      '2..1',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

/** A value that the parameter admits, as far as its schema says. */
function admitted({ name, schema, example }: Parameter): fc.Arbitrary<string> {
  const known = [...(schema.examples ?? []), ...(schema.enum ?? []), ...(example === undefined ? [] : [example])].map(
    String,
  )
  const items = schema.items?.enum ?? []
  const numbers = fc.integer({ min: 0, max: 1200 }).map(String)
  const fitting =
    schema.type === 'boolean'
      ? [fc.constantFrom('true', 'false')]
      : schema.type === 'integer' || schema.type === 'number'
        ? [numbers]
        : items.length > 0
          ? [fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 }).map((list) => list.join(','))]
          : name === 'q'
            ? [fc.constantFrom('shells', 'north korea', '"direct threat"', 'contain*', 'dprk -the')]
            : []
  return fc.oneof(...fitting, ...(known.length > 0 ? [fc.constantFrom(...known)] : [fc.constant('x')]))
}

const anyValue = (parameter: Parameter): fc.Arbitrary<string> =>
  fc.oneof({ arbitrary: admitted(parameter), weight: 9 }, { arbitrary: hostile, weight: 1 })

const headers = fc.record(
  {
    accept: fc.constantFrom(
      '*/*',
      'text/csv',
      'application/ld+json',
      'text/html',
      'application/json;q=0',
      ',;q=,',
      'a/b;c="',
      '',
    ),
    'accept-encoding': fc.constantFrom('gzip', 'br', 'identity', '*', 'gzip;q=0', '*;q=0', 'deflate', ',,;q=x'),
    'if-none-match': fc.constantFrom('*', '"x"', 'W/"x"', '"', 'x', '"a", "b'),
    'if-modified-since': fc.constantFrom('Tue, 24 Nov 2026 20:00:00 GMT', '2030', 'x'),
    range: fc.constantFrom('bytes=0-1', 'bytes=-', 'x'),
    'x-forwarded-for': fc.constantFrom('127.0.0.1', 'x', '1.2.3.4, 5.6.7.8'),
  },
  { requiredKeys: [] },
)

type Response = Awaited<ReturnType<FastifyInstance['inject']>>

/** An answer without its coding. */
function decoded(response: Response): Response {
  const coding = response.headers['content-encoding']
  if (coding === undefined) return response
  const body = (coding === 'br' ? brotliDecompressSync : gunzipSync)(response.rawPayload).toString()
  return { ...response, statusCode: response.statusCode, headers: response.headers, body, json: () => JSON.parse(body) }
}

const requestTo = (operation: Operation) => {
  const inQuery = operation.parameters.filter((one) => one.in === 'query')
  const inPath = operation.parameters.filter((one) => one.in === 'path')
  return fc.record({
    operation: fc.constant(operation),
    path: fc.tuple(...inPath.map((one) => anyValue(one).map((value) => [one.name, value] as const))),
    query: fc
      .subarray(inQuery, { maxLength: Math.min(4, inQuery.length) })
      .chain((some) => fc.tuple(...some.map((one) => anyValue(one).map((value) => [one.name, value] as const)))),
    more: fc.oneof(
      { arbitrary: fc.constant(null), weight: 12 },
      { arbitrary: fc.tuple(fc.constantFrom('limit', 'x', '__proto__', 'sort'), hostile), weight: 1 },
    ),
    headers,
  })
}

t.test(`no request leads out of the contract (FUZZ_SEED=${seed}, ${runs} runs)`, async (t) => {
  const app = await appFor(t)
  const statuses = new Map<number, number>()
  const request = fc.oneof(...operations.map(requestTo))
  const encode = (text: string) => encodeURIComponent(text.toWellFormed()).replaceAll('%2C', ',')
  await fc.assert(
    fc.asyncProperty(request, async ({ operation, path, query, more, headers }) => {
      const at = path.reduce((url, [name, value]) => url.replace(`{${name}}`, () => encode(value)), operation.path)
      const pairs = [...query, ...(more === null ? [] : [more])].map(
        ([name, value]) => `${encode(name)}=${encode(value)}`,
      )
      const url = pairs.length === 0 ? at : `${at}?${pairs.join('&')}`
      // A path that names another route is that route's to answer: inject resolves dots as browsers do.
      if (new URL(url, 'http://x').pathname.split('/').length !== operation.path.split('/').length) return
      const response = await app.inject({ url, headers })
      statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1)
      if (response.statusCode >= 500 && response.statusCode !== 503) throw new Error(`${response.statusCode} to ${url}`)
      // An empty id is the address of the list, or of nothing.
      if (path.some(([, value]) => value.trim() === '')) return
      const wrong = response.statusCode === 304 ? null : breach(operation, decoded(response))
      if (wrong !== null) throw new Error(`${wrong} (${url})`)
    }),
    { numRuns: runs, seed, interruptAfterTimeLimit: 600_000 },
  )
  t.comment(`answers by status: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}`)
  t.ok((statuses.get(200) ?? 0) > runs / 4, 'many of the requests were good ones')
  t.ok((statuses.get(400) ?? 0) > runs / 50, 'and some were not')
})
