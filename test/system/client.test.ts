import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { createClient, FactsError, type Schemas } from '../../src/client/index.ts'
import { load } from '../../src/load/load.ts'
import { inPackage } from '../../src/package.ts'
import { appFor, folderFor, getJson, seedCopy, walk } from '../support/support.ts'

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
  const found = comparison.data?.data
  const latest = found?.not_ruled_out.latest
  t.strictSame([latest?.low, latest?.low_inclusive], [2_000_000, true])
  t.strictSame(latest?.low_claims, ['claim-experts-2-million-shells'])
  const apart: number | null | undefined = found?.counts.pairs.not_comparable
  t.equal(apart, 1, 'the spread stays apart')
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

t.test('nothing that is asked for is left out: what cannot be sent is an error that says so', async (t) => {
  const asked: string[] = []
  const fetch = async ({ url }: Request) => {
    asked.push(url.replace('http://127.0.0.1:1', ''))
    return Response.json({ data: [], next_cursor: null })
  }
  const facts = createClient('http://127.0.0.1:1', { fetch })
  const page = (query: unknown) => facts.page('estimates', query as never)
  const wrong: [query: unknown, says: RegExp][] = [
    [{ id: [] }, /^id: The list is empty/],
    [{ quantity: ['shells-delivered-kp-ru'], claimant: [] }, /^claimant: The list is empty/],
    [{ sort: [] }, /^sort: The list is empty/],
    [{ id: [undefined] }, /^id: undefined is not a value/],
    [{ id: ['a', null] }, /^id: null is not/],
    [{ id: new Array(2) }, /^id: undefined is not/],
    [{ id: [['a']] }, /^id: \[object Array\] is not/],
    [{ id: new Set(['a']) }, /^id: \[object Set\] is not/],
    [{ id: null }, /^id: null is not/],
    [{ low_gte: Number.NaN }, /^low_gte: NaN is not.*Allowed: text, a finite number/],
    [{ low_gte: Number.POSITIVE_INFINITY }, /^low_gte: Infinity is not/],
    [{ known_by: new Date() }, /^known_by: \[object Date\] is not/],
    [{ q: {} }, /^q: \[object Object\] is not/],
    [{ q: () => 'a' }, /^q: .* is not/],
    [{ q: Symbol('a') }, /^q: Symbol\(a\) is not/],
    [null, /^null is not a query/],
    ['modifier=about', /^modifier=about is not a query/],
    [['id'], /^\[object Array\] is not a query/],
    [new URLSearchParams('modifier=about'), /^\[object URLSearchParams\] is not a query/],
    [new Map([['id', ['a']]]), /^\[object Map\] is not a query/],
    [Object.create({ id: ['a'] }), /is not a query/],
    [{ [Symbol('id')]: ['a'] }, /is not a query/],
    [Object.defineProperty({}, 'id', { value: ['a'] }), /is not a query/],
  ]
  for (const [query, message] of wrong) {
    await t.rejects(page(query), { name: 'TypeError', message }, String(message))
    await t.rejects(facts.list('estimates', query as never).next(), { name: 'TypeError', message })
  }
  for (const query of [{ verdict: [] }, { limit: Number.NaN }, new URLSearchParams('limit=1')])
    await t.rejects(
      facts.http.GET('/v1/estimates/{id}/agreement', { params: { path: { id: 'x' }, query: query as never } }),
      { name: 'TypeError' },
    )
  for (const id of ['', '.', '..', 'a/b', '../sources', 'a?b', null, undefined, ['a'], 1])
    await t.rejects(facts.get('quotes', id as never), { name: 'TypeError', message: /is no collection or id/ })
  for (const collection of ['', '..', 'quotes/', 'quotes?limit=1'])
    await t.rejects(facts.page(collection as never), { name: 'TypeError' })
  t.strictSame(asked, [], 'nothing was asked')
  await page({
    quantity: undefined,
    low_gte: 0,
    spread: false,
    q: 'a, b',
    id: ['a,b', 'c\\d'],
    modifier: 'about,between',
  })
  await page(Object.assign(Object.create(null), { limit: 1n }))
  await page(undefined)
  t.strictSame(asked, [
    '/v1/estimates?low_gte=0&spread=false&q=a%2C%20b&id=a%5C%2Cb%2Cc%5C%5Cd&modifier=about%2Cbetween',
    '/v1/estimates?limit=1',
    '/v1/estimates',
  ])
})

t.test(
  'what was sent is what was asked for: names with commas, unknown parameters, values that are not allowed',
  async (t) => {
    const { seed, edit } = seedCopy(t)
    edit('common/entities.yaml', 'aliases: [DPRK,', 'aliases: [DPRK, "Korea, North",')
    const app = await appFor(t, seed)
    const facts = createClient(await app.listen({ host: '127.0.0.1', port: 0 }))
    const found = async (...entity: string[]) => (await facts.page('mentions', { entity })).data.map(({ id }) => id)
    t.strictSame(await found('Korea, North'), await found('north-korea'))
    t.strictSame(await found('Korea, North', 'ukraine'), await found('north-korea', 'ukraine'))
    for (const query of [
      { Quantity: ['a'] },
      { shape: 'array' },
      { bom: true },
      { quantity: ['nope'] },
      { quantity: '' },
      { quantity: [''] },
      { low_gte: 1e-7 },
    ])
      await t.rejects(facts.page('estimates', query as never), { name: 'FactsError', status: 400 })
  },
)

