import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createClient, FactsError, type Schemas } from '../src/client/index.ts'
import { inPackage } from '../src/package.ts'
import { load } from '../src/seed/load.ts'
import { appFor, folderFor, getJson, seedCopy, walk } from './support.ts'

t.test('the client is read and typed as the contract says', async (t) => {
  const app = await appFor(t)
  const facts = createClient(await app.listen({ host: '127.0.0.1', port: 0 }))

  const quote: Schemas['Quote'] = await facts.get('quotes', 'quote-budanov-direct-threat')
  t.strictSame(quote, (await getJson(app, '/v1/quotes/quote-budanov-direct-threat')).data)

  const page = await facts.page('estimates', {
    quantity: ['shells-delivered-kp-ru', 'containers-delivered-kp-ru'],
    sort: ['-low', 'id'],
    facets: ['modifier'],
    include: ['source'],
    total: true,
  })
  const [first] = page.data
  const low: number | null | undefined = first?.low
  t.equal(low, 4_000_000)
  t.equal(page.meta.total, page.data.length)
  t.equal(page.facets?.modifier?.buckets.at(-1)?.value, null)
  t.ok(page.included?.every(({ type }) => type === 'source'))

  const { data } = await facts.page('estimates', { fields: ['id', 'low'], limit: 1 })
  t.strictSame(Object.keys(data[0] ?? {}), ['id', 'low'])

  const comparison = await facts.http.GET('/v1/quantities/{id}/comparison', {
    params: { path: { id: 'shells-delivered-kp-ru' }, query: { source: ['fp-2024-10-north-korean-shells'] } },
  })
  t.equal(comparison.data?.data.highest_floor?.value, 2_000_000)
})

t.test('a list is walked page by page, whole', async (t) => {
  const app = await appFor(t)
  const facts = createClient(await app.listen({ host: '127.0.0.1', port: 0 }))
  const seen: string[] = []
  for await (const { id } of facts.list('evidence', { level: ['span'], sort: ['-start'], limit: 50 })) seen.push(id)
  t.ok(seen.length > 250)
  t.strictSame(
    seen,
    (await walk(app, '/v1/evidence?level=span&sort=-start')).map(({ id }) => id),
  )
  const clocks = new Set<string>()
  for await (const { clock } of facts.list('timeline', { fields: ['clock'] })) clocks.add(clock)
  t.ok(clocks.has('said') && clocks.has('occurred'))
})

t.test('what the service refuses is thrown with its problem', async (t) => {
  const { seed, edit } = seedCopy(t)
  const app = await appFor(t, seed)
  const facts = createClient(await app.listen({ host: '127.0.0.1', port: 0 }))
  await t.rejects(facts.get('quotes', 'no-such-quote'), { name: 'FactsError', status: 404 })
  const refused = await facts.page('quotes', { speaker: ['budanof'] }).catch((error: unknown) => error)
  t.match(refused, { problem: { errors: [{ parameter: 'speaker', nearest: ['kyrylo-budanov'] }] } })
  const walked = facts.list('quotes', { limit: 1 })
  await walked.next()
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
  load(seed, app.databaseFile)
  const error = await walked.next().catch((error: unknown) => error)
  t.ok(error instanceof FactsError)
  t.match(error, { status: 409, problem: { restart: '/v1/quotes' } })
})

t.test('an answer of somebody else, such as a proxy, is an error with its status', async (t) => {
  const fetch = async () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' })
  await t.rejects(createClient('http://127.0.0.1:1', { fetch }).get('quotes', 'x'), {
    status: 502,
    message: /502 Bad Gateway/,
  })
})

t.test('a project that installs the package compiles against its types, strictly', async (t) => {
  const folder = folderFor(t)
  const options = { strict: true, module: 'nodenext', target: 'es2023', noEmit: true, types: ['node'], lib: ['es2023'] }
  const compilerOptions = { ...options, skipLibCheck: false, typeRoots: [inPackage('node_modules', '@types')] }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  const { exports } = JSON.parse(readFileSync(inPackage('package.json'), 'utf8'))
  const types = inPackage(exports['./client'].types).replace(/\.d\.ts$/, '.js')
  const code = `import { createClient } from ${JSON.stringify(types)}
    const facts = createClient('http://127.0.0.1:3000')
    const page = await facts.page('estimates', { fields: ['id', 'low'], modifier: ['at_least'] })
    const low: number | null | undefined = page.data[0]?.low
    // @ts-expect-error not asked for
    page.data[0]?.high
    // @ts-expect-error no such term
    await facts.page('estimates', { modifier: ['roughly'] })
    // @ts-expect-error no such collection
    await facts.get('rumours', 'x')
    // @ts-expect-error may be null
    const sure: number | undefined = page.data[0]?.low
    console.log(low, sure)`
  writeFileSync(join(folder, 'use.ts'), code)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['use.ts'] }))
  const compile = () =>
    execFileSync(process.execPath, [inPackage('node_modules', 'typescript', 'bin', 'tsc'), '-p', folder], {
      encoding: 'utf8',
    })
  t.doesNotThrow(() => {
    try {
      compile()
    } catch (error) {
      throw new Error((error as { stdout: string }).stdout)
    }
  })
})
