import { execFile, execFileSync } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvParse, csvParseRows } from 'd3-dsv'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { inPackage } from '../../src/package.ts'
import { appFor, folderFor, getJson, walk } from '../support/support.ts'
import { missingTools } from '../support/tools.ts'

const page = readFileSync(inPackage('docs', 'recipes.md'), 'utf8')
const writtenBase = 'http://127.0.0.1:3000'
const shells = 'quantity=shells-delivered-kp-ru'

interface Block {
  language: string
  /** The text after the language: `run=NAME`, `result=NAME`, or `result=NAME head` for the first lines of a result. */
  role: string
  text: string
}

const blocks: Block[] = [...page.matchAll(/^```(\w+)(?: (.+))?\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', role = '', text = '']) => ({ language, role, text }),
)
const named = (role: string) => blocks.filter((block) => block.role === role)

/** Language → the file a recipe is written to, what runs it, and what else it calls. */
const runners: Record<string, { file: string; command: string; tools: string[] }> = {
  sh: { file: 'recipe.sh', command: 'sh', tools: ['curl', 'sed', 'wc'] },
  python: { file: 'recipe.py', command: 'python3', tools: [] },
  js: { file: 'recipe.mjs', command: process.execPath, tools: [] },
}

/** Why a recipe cannot be run on this machine; false where it can. */
function missing({ language, text }: Block): string | false {
  const { command, tools } = runners[language] as (typeof runners)[string]
  const called = [command, ...tools, ...['sha256sum', 'sqlite3'].filter((tool) => text.includes(tool))]
  const absent = missingTools(called.filter((tool) => tool !== process.execPath))
  if (absent) return absent
  const sqlite = called.find((tool) => tool === 'sqlite3')
  if (sqlite !== undefined) {
    const [major = 0, minor = 0] = execFileSync(sqlite, ['--version'], { encoding: 'utf8' }).split('.').map(Number)
    if (major < 3 || (major === 3 && minor < 38)) return 'sqlite3 is older than 3.38'
  }
  return false
}

interface Ran {
  status: number
  output: string
  errors: string
  /** Reads a file that the recipe left. */
  file(name: string): string
  bytes(name: string): Buffer
}

/** Runs a recipe in a folder of its own, against the server at the base. */
function run(t: Test, { language, text }: Block, base: string): Promise<Ran> {
  const folder = folderFor(t)
  const { file, command } = runners[language] as (typeof runners)[string]
  writeFileSync(join(folder, file), text.replaceAll(writtenBase, base))
  symlinkSync(inPackage('node_modules'), join(folder, 'node_modules'), 'junction')
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NO_PROXY: '*',
    no_proxy: '*',
    PYTHONUTF8: '1',
    LC_ALL: 'C',
  }
  return new Promise((resolve) => {
    execFile(command, [file], { cwd: folder, env, timeout: 300_000 }, (error, output, errors) => {
      const status = error === null ? 0 : Number(error.code ?? 1)
      const bytes = (name: string) => readFileSync(join(folder, name))
      resolve({ status, output, errors, bytes, file: (name) => bytes(name).toString() })
    })
  })
}

interface Leveled {
  level: string
}

interface Point {
  estimate: { claimants: string[] }
}

interface Published {
  edtf: string
  latest: string
}

const linesOf = (text: string) => text.split(/\r?\n/).filter((line) => line !== '')
const cell = (value: unknown) => (value === null ? '' : String(value))

/** Name of a recipe → what must have come back. */
const checks: Record<string, (t: Test, app: FastifyInstance, ran: Ran) => Promise<void>> = {
  async table(t, app, { output }) {
    const { data, meta } = await getJson(app, `/v1/estimates?${shells}&total=true`)
    const [header, ...rows] = linesOf(output)
    t.equal(header, 'id,modifier,low,high,best')
    t.equal(rows.length, meta.total)
    t.strictSame(
      rows,
      data.map((one: Record<string, unknown>) =>
        [one.id, one.modifier, one.low, one.high, one.best].map(cell).join(','),
      ),
    )
    const sorted = await getJson(app, `/v1/estimates?${shells}&low_side=stated&sort=-low,id`)
    const lows = sorted.data.map(({ low }: { low: number }) => low)
    t.strictSame(lows, [4_000_000, 2_000_000, 1_600_000, 1_000_000], 'the variant: highest floor first, none without')
  },
  async comparison(t, app, { output }) {
    const { data } = await getJson(app, '/v1/quantities/containers-delivered-kp-ru/comparison?known_by=2024-06-30')
    const [header = '', ...rows] = linesOf(output)
    const claims = rows.map((row) => row.split(',')[header.split(',').indexOf('claim')])
    t.strictSame(claims, data.claims.map(({ claim }: { claim: string }) => claim).sort())
    t.ok(claims.includes('claim-k10-mnd-containers'))
    t.notOk(claims.includes('claim-k18-mnd-containers'), 'a claim that was said later is not there')
    t.notOk(claims.includes('claim-k12-state-department-containers'), 'nor one that has no sure date')
    for (const column of ['estimates', 'low', 'high', 'window_end_latest', 'window_assumptions_assumption'])
      t.ok(header.split(',').includes(column), column)
  },
  async conflicts(t, _app, { output }) {
    const { pairs } = JSON.parse(output).data
    t.match(pairs, [
      { first: { claimants: ['us-department-of-state'] }, tolerance_needed: 0.4925373134328359, unless: null },
      { second: { claimants: ['open-source-centre'] }, strict_verdict: 'growth', unless: { at_least: 4000 } },
    ])
  },
  async series(t, app, { output }) {
    const bodies = new Set(JSON.parse(output).data.flatMap(({ estimate }: Point) => estimate.claimants))
    t.strictSame([...bodies].sort(), [
      'south-korea-defense-intelligence-agency',
      'south-korea-ministry-of-national-defense',
    ])
    const own = await getJson(app, '/v1/entities/south-korea/series?exact=true')
    t.strictSame(own.data, [], 'the state itself is never the claimant')
  },
  async countries(t, _app, { output }) {
    const { groups, between } = JSON.parse(output).data
    t.strictSame(
      groups.map(({ group }: { group: string }) => group),
      ['south-korea', 'ukraine'],
      'Washington gives no number of shells',
    )
    t.match(between, [{ first: 'south-korea', second: 'ukraine', verdict: 'growth' }])
  },
  async 'ruled-out'(t, _app, { output }) {
    const { steps } = JSON.parse(output).data
    t.match(steps, [{ from: '2024-07-01', low: 10_000, low_inclusive: false, low_claims: [/k06/], high: null }])
  },
  async denials(t, app, { output }) {
    t.equal(output, '')
    const { facets } = await getJson(app, '/v1/events?facets=stance&limit=1')
    t.match(facets.stance.buckets[0], { value: 'presupposes', count: 8 })
  },
  async draft(t, app, { output }) {
    t.equal(linesOf(output).length, 2)
    const admitting = await walk(app, `/v1/estimates?${shells}&could_be=12000000`)
    t.ok(admitting.length > 0 && admitting.every(({ high_side }) => high_side === 'unbounded'))
  },
  async pages(t, app, { output, file }) {
    const { meta } = await getJson(app, '/v1/mentions?total=true&limit=1')
    t.equal(Number(output), meta.total)
    t.ok(meta.total > 40, 'which is more than two pages')
    const lines = linesOf(file('mentions.ndjson')).map((line) => JSON.parse(line))
    t.strictSame(
      lines.map(({ entity_name, source_title, source_url, ...mention }) => mention),
      await walk(app, '/v1/mentions?limit=1000'),
    )
    t.ok(lines.every(({ entity_name }) => entity_name !== null))
    t.equal((await app.inject('/v1/mentions.ndjson')).body, file('mentions.ndjson'), 'one request gives the same file')
  },
  async etag(t, app, { file }) {
    t.equal(file('estimates.csv'), (await app.inject('/v1/estimates.csv')).body)
    t.throws(() => file('changed.csv'), 'nothing is sent the second time')
    const compressed = await app.inject({ url: '/v1/estimates.csv', headers: { 'accept-encoding': 'gzip' } })
    t.not(compressed.headers.etag, file('etag.txt').trim(), 'the compressed answer has an ETag of its own')
  },
  async gzip(t, app, { output, file }) {
    const [received = 0, unpacked = 0, records] = linesOf(output).map(Number)
    t.ok(received > 0 && received < unpacked / 2, `${received} bytes for ${unpacked}`)
    t.equal(Buffer.byteLength(file('records.ndjson')), unpacked)
    const files = (await getJson(app, '/v1/export')).data
    t.equal(records, files.find(({ name }: { name: string }) => name === 'records.ndjson').records)
    const types = new Set(linesOf(file('records.ndjson')).map((line) => JSON.parse(line).type))
    for (const type of ['source', 'entity', 'quote', 'estimate', 'event', 'evidence']) t.ok(types.has(type), type)
  },
  async search(t, app, { output }) {
    const found = JSON.parse(output)
    t.strictSame(found, await getJson(app, '/v1/search?q=artillery%20shells&limit=3'))
    t.equal(found.data.length, 3)
    t.hasProps(found.data[0], ['id', 'type', 'address', 'display', 'snippet'])
    const quotes = await getJson(app, '/v1/quotes?q=artillery&total=true&limit=1')
    t.equal(linesOf((await app.inject('/v1/quotes.csv?q=artillery&fields=id')).body).length - 1, quotes.meta.total)
    t.ok(quotes.meta.total > 0)
  },
  async 'python-csv'(t, app, { output }) {
    const expected = (await getJson(app, `/v1/estimates?${shells}`)).data.map(
      ({ id, claimants, low, evidence }: { id: string; claimants: string[]; low: number; evidence: Leveled[] }) =>
        [
          id,
          `[${claimants.map((one) => `'${one}'`).join(', ')}]`,
          low === null ? 'not stated' : low.toFixed(1),
          `[${evidence.map(({ level }) => `'${level}'`).join(', ')}]`,
        ].join('\t'),
    )
    t.strictSame(linesOf(output), expected)
  },
  async 'python-pages'(t, app, { output }) {
    const { data, meta } = await getJson(app, '/v1/quotes?about=north-korea&total=true&limit=1000')
    t.ok(meta.total > 3, 'more than one page')
    t.equal(linesOf(output).length, meta.total)
    t.strictSame(
      linesOf(output).map((line) => [line.split('\t')[0], line.split('\t')[3]]),
      data.map(({ id, said }: { id: string; said: { edtf: string } | null }) => [id, said?.edtf ?? 'day not stated']),
    )
    t.match(output, /\tquestion\t\['foreign-policy'\]\t/)
  },
  async fetch(t, app, { output }) {
    const { data } = await getJson(app, `/v1/estimates?${shells}`)
    t.ok(data.length > 4, 'more than one page')
    t.strictSame(
      linesOf(output).map((line) => JSON.parse(line)),
      data.map(({ id, claimants, low, high, best }: Record<string, unknown>) => ({ id, claimants, low, high, best })),
    )
    t.match((await getJson(app, '/v1/estimates?qantity=shells', 400)).detail, /no such parameter\. Nearest: quantity/)
  },
  async d3(t, app, { output }) {
    const { data } = await getJson(app, `/v1/estimates?${shells}`)
    const expected = data.map(
      ({ id, low, high, best, published }: Record<string, unknown> & { published: Published | null }) => ({
        id,
        low,
        high,
        best,
        published: published?.edtf ?? '',
        published_latest: published === null ? null : `${published.latest}T00:00:00.000Z`,
      }),
    )
    t.strictSame(JSON.parse(output), expected)
    t.ok(
      expected.some(({ published }: { published: string }) => published === '2024-10'),
      'a month stays a month',
    )
  },
  async sqlite(t, app, { output }) {
    const [verdict, ...rows] = linesOf(output)
    t.equal(verdict, 'conflict-facts.sqlite: OK')
    const csv = await app.inject(`/v1/estimates.csv?${shells}`)
    const columns = ['id', 'claimants_names', 'modifier', 'low', 'high', 'best']
    t.strictSame(
      csvParseRows(rows.join('\n')),
      csvParse(csv.body).map((row) => columns.map((column) => row[column])),
    )
  },
  async ranges(t, app, { file }) {
    const whole = (await app.inject('/v1/export/conflict-facts.sqlite')).rawPayload
    t.match(file('first.bin'), /^SQLite format 3/)
    t.equal(file('second.bin'), whole.subarray(4096, 8192).toString())
  },
  async package(t, app, { output }) {
    t.strictSame(JSON.parse(output), await getJson(app, '/v1/datapackage.json'))
  },
  async xlsx(t, app, { bytes }) {
    t.strictSame(bytes('estimates.xlsx'), (await app.inject(`/v1/estimates.xlsx?${shells}`)).rawPayload)
  },
  async grafana(t, app, { output }) {
    const tables = output.split(/(?=^low,|^quantity,|^id,fact,)/m).map((text) => csvParse(text))
    t.equal(tables.length, 3)
    const [estimates = [], claims = [], dates = []] = tables
    const { data } = await getJson(app, `/v1/estimates?${shells}&published_during=2024-06-01/2024-12-31`)
    t.strictSame(
      estimates.map(({ as_stated }) => as_stated),
      data.map(({ as_stated }: { as_stated: string }) => as_stated),
    )
    t.ok(estimates.length > 2 && estimates.every((row) => 'claimants_names' in row && 'published_earliest' in row))
    const { data: compared } = await getJson(
      app,
      '/v1/quantities/shells-delivered-kp-ru/comparison?known_by=2024-12-31',
    )
    t.equal(claims.length, compared.claims.length)
    t.ok(dates.length > 3 && dates.every(({ clock, fact_type }) => clock === 'published' && fact_type === 'estimate'))
  },
}

t.test('every recipe that says it is run by the tests is run, and no other', async (t) => {
  const sections = page.split(/^### /m).slice(1)
  for (const section of sections) {
    const [heading = ''] = section.split('\n')
    t.equal(/\n\nRun by the tests/.test(section), /^```\w+ run=/m.test(section), heading)
    t.match(section, /Run by the tests|[Rr]un by hand with|[Nn]ot run here/, heading)
  }
  const names = blocks.flatMap(({ role }) => role.match(/^run=(.+)$/)?.[1] ?? [])
  t.strictSame(names.toSorted(), Object.keys(checks).toSorted(), 'each has a check, and each check a recipe')
  for (const { role } of blocks.filter(({ role }) => role.startsWith('result=')))
    t.ok(names.includes(role.replace(/^result=| head$/g, '')), role)
})

