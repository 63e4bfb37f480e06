/** Requests made from the contract itself, good and hostile, as arbitraries of fast-check. */
import fc from 'fast-check'
import { type Operation, operations, type Parameter } from './contract-document.ts'

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

const encode = (text: string) => encodeURIComponent(text.toWellFormed()).replaceAll('%2C', ',')

/** The arbitrary requests, each with the operation it was made from and the values in its path. */
export const anyRequest = fc.oneof(...operations.map(requestTo)).map(({ operation, path, query, more, headers }) => {
  const at = path.reduce((url, [name, value]) => url.replace(`{${name}}`, () => encode(value)), operation.path)
  const pairs = [...query, ...(more === null ? [] : [more])].map(([name, value]) => `${encode(name)}=${encode(value)}`)
  return { operation, path, headers, url: pairs.length === 0 ? at : `${at}?${pairs.join('&')}` }
})
