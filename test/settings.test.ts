import { resolve } from 'node:path'
import { fastify } from 'fastify'
import t from 'tap'
import { readConfig } from '../src/config.ts'

t.test('PUBLIC_URL is an address as browsers write it', async (t) => {
  const same = {
    'https://Facts.EXAMPLE': 'https://facts.example',
    'HTTPS://facts.example/': 'https://facts.example',
    'https://facts.example:443': 'https://facts.example',
    'http://facts.example:80/api/': 'http://facts.example/api',
    'http://facts.example:443': 'http://facts.example:443',
    'https://facts.example.': 'https://facts.example',
    'https://facts.example.:8443/API//': 'https://facts.example:8443/API',
    'https://Bücher.example': 'https://xn--bcher-kva.example',
    'https://facts.example/a/../b': 'https://facts.example/b',
    'https://facts.example/Ä b': 'https://facts.example/%C3%84%20b',
    'http://[2001:DB8:0::1]:3000': 'http://[2001:db8::1]:3000',
    'http://0x7f.1:3000': 'http://127.0.0.1:3000',
    '  https://facts.example  ': 'https://facts.example',
    'https://facts.example/@editor': 'https://facts.example/@editor',
  }
  for (const [given, read] of Object.entries(same)) t.equal(readConfig({ PUBLIC_URL: given }).publicUrl, read, given)
})

t.test('PUBLIC_URL has no user name, password, query or fragment, and is http or https', async (t) => {
  const refused: [given: string, says: RegExp][] = [
    ['https://editor:sekrit@facts.example', /without user name and password/],
    ['https://editor@facts.example/api', /without user name and password/],
    ['https://:sekrit@facts.example', /without user name and password/],
    ['https://facts.example?key=sekrit', /without query and fragment/],
    ['https://facts.example/?', /without query and fragment/],
    ['https://facts.example/#', /without query and fragment/],
    ['https://facts.example/docs#sekrit', /without query and fragment/],
    ['https://facts..example', /without empty parts/],
    ['https://.facts.example', /without empty parts/],
    ['ftp://facts.example', /http or https address/],
    ['javascript:alert(1)', /http or https address/],
    ['facts.example', /http or https address/],
    ['https://', /http or https address/],
    ['https://facts.example:99999', /http or https address/],
    ['', /http or https address/],
  ]
  for (const [given, says] of refused) {
    t.throws(() => readConfig({ PUBLIC_URL: given }), { message: says }, given)
    try {
      readConfig({ PUBLIC_URL: given })
    } catch (error) {
      t.notMatch((error as Error).message, 'sekrit', 'a password is not repeated')
    }
  }
})

t.test('DATABASE_FILE is one path to Node.js, the system and SQLite', async (t) => {
  for (const [given, read] of Object.entries({
    '/data/none/../facts.sqlite': '/data/facts.sqlite',
    '/data//./facts.sqlite/': '/data/facts.sqlite',
    'facts.sqlite': resolve('facts.sqlite'),
    ':memory:': resolve(':memory:'),
    '/data/a b.sqlite': '/data/a b.sqlite',
  }))
    t.equal(readConfig({ DATABASE_FILE: given }).databaseFile, read, given)
  for (const given of ['/data/facts.sqlite\r', '/data/facts.sqlite ', ' /data/facts.sqlite', '\tfacts.sqlite', ' '])
    t.throws(() => readConfig({ DATABASE_FILE: given }), { message: /DATABASE_FILE: A path without spaces/ }, given)
})

t.test('TRUST_PROXY is a number of proxies, or addresses and networks that there are', async (t) => {
  for (const [given, read] of Object.entries({
    1: 1,
    9: 9,
    '10.0.0.0/8': '10.0.0.0/8',
    '::1,10.0.0.1,2001:db8::/32': '::1,10.0.0.1,2001:db8::/32',
    '0.0.0.0/1,128.0.0.0/1,::/1': '0.0.0.0/1,128.0.0.0/1,::/1',
    '::ffff:10.0.0.0/104,10.0.0.1/32,::1/128': '::ffff:10.0.0.0/104,10.0.0.1/32,::1/128',
  })) {
    t.equal(readConfig({ TRUST_PROXY: given }).trustProxy, read, given)
    t.doesNotThrow(() => fastify({ trustProxy: typeof read === 'string' ? read : false }), `${given}: Fastify takes it`)
  }
  for (const given of [
    ...['0', '10', '1.2', '999.1.1.1', '10.0.0.0/33', '::/129', 'a::b::c', '1,2', '1.2.3.4,', 'true'],
    ...['0.0.0.0/0', '::/0', '10.0.0.1/00', '::1,10.0.0.1/000'],
  ])
    t.throws(() => readConfig({ TRUST_PROXY: given }), { name: 'ConfigError', message: /TRUST_PROXY/ }, given)
})
