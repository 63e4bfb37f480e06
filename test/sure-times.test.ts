import t from 'tap'
import { appFor, getJson, seedCopy, walk } from './support/support.ts'

const clocks: Record<string, string[]> = {
  sources: ['published'],
  quotes: ['said', 'published'],
  estimates: ['said', 'as_of', 'window', 'published'],
  events: ['occurred'],
  relations: ['occurred'],
}
const questions = ['during_surely=0000/9999', 'before_surely=9999', 'after_surely=0000']

interface Time {
  edtf: string
  basis: string
  earliest: string | null
  latest: string | null
}
const isSure = (time: Time | null): time is Time =>
  time !== null && time.basis !== 'inferred' && !/[?~%]/.test(time.edtf)

t.test('a time that is only inferred or approximate is sure on no clock of no record', async (t) => {
  const { seed, edit } = seedCopy(t)
  const article = 'fp-2024-10-north-korean-shells'
  // The same days, stated and inferred, so that each clock has both.
  const stated = "basis: stated, as_stated: 'then'"
  edit(
    'kp-ru-public-record/estimates-containers.yaml',
    /said: \{ edtf: 2023-10-13, basis: \w+/,
    `said: { edtf: 2023-10-13, ${stated}`,
  )
  edit(
    'kp-ru-public-record/estimates-containers.yaml',
    /(k03-mnd-containers\n.*?)said: \{ edtf: 2023-12-29, basis: \w+/s,
    '$1as_of: { edtf: 2023-12, basis: inferred, anchor: its day }\n    said: { edtf: 2023-12-29, basis: inferred',
  )
  edit(
    `${article}/events.yaml`,
    /edtf: 2024-22\n {6}as_stated: this summer\n {6}basis: relative/,
    'edtf: 2024-22\n      basis: inferred',
  )
  const app = await appFor(t, seed)
  for (const [collection, names] of Object.entries(clocks)) {
    const all = await walk(app, `/v1/${collection}?limit=1000`)
    for (const clock of names)
      for (const question of questions) {
        const found = (await walk(app, `/v1/${collection}?limit=1000&${clock}_${question}`)).map(({ id }) => id)
        const isIn = (time: Time) =>
          (question.startsWith('before') || time.earliest !== null) &&
          (question.startsWith('after') || time.latest !== null)
        const sure = all.filter((record) => isSure(record[clock]) && isIn(record[clock])).map(({ id }) => id)
        t.strictSame(found, sure, `${collection} ${clock}_${question}`)
      }
  }
  for (const question of questions)
    for (const { time } of await walk(app, `/v1/timeline?limit=1000&${question}`)) t.ok(isSure(time), question)
  const found = async (query: string) => (await walk(app, `/v1/estimates?${query}`)).map(({ id }) => id)
  t.strictSame(await found('said_during_surely=2023-10'), ['estimate-k01-nsc-containers'])
  t.notOk((await found('said_during_surely=2023-12')).includes('estimate-k03-mnd-containers'))
  t.ok((await found('said_during=2023-12')).includes('estimate-k03-mnd-containers'), 'it may have been then')
  t.ok((await found('known_by=2024')).includes('estimate-k01-nsc-containers'))
  t.notOk((await found('known_by=2024')).includes('estimate-k03-mnd-containers'))
})

t.test('a source is known by a day only where its own date is sure', async (t) => {
  const knownBy = async (published: string) => {
    const { seed, edit } = seedCopy(t)
    edit(
      'fp-2024-10-north-korean-shells/source.yaml',
      /published:\n {6}edtf: 2024-10\n {6}basis: inferred\n {6}anchor: >-\n( {8}.*\n)+/,
      `published: { edtf: '${published}', basis: stated, as_stated: then }\n`,
    )
    const app = await appFor(t, seed)
    const { data, meta } = await getJson(app, '/v1/quotes?known_by=2024-10-31')
    return [data.length, meta.undated]
  }
  for (const edtf of ['2024-10', '2024-10-04', '2024-10-04T10:00:00Z', '2024-09/2024-10', '/2024-10'])
    t.strictSame(await knownBy(edtf), [9, 0], edtf)
  for (const edtf of ['2024-10~', '2024-10-04?', '2024-10-XX%', '2024-10/..', '2024-09~/2024-10'])
    t.strictSame(await knownBy(edtf), [0, 9], edtf)
  const app = await appFor(t)
  for (const day of ['2024~', '2024-10?', '2024-10-04%', '2023~/2024', '2024-22~'])
    for (const list of ['estimates', 'quotes', 'quantities/shells-delivered-kp-ru/comparison'])
      t.match(
        (await getJson(app, `/v1/${list}?known_by=${encodeURIComponent(day)}`, 400)).detail,
        /leave out \?, ~/,
        day,
      )
  for (const edtf of ['2024-11', '2024', '2024-23', '202X']) t.strictSame(await knownBy(edtf), [0, 0], edtf)
})
