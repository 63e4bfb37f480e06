/** Charts without a browser: the same code draws on a page and on a server. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { parseHTML } from 'linkedom'
import t from 'tap'
import { lightColours, originColours } from '../src/charts/colours.ts'
import { corridorHeight, drawCorridor } from '../src/charts/corridor-chart.ts'
import { type CorridorModel, drawnClaims, readingsOf, ruledOutBy } from '../src/charts/corridor-model.ts'
import { inLines, usualWidth } from '../src/charts/letters.ts'
import { maxAllLabelled } from '../src/charts/places.ts'
import { inPackage } from '../src/package.ts'
import fc from './support/fast-check.ts'
import { appFor, getJson } from './support/support.ts'

const app = await appFor(t)

/** The model of a quantity, from responses of the API. */
async function modelOf(id: string, query = ''): Promise<CorridorModel> {
  const { data: comparison } = await getJson(app, `/v1/quantities/${id}/comparison?limit=1000&${query}`)
  const { data: corridor } = await getJson(app, `/v1/quantities/${id}/corridor?limit=1000&${query}`)
  const { data: reports } = await getJson(app, `/v1/estimates?quantity=${id}&limit=1000`)
  const displays = reports.map(({ claim, claimants, as_stated, display }: Record<string, string & string[]>) => {
    const link = { href: `#${claim}`, description: display }
    return [claim, { name: claimants?.join(', ') ?? '', words: as_stated, colour: '#123456', link }]
  })
  return {
    ...{ label: id, unit: 'units', claims: comparison.claims, steps: corridor.steps, failing: comparison.failing },
    displays: new Map(displays),
  }
}

type Svg = ReturnType<ReturnType<typeof parseHTML>['document']['createElement']>

/** The chart as an element of a document without a browser. */
function drawn(model: CorridorModel, options: { width?: number; height?: number; isLog?: boolean } = {}) {
  const { document } = parseHTML('<html><body></body></html>')
  const svg = drawCorridor(model, { document, width: 1000, colours: lightColours, fontFamily: 'Any', ...options })
  return svg as unknown as Svg
}

const number = (element: Svg | null | undefined, name: string) => Number(element?.getAttribute(name))

/** The boxes of the labels, by the widths that the chart measured with. */
const labelBoxes = (svg: Svg) =>
  [...svg.querySelectorAll('g.label, g.note')].map((label) => {
    const lines = [...label.querySelectorAll('tspan')].map((line) => {
      const size = number(line.parentElement, 'font-size')
      const [x, y] = [number(line, 'x'), number(line, 'y')]
      const isBold = line.parentElement?.hasAttribute('font-weight') === true
      const width = usualWidth(line.textContent?.trim() ?? '', size, isBold)
      return { left: x, right: x + width, top: y - size * 0.9, bottom: y + size * 0.25 }
    })
    const least = (side: 'left' | 'top') => Math.min(...lines.map((line) => line[side]))
    const most = (side: 'right' | 'bottom') => Math.max(...lines.map((line) => line[side]))
    return { left: least('left'), right: most('right'), top: least('top'), bottom: most('bottom') }
  })

type Box = ReturnType<typeof labelBoxes>[number]
const overlap = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

const growing = ['containers-delivered-kp-ru', 'shells-delivered-kp-ru']

t.test('each claim with a number has a mark, a name, and a link with its words', async (t) => {
  for (const id of growing) {
    const model = await modelOf(id)
    const svg = drawn(model)
    const ids = drawnClaims(model).map(({ claim }) => claim)
    t.ok(ids.length > 5)
    const claimsAt = (selector: string, name: string) =>
      [...svg.querySelectorAll(selector)].map((element) => element.getAttribute(name)).sort()
    t.strictSame(claimsAt('g.claim', 'data-claim'), ids.toSorted())
    t.strictSame(claimsAt('g.label', 'data-claim'), ids.toSorted())
    t.strictSame(claimsAt('a.row', 'data-row'), ids.toSorted())
    for (const link of svg.querySelectorAll('a.row')) {
      const shown = model.displays.get(link.getAttribute('data-row') ?? '')
      t.equal(link.getAttribute('aria-label'), shown?.link?.description)
    }
    t.equal(svg.querySelectorAll('line.failing').length, model.failing.length)
    const outside = new Set(model.steps.flatMap((step) => step.outside.map(({ claim }) => claim)))
    t.equal(svg.querySelectorAll('.outside').length, outside.size)
  }
})

