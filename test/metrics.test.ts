/** Operators see what the service does, at a port of its own. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { Registry } from 'prom-client'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { ConfigError, readConfig } from '../src/config.ts'
import { serveMetrics } from '../src/http/observe/metrics-server.ts'
import { load } from '../src/load/load.ts'
import { inPackage } from '../src/package.ts'
import { databaseFor, releasedSeed } from './support/support.ts'

async function measured(t: Test) {
  const databaseFile = databaseFor(t)
  const metrics = new Registry()
  const app = await buildApp({ databaseFile, metrics })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const server = await serveMetrics(metrics, '127.0.0.1', 0)
  t.teardown(async () => {
    server.close()
    await app.close()
  })
  const { port } = app.server.address() as AddressInfo
  const base = `http://127.0.0.1:${port}`
  // A load in this process holds up both ends of an idle connection, which would then be used while it is closed.
  const text = async (address: string) => (await fetch(address, { headers: { connection: 'close' } })).text()
  const ask = (path: string) => text(base + path)
  const read = () => text(server.address)
  const figure = async (series: string) => {
    const line = (await read()).split('\n').find((one) => one.startsWith(`${series} `))
    return line === undefined ? undefined : Number(line.slice(series.length + 1))
  }
  return { databaseFile, server, port, ask, read, figure }
}

t.test('every response is counted by its route, those of the response cache among them', async (t) => {
  const { ask, figure } = await measured(t)
  for (let time = 0; time < 5; time += 1) {
    await ask('/v1/quotes?limit=3')
    await ask('/v1/search?q=shells')
    await ask(`/v1/quotes/none-${time}`)
    await ask(`/nowhere/${time}`)
  }
  t.equal(await figure('http_requests_total{route="/v1/quotes",status="200",cached="no"}'), 1)
  t.equal(await figure('http_requests_total{route="/v1/quotes",status="200",cached="yes"}'), 4)
  t.equal(await figure('http_requests_total{route="/v1/search",status="200",cached="yes"}'), 4)
  t.equal(await figure('http_requests_total{route="/v1/quotes/:id",status="404",cached="no"}'), 5)
  t.equal(await figure('http_requests_total{route="none",status="404",cached="no"}'), 5)
  t.equal(await figure('http_request_duration_seconds_count{route="/v1/quotes"}'), 5)
  t.equal(await figure('http_request_duration_seconds_bucket{le="+Inf",route="/v1/quotes"}'), 5)
  t.ok(Number(await figure('http_request_duration_seconds_sum{route="/v1/quotes"}')) > 0)
})

t.test('what clients write makes no label', async (t) => {
  const { ask, read } = await measured(t)
  const seriesOf = async () => (await read()).split('\n').filter((line) => line.startsWith('http_request')).length
  const write = async (from: number) => {
    for (let one = from; one < from + 30; one += 1)
      for (const path of [
        '/x',
        '/v1/quotes/x',
        '/v1/entities?kind=x',
        '/docs/x',
        '/v1/quotes.x',
        '/problems/x',
        '/v1/x.csv',
      ])
        await ask(path.replaceAll('x', `x${one}`))
  }
  await write(0)
  const before = await seriesOf()
  await write(100)
  t.equal(await seriesOf(), before)
})

t.test('dataset, readiness and the delay of the event loop are told, also after a load', async (t) => {
  const { seed, edit } = releasedSeed(t)
  const { databaseFile, port, ask, read, figure } = await measured(t)
  await ask('/v1/search?q=shells')
  t.match(
    await read(),
    /\nconflict_facts_dataset_info\{dataset="conflict-facts",version="1\.1\.0",digest="\w{64}"\} 1\n/,
  )
  t.match(await read(), /\nconflict_facts_build_info\{version="[^"]+"\} 1\n/)
  edit('dataset.yaml', /^version: .*$/m, 'version: 1.1.1')
  const loadedAfter = Date.now() / 1000 - 1
  load(seed, databaseFile)
  t.match(
    await read(),
    /\nconflict_facts_dataset_info\{dataset="conflict-facts",version="1\.1\.1",digest="\w{64}"\} 1\n/,
  )
  t.notMatch(await read(), /version="1\.1\.0"/)
  const client = connect(port, '127.0.0.1')
  t.teardown(() => client.destroy())
  client.write('GET /health/live HTTP/1.1\r\nHost: facts.example\r\n\r\n')
  await once(client, 'data')
  const values: [series: string, least: number, most: number][] = [
    ['conflict_facts_ready', 1, 1],
    ['conflict_facts_dataset_loaded_timestamp_seconds', loadedAfter, Date.now() / 1000],
    ['http_connections', 1, 10],
    ['nodejs_eventloop_lag_p99_seconds', 0, 100],
    ['process_resident_memory_bytes', 1e6, 1e10],
  ]
  for (const [series, least, most] of values) {
    const value = Number(await figure(series))
    t.ok(value >= least && value <= most, `${series} ${value}`)
  }
})

t.test('every metric that the documentation names is there', async (t) => {
  const { ask, read } = await measured(t)
  await ask('/v1/quotes')
  const names = readFileSync(inPackage('docs', 'operations.md'), 'utf8').match(
    /\b(conflict_facts|http|nodejs|process)_\w+/g,
  )
  const metrics = await read()
  for (const name of new Set(names)) t.match(metrics, `\n${name}`, name)
  t.ok(new Set(names).size > 10)
})

t.test('the port of the metrics serves nothing else', async (t) => {
  const { server } = await measured(t)
  const { headers } = await fetch(server.address)
  t.match(headers.get('content-type'), /^text\/plain; version=0\.0\.4/)
  const elsewhere = await fetch(new URL('/v1/quotes', server.address))
  t.equal(elsewhere.status, 404)
  t.match(await elsewhere.text(), /Metrics are at \/metrics/)
  t.equal((await fetch(server.address, { method: 'POST' })).status, 405)
})

t.test('metrics are served only where a port is named, and to this machine alone unless it is said', (t) => {
  t.equal(readConfig({}).metrics, undefined)
  t.strictSame(readConfig({ METRICS_PORT: '9464' }).metrics, { host: '127.0.0.1', port: 9464 })
  t.strictSame(readConfig({ METRICS_PORT: '0', PORT: '0', METRICS_HOST: '::' }).metrics, { host: '::', port: 0 })
  const refusal = (env: NodeJS.ProcessEnv) => {
    try {
      readConfig(env)
      return ''
    } catch (error) {
      t.ok(error instanceof ConfigError)
      return (error as Error).message
    }
  }
  t.match(refusal({ METRICS_PORT: '3000' }), /METRICS_PORT: A port of its own, another than PORT/)
  t.match(refusal({ METRICS_PORT: '3000', LOG_LEVEL: 'many' }), /LOG_LEVEL: .*\n.*METRICS_PORT: A port of its own/)
  t.match(refusal({ METRICS_PORT: 'x', METRICS_HOST: '' }), /METRICS_PORT: .*65535.*\n.*METRICS_HOST: /)
  t.end()
})
