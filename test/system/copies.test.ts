/** The script of docs/operations.md that keeps copies of the file up to date, and services on such copies behind a proxy. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { load } from '../../src/load/load.ts'
import { inPackage } from '../../src/package.ts'
import { run, served } from '../support/commands.ts'
import { databaseFor, folderFor, twiceReleased } from '../support/support.ts'
import { missingTools } from '../support/tools.ts'
import { until } from '../support/until.ts'

const page = readFileSync(inPackage('docs', 'operations.md'), 'utf8')
const script = /^```sh run=copy\n([\s\S]*?)^```$/m.exec(page)?.[1] as string

const skip = missingTools(['curl', 'sed', 'openssl', 'base64', 'tr', 'mv'])

/** A proxy that gives each request to the next of several services; `spoil` changes what it passes on. */
async function proxyFor(t: Test, bases: string[], spoil: (part: Buffer) => Buffer = (part) => part) {
  let count = 0
  const proxy = createServer((asked, answer) => {
    const base = bases[count++ % bases.length] as string
    const { connection, ...headers } = asked.headers
    request(base + asked.url, { headers, agent: false }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers)
      given.on('data', (part) => answer.write(spoil(part)))
      given.on('end', () => answer.end())
    }).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => proxy.once('listening', resolve))
  t.teardown(() => proxy.close())
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}

t.test('copies of the file answer as their publisher', { skip }, async (t) => {
  const file = databaseFor(t)
  const publisher = await served(t, file, { RATE_LIMIT_MAX: '0' })
  const folder = folderFor(t)
  writeFileSync(join(folder, 'copy.sh'), script)
  const copies = ['one', 'two'].map((name) => join(folder, `${name}.sqlite`))
  const copy = (to: string, base = publisher.base) =>
    new Promise<{ status: number; errors: string }>((resolve) =>
      execFile(
        'sh',
        ['copy.sh', base, to],
        { cwd: folder, env: { PATH: process.env.PATH, NO_PROXY: '*' } },
        (error, _, errors) => resolve({ status: Number(error?.code ?? 0), errors }),
      ),
    )
  for (const one of copies) t.strictSame(await copy(one), { status: 0, errors: '' })
  t.ok(readFileSync(copies[0] as string).equals(readFileSync(file)))
  const { ino } = statSync(copies[0] as string)
  t.strictSame(await copy(copies[0] as string), { status: 0, errors: '' })
  t.equal(statSync(copies[0] as string).ino, ino, 'a copy that is the newest stays')

  const services = await Promise.all(copies.map((one) => served(t, one, { RATE_LIMIT_MAX: '0' }, ['--no-load'])))
  const through = await proxyFor(
    t,
    services.map(({ base }) => base),
  )
  const get = async (url: string) => {
    const response = await fetch(url)
    return { status: response.status, etag: response.headers.get('etag'), body: await response.text() }
  }
  const alike = async () => {
    const paths = [
      '/v1/search?q=shells&limit=3',
      '/v1/estimates.csv',
      '/v1/export/records.ndjson',
      '/v1/estimates?facets=modifier&limit=1',
    ]
    let next: string | null = '/v1/evidence?limit=100&sort=-id'
    while (next !== null) {
      paths.push(next)
      next = JSON.parse((await get(through + next)).body).next
    }
    t.ok(paths.length > 8, 'pages follow one another through the proxy')
    for (const path of paths)
      for (const _ of services) t.strictSame(await get(through + path), await get(publisher.base + path), path)
  }
  await alike()

  load(twiceReleased(t), file)
  const versionAt = async (base: string) => (await fetch(`${base}/v1/export`)).headers.get('dataset-version')
  await until('the publisher serves it', async () => (await versionAt(publisher.base)) === '2.0.0')
  const spoiling = await proxyFor(t, [publisher.base], (part) => Buffer.from(part).fill(0, 0, 1))
  t.strictSame(await copy(copies[0] as string, spoiling), { status: 1, errors: 'The digest differs.\n' })
  t.equal(statSync(copies[0] as string).ino, ino, 'the copy stays')
  t.match((await copy(copies[0] as string, 'http://127.0.0.1:1')).errors, /curl/)
  for (const one of copies) t.strictSame(await copy(one), { status: 0, errors: '' })
  for (const { base } of services) t.equal(await versionAt(base), '2.0.0', 'a running service answers from it')
  await alike()
  t.strictSame(
    ['.new', '.new.etag', '.new.headers'].filter((end) => existsSync(copies[0] + end)),
    [],
  )
})

t.test('a service that loads nothing needs a file that it can read', async (t) => {
  const nowhere = join(folderFor(t), 'none.sqlite')
  t.match(await run(nowhere, 'serve', '--no-load'), { status: 1, output: /There is no database at/ })
  t.match(await run(nowhere, 'serve', '--no-load', '--seed', inPackage('seed')), { status: 1, output: /not both/ })
})