t.test('the band is that of the API: a rectangle for each step, between the bounds that claims set', async (t) => {
  const model = await modelOf('containers-delivered-kp-ru')
  const svg = drawn(model)
  const readings = [...svg.querySelectorAll('rect.reading')]
  t.strictSame(
    readings.map((one) => ['from', 'low', 'high'].map((name) => one.getAttribute(`data-${name}`))),
    model.steps.map(({ from, low, high }) => [from, low, high].map((value) => String(value ?? ''))),
  )
  const ringOf = (claim: string) => svg.querySelector(`g.claim[data-claim="${claim}"] circle`)
  for (const [index, { low_claims, high_claims }] of model.steps.entries()) {
    const [top, height] = [number(readings[index], 'y'), number(readings[index], 'height')]
    for (const claim of low_claims.filter(ringOf))
      t.ok(Math.abs(number(ringOf(claim), 'cy') - top - height) < 0.01, `${claim} sets the floor`)
    for (const claim of high_claims.filter(ringOf))
      t.ok(Math.abs(number(ringOf(claim), 'cy') - top) < 0.01, `${claim} sets the ceiling`)
  }
  const starts = readings.map((one) => number(one, 'x'))
  t.strictSame(
    starts,
    starts.toSorted((one, other) => one - other),
  )
  const [first] = model.steps[2]?.low_claims ?? []
  t.ok(Math.abs(number(ringOf(first ?? ''), 'cx') - (starts[2] ?? 0)) < 0.01, 'a floor starts where its claim ends')
})

t.test('what only an assumption rules out is lighter, and says so', async (t) => {
  const model = await modelOf('containers-delivered-kp-ru')
  const areas = (svg: Svg) =>
    [...svg.querySelectorAll('rect.ruled-out')].map((one) => ({
      isAbove: number(one, 'y') < 100,
      opacity: number(one, 'fill-opacity'),
      y: number(one, 'y'),
      bottom: number(one, 'y') + number(one, 'height'),
    }))
  const svg = drawn(model)
  const [pale, full] = [...new Set(areas(svg).map(({ opacity }) => opacity))].sort()
  t.ok(pale !== undefined && full !== undefined && pale < full)
  t.ok(
    areas(svg).every(({ isAbove, opacity }) => opacity === pale || !isAbove),
    'the only ceiling rests on an assumption',
  )
  t.match(svg.textContent, 'too many: ruled out if what is assumed holds')
  t.match(drawn(model, { width: 1600 }).textContent, /too few: ruled out(?! if)/)
  // The floor of 11,000 rests on an assumption, that of 10,000 below it does not.
  const assumed = areas(svg).find(({ isAbove, opacity }) => !isAbove && opacity === pale)
  t.ok(assumed && areas(svg).some(({ y, opacity }) => Math.abs(y - assumed.bottom) < 0.01 && opacity === full))
  const strict = drawn(await modelOf('containers-delivered-kp-ru', 'strict=true'))
  t.strictSame([...new Set(areas(strict).map(({ opacity }) => opacity))], [full])
  t.notMatch(strict.textContent, 'assumed')
})

t.test('where nothing is left, both readings are drawn, and only what neither leaves is ruled out', async (t) => {
  const model = await modelOf('containers-delivered-kp-ru', 'tolerance=0.1')
  const empty = model.steps.filter(({ is_empty }) => is_empty)
  t.ok(empty.length > 0)
  const svg = drawn(model)
  for (const step of empty)
    t.strictSame(
      [...svg.querySelectorAll(`rect.reading[data-from="${step.from}"]`)].map((one) => [
        one.getAttribute('data-low'),
        one.getAttribute('data-high'),
      ]),
      [step.either?.ceilings, step.either?.floors].map((one) => [String(one?.low ?? ''), String(one?.high ?? '')]),
    )
  const interval = (low: number | null, high: number | null) => ({
    ...{ low, high, low_inclusive: true, high_inclusive: true },
  })
  t.strictSame(ruledOutBy([interval(5, null)]), [{ low: null, high: 5 }])
  t.strictSame(ruledOutBy([interval(null, 9)]), [{ low: 9, high: null }])
  t.strictSame(ruledOutBy([interval(null, null)]), [])
  t.strictSame(ruledOutBy([interval(null, null), interval(2, 3)]), [])
  t.strictSame(ruledOutBy([interval(7, 9), interval(1, 3)]), [
    { low: null, high: 1 },
    { low: 3, high: 7 },
    { low: 9, high: null },
  ])
  t.strictSame(ruledOutBy([interval(1, 9), interval(2, 3)]), [
    { low: null, high: 1 },
    { low: 9, high: null },
  ])
  t.strictSame(ruledOutBy([interval(null, 3), interval(7, null)]), [{ low: 3, high: 7 }])
  for (const step of model.steps) t.equal(readingsOf(step).length, step.is_empty ? 2 : 1)
})

