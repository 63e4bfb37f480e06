/** The bytes of requests, good and hostile, as arbitraries of fast-check: what the contract allows, and what no client sends. */
import { METHODS } from 'node:http'
import fc from 'fast-check'
import { anyRequest } from './requests.ts'

/** Bytes for one connection, as latin1, and what may come back. */
export interface Shot {
  kind: string
  bytes: string
  /** How many answers there may be at most; fewer where one of them ends the connection. */
  answers: number
  /** Where all of it is a request to one operation: the answer must be in its contract. */
  operationId: string | null
  isHead: boolean
  /** The connection is closed by the client, since nothing says where the last request ends. */
  isCut: boolean
}

const shot = (kind: string, bytes: string, more: Partial<Shot> = {}): Shot => ({
  ...{ kind, bytes, answers: 1, operationId: null, isHead: false, isCut: false, ...more },
})

const line = (name: string, value: string) => `${name}: ${value}\r\n`
const request = (method: string, target: string, lines = '', body = '') =>
  `${method} ${target} HTTP/1.1\r\nHost: x\r\n${lines}Connection: close\r\n\r\n${body}`
const goOn = (target: string, lines = '', body = '') => `GET ${target} HTTP/1.1\r\nHost: x\r\n${lines}\r\n${body}`

const linesOf = (headers: Record<string, string | undefined>) =>
  Object.entries(headers)
    .map(([name, value]) => line(name, value ?? ''))
    .join('')

/** Values that the contract allows, and values it refuses. */
const asked = fc.tuple(anyRequest, fc.nat(9)).map(([{ operation, path, url, headers }, one]) => {
  const isHead = one === 0
  const isBlank = path.some(([, value]) => value.trim() === '')
  const bytes = request(isHead ? 'HEAD' : 'GET', url, linesOf(headers))
  return shot('contract', bytes, { operationId: isBlank ? null : operation.operationId, isHead })
})

const anyUrl = anyRequest.map(({ url }) => url)
/** No space, which would end the target; what Node.js takes in one, and what it does not. */
const oddText = fc.oneof(
  fc.constantFrom(
    ...[
      '%',
      '%zz',
      '%00',
      '%0d%0ax-evil:%201',
      '%c0%ae%c0%ae/',
      '%ff%fe',
      '%E0%A4%A',
      '%u0041',
      '%2f',
      '%5c',
      '%23',
      '%3f',
    ],
    ...[
      '//',
      '/./',
      '/../',
      '/..;/',
      '\\',
      ';a=b',
      '#x',
      '?',
      '&&',
      '=',
      '&=',
      '&a&a&a',
      '&__proto__=1',
      '&constructor=1',
    ],
    ...[
      '&limit=1&limit=1',
      '&limit[]=1',
      '&limit[$gt]=1',
      '&q=a"OR"b',
      '&q=*',
      '&q=NEAR(a,b)',
      '&fields=id,id',
      '\t',
      '\0',
    ],
    ...[
      '&cursor=AAAA',
      `&cursor=${'A'.repeat(300)}`,
      '&x='.repeat(3000),
      `&${'a=1&'.repeat(3000)}`,
      'é',
      '\x7f',
      '|{}<>^`',
    ],
    ...[
      `&q=${'('.repeat(190)}`,
      `&q=${'"'.repeat(190)}`,
      `&id=${'a,'.repeat(5000)}`,
      `/${'a/'.repeat(3000)}`,
      'a'.repeat(17_000),
    ],
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 20 }).map((text) => text.replace(/[ \r\n]/g, '')),
)
const mutated = fc.tuple(anyUrl, oddText, fc.double({ min: 0, max: 1, noNaN: true })).map(([url, odd, where]) => {
  const at = Math.floor(where * url.length)
  return shot('target', request('GET', url.slice(0, at) + odd + url.slice(at)))
})

const targetForms = fc
  .tuple(
    anyUrl,
    fc.constantFrom(
      'http://evil.example',
      'HTTPS://a:b@evil.example:99',
      'http://',
      'ftp://evil',
      'evil:443',
      '*',
      'x',
      '//evil',
    ),
  )
  .map(([url, origin]) => shot('target form', request('GET', origin + url)))

