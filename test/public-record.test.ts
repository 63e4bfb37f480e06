import t from 'tap'
import { appFor, walk } from './support/support.ts'

type Figure = [
  id: string,
  quantity: string,
  low: number | null,
  high: number | null,
  best: number | null,
  said: string,
  origin: string,
]

/** The collected figures, one a line, as they were noted from the pages. */
const figures: Figure[] = [
  ['k01', 'containers-delivered-kp-ru', 1000, null, null, '2023-10-13', 'us-gov'],
  ['k02', 'shells-delivered-kp-ru', 1000000, null, null, '2023-11-01~', 'kr-gov'],
  ['k03', 'containers-delivered-kp-ru', null, null, 5000, '2023-12-29', 'kr-gov'],
  ['k04', 'shells-capacity-of-containers-kp-ru', 2000000, null, null, '2023-12-29', 'kr-gov'],
  ['k05', 'shells-delivered-kp-ru', null, null, 1000000, '2024-01-15', 'ua-gur'],
  ['k06', 'containers-delivered-kp-ru', 10000, null, null, '2024-02-23', 'us-gov'],
  ['k07', 'shells-delivered-kp-ru', null, null, 1500000, '2024-02-23', 'ua-gur'],
  ['k08', 'containers-delivered-kp-ru', null, null, 6700, '2024-02-26', 'kr-gov'],
  ['k09', 'shells-capacity-of-containers-kp-ru', 3000000, null, null, '2024-02-26', 'kr-gov'],
  ['k10', 'containers-delivered-kp-ru', 10000, null, null, '2024-06-14', 'kr-gov'],
  ['k11', 'shells-capacity-of-containers-kp-ru', null, 5000000, null, '2024-06-14', 'kr-gov'],
  ['k12', 'containers-delivered-kp-ru', 11000, null, null, '2024-06-17~', 'us-gov'],
  ['k13', 'shells-delivered-kp-ru', null, null, 1600000, '2024-06-22', 'c4ads'],
  ['k14', 'containers-delivered-kp-ru', 13000, null, null, '2024-08-27', 'kr-gov'],
  ['k15', 'shells-capacity-of-containers-kp-ru', 6000000, null, null, '2024-08-27', 'kr-gov'],
  ['k16', 'shells-per-year-kp-ru', null, null, 3000000, '2024-10-04', 'western-anon'],
  ['k17', 'shells-per-year-kp-ru', null, null, 2800000, '2024-10', 'ua-gur'],
  ['k18', 'containers-delivered-kp-ru', null, null, 20000, '2024-09', 'kr-gov'],
  ['k19', 'shells-capacity-of-containers-kp-ru', null, null, 9400000, '2024-09', 'kr-gov'],
  ['k20', 'shells-delivered-kp-ru', null, null, 3500000, '2024-12-02', 'ua-gov'],
  ['k21', 'containers-delivered-kp-ru', null, 16000, null, '2025-04-15', 'osc'],
  ['k22', 'shells-delivered-kp-ru', 4000000, 6000000, null, '2025-04-15', 'osc'],
  ['k23', 'containers-delivered-kp-ru', 20000, null, null, '2025-05-29', 'msmt'],
  ['k24', 'rounds-delivered-kp-ru', null, 9000000, null, '2025-05-29', 'msmt'],
  ['k25', 'containers-delivered-kp-ru', null, null, 28000, '2025-07-13', 'kr-gov'],
  ['k26', 'shells-capacity-of-containers-kp-ru', 12000000, null, null, '2025-07-13', 'kr-gov'],
  ['k27', 'shells-delivered-kp-ru', null, null, 6500000, '2025-10~', 'ua-gur'],
]
/** Second reports and second figures of the same notes. */
const further = [
  'estimate-k04-mnd-capacity-122-mm',
  'estimate-k07-skibitskyi-not-functioning',
  'estimate-k09-mnd-capacity-politico',
  'estimate-k16-western-intelligence-share',
  'estimate-k24-msmt-rounds-joongang',
]

t.test('every collected figure is there, with its numbers, day, origin and page', async (t) => {
  const app = await appFor(t)
  const estimates = (await walk(app, '/v1/estimates')).filter(({ id }) => /^estimate-k\d\d-/.test(id))
  const sources = new Map((await walk(app, '/v1/sources')).map((source) => [source.id, source]))
  for (const [k, quantity, low, high, best, said, origin] of figures) {
    const reports = estimates.filter(({ id }) => id.startsWith(`estimate-${k}-`) && !further.includes(id))
    t.equal(reports.length, 1, k)
    t.match(
      reports[0],
      { quantity, low, high, best, said: { edtf: said }, origin, as_of: null, as_stated_exact: false },
      k,
    )
    t.match(sources.get(reports[0].source).url, /^https?:\/\//, k)
    t.strictSame(
      reports[0].evidence.map(({ level }: { level: string }) => level),
      ['citation'],
      k,
    )
  }
  t.equal(estimates.length, figures.length + further.length)
})