t.test('a walk keeps what was included, by id, and refuses what belongs to pages', async (t) => {
  const app = await appFor(t)
  const facts = createClient(await app.listen({ host: '127.0.0.1', port: 0 }))
  const estimates = facts.list('estimates', { include: ['source', 'claimants'], limit: 7 })
  t.equal(estimates.included.size, 0)
  const named = new Set<string>()
  for await (const { source, claimants } of estimates) {
    for (const id of [source, ...claimants]) named.add(id)
    t.ok([source, ...claimants].every((id) => estimates.included.get(id)?.id === id))
  }
  t.strictSame([...estimates.included.keys()].sort(), [...named].sort())
  const { data } = await getJson(app, '/v1/sources/fp-2024-10-north-korean-shells')
  t.strictSame(estimates.included.get(data.id), data)
  const plain = facts.list('estimates', { limit: 1 })
  await plain.next()
  t.equal(plain.included.size, 0)
  await plain.return()
  for (const query of [{ facets: ['modifier'] }, { total: true }])
    await t.rejects(facts.list('estimates', query as never).next(), {
      name: 'TypeError',
      message: /ask page\(\) for it/,
    })
})

t.test('an answer of somebody else, such as a proxy, is an error with its status', async (t) => {
  const fetch = async () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' })
  await t.rejects(createClient('http://127.0.0.1:1', { fetch }).get('quotes', 'x'), {
    status: 502,
    message: /502 Bad Gateway/,
  })
})

/** A project with the packed client, in a folder of its own. Its one dependency is that of this project. */
function projectWithClient(t: Test): string {
  const folder = folderFor(t)
  execFileSync(process.execPath, [inPackage('dist', 'src', 'pack-client.js')], { cwd: folder, stdio: 'pipe' })
  const [packed = ''] = readdirSync(folder)
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  execFileSync('tar', ['-xzf', packed, '-C', modules], { cwd: folder })
  renameSync(join(modules, 'package'), join(modules, 'conflict-facts-client'))
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers'])
    symlinkSync(inPackage('node_modules', name), join(modules, name), 'junction')
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  return folder
}

const tsc = inPackage('node_modules', 'typescript', 'bin', 'tsc')

/** Compiles a program strictly in a folder; throws what the compiler says. */
function compile(folder: string, code: string, options: object): void {
  const compilerOptions = { strict: true, skipLibCheck: false, target: 'es2022', types: [], ...options }
  writeFileSync(join(folder, 'use.ts'), code)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['use.ts'] }))
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stdout)
}

t.test('the packed client is small, and programs that use it compile strictly and run', async (t) => {
  const folder = projectWithClient(t)
  const client = join(folder, 'node_modules', 'conflict-facts-client')
  t.strictSame(readdirSync(client).sort(), [
    ...['LICENSE', 'README.md', 'contract.d.ts', 'contract.js', 'index.d.ts', 'index.js', 'package.json'],
    ...['query.d.ts', 'query.js'],
  ])
  const [packed = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  t.ok(statSync(join(folder, packed)).size < 100_000)
  const own = JSON.parse(readFileSync(inPackage('package.json'), 'utf8'))
  const { version, dependencies } = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8'))
  t.equal(version, own.version)
  t.strictSame(dependencies, { 'openapi-fetch': own.dependencies['openapi-fetch'] })
  for (const name of ['index.js', 'query.js', 'contract.js'])
    t.notMatch(readFileSync(join(client, name), 'utf8'), /node:|\bprocess\b|\bBuffer\b|sourceMappingURL/, name)

  const app = await appFor(t)
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  const readme = readFileSync(join(client, 'README.md'), 'utf8')
  const [, example = ''] = /^```ts\n([\s\S]*?)^```$/m.exec(readme) ?? []
  const strictest = { noEmit: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true }
  compile(folder, example, { module: 'esnext', moduleResolution: 'bundler', ...strictest })
  compile(folder, example.replace('http://127.0.0.1:3000', base), { module: 'nodenext' })
  const output = await promisify(execFile)(process.execPath, [join(folder, 'use.js')])
  const summary = (await getJson(app, '/v1/quantities/containers-delivered-kp-ru/comparison')).data.summary.short
  for (const line of ['almost 6 million', summary]) t.ok(output.stdout.includes(line), line)

  const inNode = `import { createClient } from 'conflict-facts-client'
    const facts = createClient('http://127.0.0.1:3000')
    const page = await facts.page('estimates', { fields: ['id', 'low'], modifier: ['at_least'] })
    const low: number | null | undefined = page.data[0]?.low
    // @ts-expect-error not asked for
    page.data[0]?.high
    // @ts-expect-error no such term
    await facts.page('estimates', { modifier: ['roughly'] })
    // @ts-expect-error belongs to the address with a suffix
    await facts.page('estimates', { shape: 'array' })
    const walk = facts.list('estimates', { include: ['source'] })
    for await (const { source } of walk) console.log(walk.included.get(source)?.type)
    // @ts-expect-error belongs to pages
    facts.list('estimates', { facets: ['modifier'] })
    // @ts-expect-error no such collection
    await facts.get('rumours', 'x')
    // @ts-expect-error may be null
    const sure: number | undefined = page.data[0]?.low
    const { data } = await facts.http.GET('/v1/estimates', { params: { query: { limit: 1 } } })
    const first: number | null | undefined = data?.data[0]?.low
    const found = await facts.http.GET('/v1/search', { params: { query: { q: 'shells' } } })
    const display: string | undefined = found.data?.data[0]?.display
    console.log(low, sure, first, display)`
  const node = { types: ['node'], typeRoots: [inPackage('node_modules', '@types')], lib: ['es2023'] }
  t.doesNotThrow(() => compile(folder, inNode, { ...node, ...strictest, module: 'nodenext' }))
})