t.test('no label covers another or leaves the picture, in any width, on both scales', async (t) => {
  const queries = ['', 'tolerance=0.1', 'strict=true', 'spreads=as_interval']
  for (const id of growing)
    for (const query of queries) {
      const model = await modelOf(id, query)
      for (const width of [300, 340, 520, 760, 1180, 2260])
        for (const isLog of [false, true]) {
          const svg = drawn(model, { width, isLog })
          const boxes = labelBoxes(svg)
          const told = `${id} ${query} ${width} ${isLog}`
          const named = svg.querySelectorAll('g.label').length
          t.equal(named, drawnClaims(model).length, `${told}: every claim is named`)
          const height = number(svg, 'height')
          t.equal(height, corridorHeight(model, { width, colours: lightColours }))
          t.ok(
            boxes.every(({ left, right, top, bottom }) => left >= 0 && right <= width && top >= 0 && bottom <= height),
            told,
          )
          t.notOk(
            boxes.some((one, index) => boxes.slice(index + 1).some((other) => overlap(one, other))),
            told,
          )
        }
    }
})

const claim = (id: string, numbers: object, window: object) => ({
  ...{ claim: id, estimates: [], spread: false, low: null, high: null, best: null },
  ...{ low_inclusive: null, high_inclusive: null, low_side: 'unstated' as const, high_side: 'unstated' as const },
  ...numbers,
  window: { start_earliest: null, start_latest: null, end_earliest: null, end_latest: null, ...window },
})
const modelWith = (
  claims: ReturnType<typeof claim>[],
  more: Partial<Pick<CorridorModel, 'steps' | 'failing'>> = {},
): CorridorModel => ({
  ...{ label: 'x', unit: 'x', claims, steps: [], failing: [], ...more },
  displays: new Map(claims.map((one) => [one.claim, { name: `Ministry ${one.claim}`, words: 'words', colour: 'red' }])),
})

t.test('claims without days, without numbers, of 0 or of the same place are drawn as far as they can be', (t) => {
  const day = { end_earliest: '2024-01-01', end_latest: '2024-01-01' }
  const sets: [marks: number, CorridorModel][] = [
    [0, modelWith([])],
    [0, modelWith([claim('a', {}, day)])],
    [1, modelWith([claim('a', { best: 5 }, {})])],
    [1, modelWith([claim('a', { best: 0, low: 0, high: 0, low_inclusive: true, high_inclusive: true }, day)])],
    [1, modelWith([claim('a', { low: 5, high_side: 'unbounded' }, day), claim('b', {}, {})])],
    [2, modelWith([claim('a', { best: 5 }, day), claim('b', { best: 5 }, day)])],
    [60, modelWith(Array.from({ length: 60 }, (_, index) => claim(`c${index}`, { best: 5 }, day)))],
    [600, modelWith(Array.from({ length: 600 }, (_, index) => claim(`c${index}`, { best: index }, day)))],
  ]
  for (const [marks, one] of sets)
    for (const isLog of [false, true]) {
      const svg = drawn(one, { isLog })
      t.equal(svg.querySelectorAll('g.claim').length, marks)
      t.notMatch(svg.toString(), /NaN|Infinity|undefined/)
      const boxes = labelBoxes(svg)
      t.notOk(boxes.some((box, index) => boxes.slice(index + 1).some((other) => overlap(box, other))))
    }
  t.equal(drawn(sets[3]?.[1] as CorridorModel).querySelectorAll('a').length, 0, 'no link without an address')
  t.end()
})

/** Claims about a growing total on random days, with the corridor that those with a bound leave. */
function randomModel(seed: number, count: number): CorridorModel {
  let state = seed
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  const dayAt = (day: number) => new Date(Date.UTC(2022, 0) + Math.floor(day) * 86_400_000).toISOString().slice(0, 10)
  const claims = Array.from({ length: count }, (_, index) => {
    const [end, value, kind] = [next() * 1500, 1 + Math.floor(next() * 9000), next()]
    const numbers =
      kind < 0.4
        ? { best: value }
        : kind < 0.6
          ? { low: value, low_inclusive: true, low_side: 'stated' as const, high_side: 'unbounded' as const }
          : kind < 0.8
            ? { high: value, high_inclusive: false, high_side: 'stated' as const, low_side: 'unbounded' as const }
            : { low: value, high: value + 800, low_inclusive: true, high_inclusive: true }
    const start = next() < 0.5 ? dayAt(end * next()) : null
    return claim(`c${index}`, numbers, {
      ...{ start_earliest: start, start_latest: start, end_earliest: dayAt(end), end_latest: dayAt(end) },
    })
  }).sort((one, other) => ((one.window.end_latest ?? '') < (other.window.end_latest ?? '') ? -1 : 1))
  const steps: CorridorModel['steps'][number][] = []
  for (const { claim: id, low, best, window } of claims) {
    const last = steps.at(-1)?.low ?? null
    if ((low === null || low <= (last ?? 0)) && (best === null || best >= (last ?? 0))) continue
    const outside = { claim: id, low: best, high: best, low_inclusive: true, high_inclusive: true }
    steps.push({
      ...{ from: window.end_latest, low: low ?? last, low_inclusive: true, high: null, high_inclusive: null },
      ...{ low_claims: low === null ? [] : [id], high_claims: [], is_empty: false, either: null, assumptions: [] },
      outside: best === null ? [] : [{ ...outside, part: 'below_floor' }],
    })
  }
  const failing = claims.flatMap((first, index) => {
    const second = claims[index + 3]
    return second !== undefined && next() < 0.1 ? [{ first, second }] : []
  })
  return modelWith(claims, { steps, failing })
}