const oddHeader = fc.oneof(
  fc.constantFrom(
    ...[
      line('accept', 'a/b,'.repeat(3000)),
      line('accept', ';q='.repeat(4000)),
      line('accept-encoding', 'gzip,'.repeat(3000)),
    ],
    ...[
      line('if-none-match', '"'.repeat(12_000)),
      line('if-none-match', 'W/"a",'.repeat(2500)),
      line('range', 'bytes=0-,'.repeat(1500)),
    ],
    ...[line('x-forwarded-for', '1.1.1.1,'.repeat(1800)), line('x', 'a'.repeat(15_000)), line('x', 'a'.repeat(17_000))],
    ...[
      'a: b\r\n'.repeat(3000),
      'a:\r\n'.repeat(9000),
      'host: y\r\n',
      'X: a\r\n b\r\n',
      'X : a\r\n',
      ': a\r\n',
      'X\r\n',
      'X: a\rb\r\n',
    ],
    ...['X: \0\r\n', 'X: a\nY: b\r\n', line('expect', '100-continue'), line('expect', 'cake'), line('upgrade', 'h2c')],
    ...[
      line('cookie', '__proto__=1; a=b'),
      line('origin', 'null'),
      line('connection', 'upgrade'),
      line('te', 'trailers'),
    ],
    ...[
      line('if-modified-since', 'Tue, 99 Foo 9999 99:99:99 GMT'),
      line('x-request-id', 'a\tb'),
      line('accept', '\xff\xfe'),
    ],
  ),
  fc
    .tuple(
      fc.constantFrom('accept', 'accept-encoding', 'if-none-match', 'range', 'host', '__proto__', 'x'),
      fc.string({ unit: 'binary-ascii' }),
    )
    .map(([name, value]) => line(name, value)),
)
const headers = fc
  .tuple(anyUrl, fc.array(oddHeader, { minLength: 1, maxLength: 3 }))
  .map(([url, lines]) => shot('headers', request('GET', url, lines.join(''))))

const bodies = fc.constantFrom(
  ...['', line('content-length', '0'), `${line('content-type', 'application/json')}${line('content-length', '13')}`],
  ...[line('content-length', '70000'), line('content-type', '////')],
)
const methods = fc
  .tuple(fc.constantFrom(...METHODS, 'BREW', 'get', 'PRI', 'G', ''), anyUrl, bodies)
  .map(([method, url, lines]) =>
    shot('method', request(method, url, lines, lines.includes(' 13') ? '{"__proto__":' : ''), {
      isHead: method === 'HEAD',
    }),
  )

/** Two ends to a request: what comes after the first must never be answered as a request of its own where the second holds. */
const canary = goOn('/smuggled')
const smuggled = fc
  .tuple(
    anyUrl,
    fc.constantFrom(
      ...[
        line('content-length', '5') + line('transfer-encoding', 'chunked'),
        line('transfer-encoding', 'chunked') + line('content-length', '5'),
      ],
      ...[
        line('content-length', '5') + line('content-length', '6'),
        line('content-length', '5, 5'),
        line('content-length', '+5'),
      ],
      ...[
        line('content-length', '-1'),
        line('content-length', '0x5'),
        line('content-length', '9'.repeat(30)),
        line('content-length ', '5'),
      ],
      ...[
        line('transfer-encoding', 'xchunked'),
        line('transfer-encoding', 'chunked, identity'),
        line('transfer-encoding', 'identity'),
      ],
      ...[
        line('transfer-encoding', '\x0bchunked'),
        'transfer-encoding:\r\n chunked\r\n',
        'transfer-encoding : chunked\r\n',
      ],
      ...[
        `${line('transfer-encoding', 'chunked')}${line('transfer-encoding', 'identity')}`,
        'X: a\nContent-Length: 5\r\n',
      ],
    ),
  )
  .map(([url, lines]) => shot('smuggling', goOn(url, lines, `0\r\n\r\n${canary}`), { isCut: true }))

/** A body that is skipped, and what follows it. */
const withBody = fc
  .tuple(anyUrl, fc.string({ unit: 'binary-ascii', maxLength: 200 }), anyUrl)
  .map(([url, body, next]) =>
    shot('body', goOn(url, line('content-length', String(body.length)), body) + request('GET', next), { answers: 2 }),
  )

const pipelined = fc.array(anyUrl, { minLength: 2, maxLength: 12 }).map((urls) =>
  shot('pipelining', urls.map((url, index) => (index < urls.length - 1 ? goOn(url) : request('GET', url))).join(''), {
    answers: urls.length,
  }),
)

const spoilt = fc
  .tuple(anyUrl, fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 4 }))
  .map(([url, flips]) => {
    const bytes = Buffer.from(request('GET', url, line('accept', '*/*')), 'latin1')
    for (const [at, byte] of flips) bytes[at % bytes.length] = byte
    return shot('spoilt bytes', bytes.toString('latin1'), { answers: 3, isCut: true })
  })

const noise = fc
  .oneof(
    fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.constantFrom(
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\x16\x03\x01\x00\xc8\x01',
      'GET / HTTP/1.1',
      'GET /\r\n',
      '\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      '* ',
      '\0',
    ),
  )
  .map((bytes) => shot('noise', bytes, { answers: 3, isCut: true }))

/** One connection: mostly what the contract knows of, and everything else. */
export const anyShot: fc.Arbitrary<Shot> = fc.oneof(
  { arbitrary: asked, weight: 12 },
  ...[mutated, targetForms, headers, methods, smuggled, withBody, pipelined, spoilt, noise].map((arbitrary) => ({
    arbitrary: arbitrary as fc.Arbitrary<Shot>,
    weight: 1,
  })),
)
