import fs, { cpSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import t from 'tap'
import { load } from '../src/load/load.ts'
import { appFor, getJson, onlyForFiles, seedCopy, walk } from './support/support.ts'

const collections = [
  'sources',
  'entities',
  'mentions',
  'quotes',
  'quantities',
  'estimates',
  'origins',
  'events',
  'relations',
  'evidence',
]

t.test('pages walked are the whole list once, in the order of ids, whatever the limit', async (t) => {
  const app = await appFor(t)
  for (const collection of collections) {
    const { data } = await getJson(app, `/v1/${collection}?limit=1000`)
    const ids = data.map(({ id }: { id: string }) => id)
    t.strictSame(ids, [...ids].sort(), `${collection} come by id`)
    t.equal(new Set(ids).size, ids.length)
    for (const limit of [1, 7, ids.length, ids.length + 1].filter((one) => one <= 1000)) {
      if (limit === 1 && ids.length > 100) continue
      t.strictSame(
        (await walk(app, `/v1/${collection}?limit=${limit}`)).map(({ id }) => id),
        ids,
        `${collection} by ${limit}`,
      )
    }
  }
})

t.test('filters stay on while pages are turned, and the link says the same as the body', async (t) => {
  const app = await appFor(t)
  const url = '/v1/mentions?entity=north-korea,russia&limit=2'
  const walked = await walk(app, url)
  t.ok(walked.length > 3)
  t.ok(walked.every(({ entity }) => ['north-korea', 'russia'].includes(entity)))
  const response = await app.inject(url)
  t.match(response.headers.link, `<${response.json().next}>; rel="next"`)
  t.match(response.json().next, /^\/v1\/mentions\?/, 'links are relative to the root')
})

t.test('a cursor belongs to one list, its filters and its version of the dataset', async (t) => {
  const { seed, edit } = seedCopy(t)
  const app = await appFor(t, seed)
  const { next_cursor } = await getJson(app, '/v1/quotes?limit=1')
  t.match((await getJson(app, `/v1/mentions?cursor=${next_cursor}`, 400)).detail, /another list/)
  t.match((await getJson(app, `/v1/quotes?act=denial&cursor=${next_cursor}`, 400)).detail, /other filters/)
  const middle = Math.floor(next_cursor.length / 2)
  const tampered =
    next_cursor.slice(0, middle) + (next_cursor[middle] === 'A' ? 'B' : 'A') + next_cursor.slice(middle + 1)
  for (const cursor of [tampered, 'x', 'AAAAAAAA', `${next_cursor}A`, '%F0%9F%98%80', "'"])
    t.match((await getJson(app, `/v1/quotes?cursor=${cursor}`, 400)).detail, /Not a cursor/, cursor)
  t.ok(
    (await getJson(app, `/v1/quotes?limit=3&cursor=${next_cursor}`)).data.length === 3,
    'the limit may change on the way',
  )

  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
  await app.reload(seed)
  const problem = await getJson(app, `/v1/quotes?limit=1&cursor=${next_cursor}`, 409)
  t.equal(problem.type, '/problems/cursor-outdated')
  t.equal(problem.restart, '/v1/quotes?limit=1', 'and says where to start again, with pages of the same size')
  t.equal((await getJson(app, problem.restart)).data.length, 1)
})

t.test('a load is seen by the next request, whole', async (t) => {
  const { seed, edit } = seedCopy(t)
  const app = await appFor(t, seed)
  const before = await app.inject('/v1/quotes/quote-fp-question-why-a-threat')
  const again = {
    url: '/v1/quotes/quote-fp-question-why-a-threat',
    headers: { 'if-none-match': before.headers.etag as string },
  }
  t.equal((await app.inject(again)).statusCode, 304)
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
  await app.reload(seed)
  const after = await app.inject(again)
  t.equal(after.statusCode, 200)
  t.match(after.json().data.gist, /^How could aged/)
})

t.test(
  'a new file that could not be opened for a moment is in service a little later',
  { skip: onlyForFiles },
  async (t) => {
    const { seed, edit } = seedCopy(t)
    const app = await appFor(t, seed)
    edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
    load(seed, app.databaseFile)
    const gist = async () => (await getJson(app, '/v1/quotes/quote-fp-question-why-a-threat')).data.gist
    let now = performance.now()
    t.intercept(performance, 'now', { value: () => now })
    const { openSync } = fs
    const restore = () => {
      fs.openSync = openSync
      syncBuiltinESMExports()
    }
    t.teardown(restore)
    fs.openSync = () => {
      throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' })
    }
    syncBuiltinESMExports()
    t.match(await gist(), /^How can/)
    restore()
    t.match(await gist(), /^How can/, 'it is not tried with every request')
    now += 1001
    t.match(await gist(), /^How could/)
  },
)

t.test('a new file that cannot be read leaves the old facts in service', async (t) => {
  const app = await appFor(t)
  cpSync('package.json', app.databaseFile)
  t.equal((await app.inject('/v1/quotes')).statusCode, 200)
  t.equal((await app.inject('/health/ready')).statusCode, 200)
})