t.test('of many claims, labels stand free of each other, of bars and of bounds, and are counted', (t) => {
  const boxOf = (shape: Svg): Box => {
    const [left, top] = [number(shape, 'x'), number(shape, 'y')]
    return { left, top, right: left + number(shape, 'width'), bottom: top + number(shape, 'height') }
  }
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.oneof(fc.integer({ min: 5, max: 60 }), fc.integer({ min: 61, max: 400 })),
      fc.constantFrom(340, 944, 1600),
      fc.boolean(),
      (seed, count, width, isLog) => {
        const model = randomModel(seed, count)
        const svg = drawn(model, { width, isLog })
        assert.equal(svg.querySelectorAll('g.claim').length, count)
        const all = labelBoxes(svg)
        assert.ok(!all.some((one, index) => all.slice(index + 1).some((other) => overlap(one, other))))
        const labelled = [...svg.querySelectorAll('g.label, g.note')].map((one) => one.getAttribute('data-claim'))
        for (const mark of svg.querySelectorAll('g.claim')) {
          const bars = [...mark.querySelectorAll('rect[width="7"]')].map(boxOf)
          const covering = all.filter((one) => bars.some((bar) => overlap(one, bar)))
          assert.deepEqual(covering, [], `${mark.getAttribute('data-claim')} of ${labelled}`)
        }
        const named = labelled.filter((one) => one !== null).length
        const told = `${named} of ${count} claims are labelled.`
        assert.equal(svg.textContent.includes(told), named < count)
        if (count <= maxAllLabelled) return
        for (const path of svg.querySelectorAll('path.bound')) {
          const [start, y, end] = (
            path
              .getAttribute('d')
              ?.match(/M([^,]+),([^MVH]+)H(.+)$/)
              ?.slice(1) ?? []
          ).map(Number)
          const line = { left: start as number, right: end as number, top: y as number, bottom: y as number }
          assert.ok(!all.some((one) => overlap(one, line)), 'no label is crossed by a bound')
        }
        const setting = new Set(model.steps.flatMap(({ low_claims }) => low_claims))
        const inFirst = labelled.findIndex((one) => one !== null && !setting.has(one))
        assert.ok(inFirst < 0 || !labelled.slice(inFirst).some((one) => one !== null && setting.has(one)))
      },
    ),
    { numRuns: 20 },
  )
  t.end()
})

t.test('an origin has one colour, whatever is drawn, and pictures have the colours of the page', async (t) => {
  const { facets } = await getJson(app, '/v1/estimates?facets=origin&limit=1')
  const colours = originColours(facets.origin.buckets, lightColours)
  t.equal(colours.size, 8)
  t.equal(new Set(colours.values()).size, 8)
  t.strictSame(originColours(facets.origin.buckets.toReversed(), lightColours), colours, 'in any order')
  const many = Array.from({ length: 20 }, (_, index) => ({ value: `o${index}`, count: index }))
  t.strictSame([...originColours(many, lightColours).keys()].slice(0, 2), ['o19', 'o18'])
  t.equal(originColours(many, lightColours).size, lightColours.hues.length)
  const style = readFileSync(inPackage('src', 'explorer', 'style.css'), 'utf8')
  const { hues, otherOrigin, ...others } = lightColours
  const named = {
    ...others,
    'hue-none': otherOrigin,
    ...Object.fromEntries(hues.map((hue, i) => [`hue-${i + 1}`, hue])),
  }
  for (const [name, colour] of Object.entries(named)) t.match(style, `--${name}: light-dark(${colour},`)
})

t.test('texts in lines lose nothing, and no line is wider than its room', (t) => {
  const texts = [
    'Ministry of National Defense of South Korea',
    'Donaudampfschifffahrtsgesellschaftskapitän of Österreich-Ungarn',
    '北朝鮮の砲弾は百万発を超える',
    'a  b\nc',
    '',
  ]
  for (const text of texts)
    for (const width of [20, 60, 110, 400]) {
      const lines = inLines(text, { width, size: 12 })
      t.equal(lines.join('').replace(/\s/g, ''), text.replace(/\s/g, ''))
      for (const line of lines) t.ok(usualWidth(line, 12, false) <= width, `${line} in ${width}`)
    }
  t.end()
})