t.test('no recipe takes a name such as NA for nothing', async (t) => {
  const readers = blocks.flatMap(({ text }) => text.match(/\bread[_.]csv\([^\n]*(?:address|BASE|paste0)[^\n]*/g) ?? [])
  t.equal(readers.length, 3, 'pandas, base R and readr')
  for (const reader of readers)
    t.match(reader, /keep_default_na=False, na_values=\[''\]|na\.strings = ''|\bna = ''/, reader)
})

t.test('the recipes do what they say', async (t) => {
  const app = await appFor(t)
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  for (const [name, check] of Object.entries(checks)) {
    const [recipe] = named(`run=${name}`)
    if (recipe === undefined) throw new Error(`docs/recipes.md has no recipe ${name}`)
    await t.test(name, { skip: missing(recipe) }, async (t) => {
      t.ok(recipe.text.includes(writtenBase), 'it asks the address of the page')
      const ran = await run(t, recipe, base)
      t.equal(ran.status, 0, ran.errors)
      for (const { text } of named(`result=${name}`)) t.strictSame(linesOf(ran.output), linesOf(text), 'as shown')
      for (const { text } of named(`result=${name} head`))
        t.strictSame(linesOf(ran.output).slice(0, linesOf(text).length), linesOf(text), 'begins as shown')
      await check(t, app, ran)
    })
  }
})
