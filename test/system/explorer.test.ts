/** The explorer as its users meet it: the page over HTTP, and its views in a real browser. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { inPackage } from '../../src/package.ts'
import { browseAt, skip } from '../support/browse.ts'
import { operations } from '../support/contract-document.ts'
import { appFor, getJson, seedCopy, walk } from '../support/support.ts'

const assets = inPackage('dist', 'src', 'explorer', 'assets')
const seedApp = await appFor(t)
const asHtml = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

t.test('the page is at /explore and under it, with the base that its addresses are relative to', async (t) => {
  const app = seedApp
  const bases = {
    '/explore': 'explore/',
    '/explore/': './',
    '/explore/quotes?act=denial': './',
    '/explore/quotes/quote-budanov-direct-threat': './../',
  }
  for (const [url, base] of Object.entries(bases)) {
    const { statusCode, headers, body } = await app.inject(url)
    t.equal(statusCode, 200, url)
    t.equal(headers['content-type'], 'text/html; charset=utf-8')
    t.match(body, `<base href="${base}">`)
    t.equal(new URL(base, new URL(url, 'http://x')).pathname, '/explore/', 'which is the same folder from everywhere')
    const unchanged = await app.inject({ url, headers: { 'if-none-match': String(headers.etag) } })
    t.equal(unchanged.statusCode, 304)
  }
  t.notOk(
    operations.some(({ path }) => path.startsWith('/explore')),
    'it is a page, not a part of the contract',
  )
})

t.test('browsers that ask for / get the page, everybody else the entry point, and caches know that', async (t) => {
  const app = seedApp
  const page = await app.inject({ url: '/', headers: asHtml })
  t.match(page.headers['content-type'], 'text/html')
  t.match(page.body, '<base href="explore/">')
  for (const accept of [undefined, '', '*/*', 'application/json', 'application/json,text/html', 'image/png']) {
    const answer = await app.inject({ url: '/', headers: accept === undefined ? {} : { accept } })
    t.match(answer.headers['content-type'], 'application/json', String(accept))
    t.equal(answer.json().links.explore, '/explore')
    t.match(answer.headers.vary, 'Accept,')
    t.not(answer.headers.etag, page.headers.etag)
  }
})

t.test('without JavaScript it counts the lists and leads to each of them, with every name escaped', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('dataset.yaml', /^title: .*$/m, 'title: "Facts <script>alert(1)</script> & more"')
  const app = await appFor(t, seed)
  const { body } = await app.inject('/explore')
  t.match(body, '<h1>Facts &#60;script&#62;alert(1)&#60;/script&#62; &#38; more</h1>')
  const { counts } = await getJson(app, '/')
  for (const [name, count] of Object.entries(counts))
    t.match(body, new RegExp(`>${name}</th><td>${(count as number).toLocaleString('en')}</td>`))
  const links = [...body.matchAll(/<a href="([^"]+)"/g)].map(
    ([, href]) => new URL(href as string, 'http://x/explore/').pathname,
  )
  t.equal(links.length, 3 * Object.keys(counts).length + 9, 'each list in two formats and as a view, header and footer')
  for (const link of links) t.equal((await app.inject(link)).statusCode, 200, link)
})

t.test('what the page loads is small, compressed, kept for good, and comes from here', async (t) => {
  const app = seedApp
  const { body } = await app.inject('/explore')
  const loaded = [...body.matchAll(/(?:src|href)="(\.\/assets\/[^"]+)"/g)].map(([, href]) => href as string)
  t.ok(loaded.length >= 2)
  for (const href of loaded) {
    const url = new URL(href, 'http://x/explore/').pathname
    const plain = await app.inject(url)
    t.equal(plain.statusCode, 200, url)
    t.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable')
    t.ok(plain.headers.etag)
    const zipped = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } })
    t.equal(zipped.headers['content-encoding'], 'gzip')
    t.match(zipped.headers.vary, /accept-encoding/i)
    t.ok(gunzipSync(zipped.rawPayload).equals(plain.rawPayload))
  }
  const zipped = readdirSync(assets).filter((name) => name.endsWith('.js.gz'))
  const bytes = zipped.reduce((sum, name) => sum + readFileSync(join(assets, name)).length, 0)
  t.ok(zipped.length >= 2 && bytes <= 150_000, `${bytes} bytes of JavaScript`)
  t.notMatch(body.replace(/http:\/\/www\.w3\.org\/2000\/svg/g, ''), /(src|href)="(https?:)?\/\//, 'no other origin')
  t.equal((await app.inject('/explore/assets/none.js')).statusCode, 404)
  t.match(
    (await app.inject('/explore/assets/../index.html')).body,
    'There is no view at',
    'which is a view, not a file',
  )
})

/** Pictures of every view, for people to look at. */
const pictures = inPackage('screenshots')
const browse = (t: Test, options: { databaseFile?: string; publicUrl?: string } = {}) =>
  browseAt(t, { databaseFile: seedApp.databaseFile, ...options })

const shells = '/explore/quantities/shells-delivered-kp-ru'
const article = 'source=fp-2024-10-north-korean-shells'

const containers = '/explore/quantities/containers-delivered-kp-ru'

t.test('the first page says in words what is claimed, by whom, and what does not fit', { skip }, async (t) => {
  const { app, open } = await browse(t)
  const { name, counts } = await getJson(app, '/')
  const page = await open('/')
  await page.locator('a.row').first().waitFor()
  t.equal(await page.locator('h1').innerText(), name)
  const { data } = await getJson(app, '/v1/quantities/containers-delivered-kp-ru/comparison')
  t.equal(await page.locator('a.row').count(), data.counts.claims - data.counts.without_number)
  t.match(await page.getByText('No number that can be drawn').innerText(), 'Foreign Policy (“thousands of')
  t.equal(await page.locator('.summary').innerText(), `${data.summary.short.replaceAll('\n', '\n\n')}\n\nIn full`)
  await page.getByText('In full').click()
  t.equal(
    (await page.locator('.summary').innerText()).trim(),
    `In full\n\n${data.summary.long.replaceAll('\n', '\n\n')}`,
  )
  const figures = await page.locator('.figures').innerText()
  t.match(figures, /Claims\s+13\s+by 8 claimants\s+1 without a number/)
  t.match(
    figures,
    /Origins\s+4\s+3 origins assumed to be independent\s+1 origin building on others\s+1 claim without an origin/,
  )
  t.match(
    figures,
    /in the end\s+more than 20,000\s+set by 1 of 12 claims\s+without the origin of the floor: more than 13,000/,
  )
  t.match(
    figures,
    /31 March 2025, the last day with a ceiling\s+more than 13,000 and less than 16,000\s+set by 2 of 12 claims\s+assuming that nothing moved before September 2023, against which 3 claims \(Foreign Policy, Ministry of National Defense of South Korea and Defense Intelligence Agency of South Korea\) speak\s+without the origin of the floor: more than 11,000\s+without the origin of the ceiling: no ceiling/,
  )
  t.match(await page.locator('main').innerText(), new RegExp(`Evidence\\s+${counts.evidence}\\s+JSON CSV`))
  t.match(await page.locator('.requests').textContent(), /curl 'http.*\/v1\/quotes\?facets=speaker,addressee'/)
  await page.getByText('1,000,000 to 6,500,000 · 2 pairs cannot both be right').waitFor()
  t.notMatch(await page.locator('.list').innerText(), 'factor', 'figures of different windows are not divided')
  await page.locator('.list').getByRole('link', { name: 'Artillery shells delivered' }).click()
  await page.locator('h1', { hasText: 'Artillery shells delivered' }).waitFor()
  t.equal(new URL(page.url()).pathname, shells)
})

t.test('claims that cannot both be right are shown with amount, conditions and assumptions', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open(containers)
  const section = (heading: string) =>
    page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) })
  const pairs = section('Who cannot both be right').locator('.pairs > li')
  await pairs.first().waitFor()
  t.strictSame(await pairs.allInnerTexts(), [
    'United States Department of State (more than 10,000 containers, 23 February 2024) and Ministry of National Defense of South Korea (about 6,700 containers, 26 February 2024) cannot both be right. They fit together only if one of the two figures is more than 49\u00a0% off.\n\nThis needs no assumption.',
    'Ministry of National Defense of South Korea (some 20,000 containers, September 2024) and Open Source Centre (nearly 16,000 containers, 15 April 2025) cannot both be right. They fit together only if one of the two figures is more than 20\u00a0% off, or if more than 4,000 containers moved before 1 September 2023 (computed), against what is assumed.\n\nAssumed: that nothing moved before September 2023. With nothing assumed, both can be right of a total that grows.',
  ])
  t.match(
    await section('Who cannot both be right').innerText(),
    'Of the other pairs, none agrees about the same window, 43 fit one total that grows and 33 are left open.',
  )
  t.match(await section('Whose numbers lie outside').locator('li').allInnerTexts(), [
    /\(about 6,700 containers, .*\) lies below the floor of more than 10,000 on 23 February 2024, unless it is more than 49\u00a0% off\.$/,
    /\(some 20,000 containers, .*\) lies above the ceiling of less than 16,000 on 30 September 2024, unless it is more than 20\u00a0% off\.$/,
  ])
  await page.goto(new URL(shells, page.url()).href)
  await pairs.first().waitFor()
  t.equal(
    await pairs.last().innerText(),
    'Ukrainian military intelligence (around 1 million artillery shells, 15 January 2024) and C4ADS (about 1.6 million artillery shells, 22 June 2024) cannot both be right. They fit together only if one of the two figures is more than 23\u00a0% off, or if at least 600,000 shells moved from 16 January 2024 to 31 January 2024 (computed), against what is assumed.\n\nAssumed: that the figure around 1 million artillery shells of Ukrainian military intelligence counts from the start of the flow and runs to the end of the period in which it was said. With nothing assumed, both can be right of a total that grows.',
  )
  await page.goto(`${page.url()}?strict=true`)
  await page.getByText('No two of these claims rule each other out.').waitFor()
  await pairs.first().getByRole('link').first().waitFor({ state: 'detached' })
})

t.test('the ladder says how many claims and origins stand behind each level, and since when', { skip }, async (t) => {
  const { app, open } = await browse(t)
  const page = await open(containers)
  const rungs = page.locator('.ladder > div')
  await rungs.first().waitFor()
  const { data } = await getJson(app, '/v1/quantities/containers-delivered-kp-ru/comparison')
  const told = (await rungs.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
  t.equal(told.length, data.ladder_count)
  t.equal(
    told[3],
    'at least 11,000 from 17 June 2024 4 of 12 claims: 2 origins assumed to be independent and 1 origin building on others Set by U.S. State Department analysts (“at least 11,000 containers”, October 2024). 3 single numbers are as high or higher.',
  )
  t.equal(
    told[7],
    'less than 16,000 up to 31 March 2025 1 of 12 claims: 1 origin assumed to be independent Set by Open Source Centre (nearly 16,000 containers, 15 April 2025). 3 single numbers are as low or lower.',
  )
})

t.test('what does not grow has no levels, and one claim is shown without the apparatus', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open('/explore/quantities/shells-per-year-kp-ru')
  await page.locator('a.row').first().waitFor()
  const rate = await page.locator('main').innerText()
  t.match(rate, 'counted in shells per year · rate')
  t.match(rate, 'Of all pairs, none agrees about the same window and 1 is left open.')
  t.match(await page.locator('.figures').innerText(), /Numbers named\s+2,800,000 to 3,000,000$/)
  for (const word of ['ruled out on', 'in the end', 'level', 'outside', 'factor']) t.notMatch(rate, word)
  await page.goto(new URL('/explore/quantities/shipment-to-battlefield-duration', page.url()).href)
  await page.locator('.card').waitFor()
  t.match(await page.locator('.card').innerText(), /Kyrylo Budanov[\s\S]*“about a week”[\s\S]*…about a week after…/)
  for (const apparatus of ['.summary', '.figures', '.drawing', '.pairs', '.ladder', '.tabs', 'form'])
    t.equal(await page.locator(apparatus).count(), 0, apparatus)
  await page.getByRole('link', { name: 'See its whole record' }).click()
  await page.waitForURL(/\/estimates\/estimate-/)
  await page.goto(new URL('/explore/quantities/shells-used-by-russia', page.url()).href)
  await page.getByText('No claim about it is recorded.').waitFor()
})

t.test('of several conditions one is compared at a time, and the reader can choose', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open('/explore/quantities/shells-capacity-of-containers-kp-ru?show=range')
  await page.locator('a.row').first().waitFor()
  t.equal(await page.locator('[aria-label=Condition] [aria-current=true]').innerText(), 'if all were 152 mm (6 claims)')
  t.match(
    await page.locator('.figures').innerText(),
    /more than 2,000,000 and less than 5,000,000\s+set by 2 of 6 claims/,
  )
  t.match(await page.locator('.legend').innerText(), 'not ruled out on 14 June 2024, if all were 152 mm, more than')
  await page.getByRole('link', { name: 'if all were 122 mm (1 claim)' }).click()
  await page.waitForURL(/condition=if/)
  await page.locator('.figures', { hasText: /in the end\s*at least 400,000/ }).waitFor()
  t.notMatch(await page.locator('.drawing').textContent(), 'not ruled out', 'there is no ceiling to draw a band to')
})

t.test('the golden quantity: open is drawn open, the spread apart, and the words are at hand', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open(`${shells}?${article}&show=range`)
  await page.locator('a.row').first().waitFor()
  t.equal(await page.locator('a.row').count(), 2)
  const figures = await page.locator('.figures').innerText()
  t.match(
    figures,
    /in the end\s+at least 2,000,000\s+set by 1 of 1 claim\s+assuming that the figure “at least 2 million” of experts counts up to the day that it is given for/,
  )
  t.notMatch(figures, 'ceiling', 'nobody sets one')
  t.match(
    await page.locator('main').innerText(),
    'the part of at least 1,600,000 and less than 2,000,000 lies below the floor of at least 2,000,000 on 23 September 2024',
  )
  t.equal(await page.locator('.tag').innerText(), 'Source: North Korean Shells Fuel Russia’s War—and Kim’s Ambitions ×')
  const box = async (selector: string) => {
    const found = page.locator(`.drawing ${selector}`)
    t.equal(await found.count(), 1, selector)
    return (await found.boundingBox()) as { x: number; y: number; width: number; height: number }
  }
  const open_ = await box('rect[fill^="url(#fades-right"]')
  const spread = await box('rect[fill^="url(#hatched"]')
  const ring = await box('circle')
  t.ok(open_.x + open_.width > spread.x + spread.width + 10, '"at least 2 million" goes on to the edge')
  t.ok(Math.abs(ring.x + ring.width / 2 - (spread.x + spread.width)) < 2, '"almost 6 million" ends in a ring')
  const strokes = await page.locator('.drawing [aria-label="tick"] line').count()
  t.equal(strokes, 2, 'a stroke at 1.6 million and at 2 million, and none where it is open')
  await page.locator('a.row').first().hover()
  t.match(
    await page.locator('.floating').innerText(),
    /at least 2,000,000, no ceiling is claimed[\s\S]*…experts say…[\s\S]*…at least 2 million…/,
  )
  await page.goto(page.url().replace('?', '?spreads=as_interval&'))
  await page.locator('.figures', { hasText: 'at least 2,000,000 and less than 6,000,000' }).waitFor()
})

t.test('a growing total is drawn over time first: each claim, and the band of the API', { skip }, async (t) => {
  const { app, open } = await browse(t)
  for (const path of ['/explore', containers]) {
    const page = await open(path)
    await page.locator('a.row').first().waitFor()
    t.strictSame(await page.locator('.tabs').first().locator('a').allInnerTexts(), [
      'Over time',
      'Side by side',
      'Table',
    ])
    t.equal(await page.locator('.tabs [aria-current=page]').innerText(), 'Over time')
    const ids = (selector: string) =>
      page.locator(selector).evaluateAll((found) => found.map((one) => one.getAttribute('data-claim')).sort())
    const { data } = await getJson(app, '/v1/quantities/containers-delivered-kp-ru/comparison')
    const numbered = data.claims.filter(({ low, high, best }: Record<string, unknown>) => low ?? high ?? best ?? false)
    const expected = numbered.map(({ claim }: { claim: string }) => claim).sort()
    t.strictSame(await ids('.drawing g.claim'), expected)
    t.strictSame(await ids('.drawing g.label'), expected)
    const { steps } = (await getJson(app, '/v1/quantities/containers-delivered-kp-ru/corridor')).data
    const drawn = await page
      .locator('.drawing rect.reading')
      .evaluateAll((found) =>
        found.map((one) => ['from', 'low', 'high'].map((name) => one.getAttribute(`data-${name}`))),
      )
    t.strictSame(
      drawn,
      steps.map(({ from, low, high }: Record<string, unknown>) =>
        [from, low, high].map((value) => String(value ?? '')),
      ),
    )
    t.equal(await page.locator('.drawing .failing').count(), data.failing.length)
    t.equal(await page.locator('.drawing .outside').count(), 2)
    t.match(await page.locator('.drawing').textContent(), /cannot both be right/)
    const [chart, legend] = [await page.locator('.chart').boundingBox(), await page.locator('.legend').boundingBox()]
    t.ok((legend?.y ?? 0) > (chart?.y ?? 0), 'the data first, then its legend')
    await page.getByRole('link', { name: 'Side by side' }).click()
    await page.waitForURL(/show=range/)
    const rows = page.locator('a.row')
    // The address changes before the drawing does.
    await rows.nth(data.counts.claims - 1).waitFor()
    t.equal(await rows.count(), data.counts.claims)
  }
  const page = await open('/explore/quantities/shells-per-year-kp-ru')
  await page.locator('a.row').first().waitFor()
  t.strictSame(await page.locator('.tabs a').allInnerTexts(), ['Side by side', 'Table'])
})

t.test('the words, source and date of a mark are shown by pointer, focus and finger', { skip }, async (t) => {
  const { open } = await browse(t)
  const words =
    /Open Source Centre: less than 16,000[\s\S]*nearly 16,000 containers[\s\S]*online\.ua[\s\S]*said 15 April 2025/
  const mark = 'a.row[data-row=claim-k21-open-source-centre-containers]'
  const page = await open(containers)
  await page.locator(mark).hover()
  t.match(await page.locator('.floating').innerText(), words)
  await page.mouse.move(0, 0)
  await page.locator('.floating').waitFor({ state: 'hidden' })
  await page.locator(mark).focus()
  t.match(await page.locator('.floating').innerText(), words)
  const [frame, card] = [await page.locator('.chart').boundingBox(), await page.locator('.floating').boundingBox()]
  t.ok(frame && card && card.x >= frame.x - 1 && card.x + card.width <= frame.x + frame.width + 1)
  const small = await open(containers, { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true })
  await small.locator(mark).tap()
  t.match(await small.locator('.floating').innerText(), words)
  t.equal(new URL(small.url()).pathname, containers, 'a first tap only shows them')
  await small.locator(mark).tap()
  await small.waitForURL(/\/estimates\/estimate-k21/)
})

/** The boxes of texts in a drawing, those of one label together. */
const textBoxes = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((found) =>
    found.map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect()
      return { text: one.textContent ?? '', left, right, top, bottom }
    }),
  )

/** Pairs of boxes that cover each other, by more than the room that letters leave above and below. */
function covered(boxes: Awaited<ReturnType<typeof textBoxes>>): string[] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          one.left < other.right - 1 &&
          other.left < one.right - 1 &&
          one.top < other.bottom - 4 &&
          other.top < one.bottom - 4,
      )
      .map((other) => `${one.text} | ${other.text}`),
  )
}

t.test('no name is cut or covered, from 360 to 3,840 pixels, and wide screens are used', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open('/explore')
  const capacity = '/explore/quantities/shells-capacity-of-containers-kp-ru'
  for (const path of ['/explore', containers, shells, capacity, `${shells}?scale=log`, `${shells}?show=range`])
    for (const width of [360, 700, 1280, 2560, 3840]) {
      await page.setViewportSize({ width, height: 1000 })
      await page.goto(new URL(path, page.url()).href)
      await page.locator('a.row').first().waitFor()
      const told = `${path} ${width}`
      const isRange = path.endsWith('range')
      const boxes = await textBoxes(page, isRange ? '.row-labels text' : '.drawing :is(g.label, g.note)')
      t.ok(boxes.length >= 6, told)
      t.strictSame(covered(boxes), [], told)
      const texts = await textBoxes(page, '.drawing text')
      t.ok(
        texts.every(({ text, left, right }) => !text.includes('…') && left >= 0 && right <= width),
        told,
      )
      const frame = await page.locator('.drawing svg').boundingBox()
      t.ok((frame?.width ?? 0) >= width * 0.85, `${told}: ${frame?.width}`)
    }
})

t.test('a saved picture has every word within it, however narrow it is', { skip }, async (t) => {
  const { open } = await browse(t)
  for (const show of ['', '?show=range']) {
    const page = await open(`${containers}${show}`, { viewport: { width: 360, height: 800 } })
    await page.locator('a.row').first().waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Save SVG').click()])
    const svg = readFileSync(await download.path(), 'utf8')
    t.notMatch(svg, /var\(--|<a /)
    await page.setViewportSize({ width: 800, height: 800 })
    await page.evaluate(`document.body.style.margin = 0; document.body.innerHTML = ${JSON.stringify(svg)}`)
    const picture = await page.locator('body > svg').boundingBox()
    const texts = await textBoxes(page, 'body > svg text')
    t.ok(texts.length > 20)
    for (const { text, left, right, bottom } of texts)
      t.ok(left >= 0 && right <= (picture?.width ?? 0) && bottom <= (picture?.height ?? 0), text)
    const words = texts.map(({ text }) => text).join(' ')
    for (const part of [
      'Containers sent from North Korea to Russia',
      'Conflict Facts, version',
      'Ring: one that is not.',
    ])
      t.match(words, new RegExp(part.replaceAll(' ', '\\s+')))
  }
})

t.test('an origin has one colour in every view', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open('/explore')
  const colours = new Map<string, string>()
  const paths = [
    '',
    containers,
    shells,
    `${shells}?show=range`,
    `${shells}?${article}`,
    '/explore/quantities/shells-per-year-kp-ru',
  ]
  for (const path of paths) {
    await page.goto(new URL(path || '/explore', page.url()).href)
    await page.locator('.legend .swatch').first().waitFor({ state: 'attached' })
    const keys = await page
      .locator('.legend li:has(.swatch)')
      .evaluateAll((found) => found.map((one) => [one.textContent, one.querySelector('span')?.getAttribute('style')]))
    for (const [origin, style] of keys as [string, string][]) {
      t.equal(style, colours.get(origin) ?? style, `${origin} in ${path}`)
      colours.set(origin, style)
    }
  }
  t.ok(colours.size >= 8)
  t.equal(new Set(colours.values()).size, colours.size, 'and no two have the same')
})

t.test('shares are drawn from 0 to 100 %', { skip }, async (t) => {
  const { seed, add } = seedCopy(t)
  const share = (id: string, best: number) =>
    madeClaims(1)
      .replace('estimates:\n', '')
      .replaceAll('made-0', id)
      .replace('shells-delivered-kp-ru', 'shells-unreliable-share-kp-ru')
      .replace(/best: 1\n/, `best: ${best}\n`)
  add('fp-2024-10-north-korean-shells/shares.yaml', `estimates:\n${share('fifth', 0.2)}${share('third', 0.33)}`)
  const { open } = await browse(t, await appFor(t, seed))
  const page = await open('/explore/quantities/shells-unreliable-share-kp-ru')
  await page.locator('a.row').first().waitFor()
  const ticks = await page.locator('.drawing [aria-label*="tick label"] text').allTextContents()
  t.ok(ticks.includes('0%') && ticks.includes('100%'), ticks.join())
})

t.test('the table sorts by every column, up and down, what is not stated last', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open(`${shells}?show=table`)
  await page.locator('tbody tr').first().waitFor()
  const headings = await page.locator('thead th').allInnerTexts()
  t.equal(headings.length, 11)
  const cells = (column: number) => page.locator(`tbody tr > :nth-child(${column + 1})`).allInnerTexts()
  const numbers = async (column: number) =>
    (await cells(column)).map((text) => Number(/^[\d,]+/.exec(text)?.[0].replaceAll(',', '') ?? Number.NaN))
  for (const [column, heading] of headings.entries()) {
    const link = page.locator('thead a').nth(column)
    const th = page.locator('thead th').nth(column)
    const orders: string[][] = []
    for (const [order, sort] of [
      ['ascending', /column=[a-z]/],
      ['descending', /column=-/],
    ] as const) {
      await link.click()
      await page.waitForURL(sort)
      await page.locator(`thead th:nth-child(${column + 1})[aria-sort=${order}]`).waitFor()
      t.equal(await page.locator('thead th:not([aria-sort=none])').count(), 1, heading)
      t.equal(await th.getAttribute('aria-sort'), order)
      orders.push(await cells(column))
      if (['Low', 'High', 'Number named'].includes(heading)) {
        const found = await numbers(column)
        const stated = found.filter((value) => !Number.isNaN(value))
        const sorted = stated.toSorted((one, other) => (order === 'ascending' ? one - other : other - one))
        t.strictSame(found.slice(0, stated.length), sorted, `${heading} ${order}`)
      }
    }
    t.strictSame(orders[0]?.toSorted(), orders[1]?.toSorted(), `${heading}: the same rows`)
  }
  await page.goto(`${page.url().replace(/column=[^&]*/, 'column=size')}`)
  await page.getByRole('alert').waitFor()
  t.match(await page.getByRole('alert').innerText(), /size\. Nothing here is called that\. Choose one of these: /)
})

t.test('a table says the same, and charts can be taken along', { skip }, async (t) => {
  const { app, open } = await browse(t)
  const page = await open(`${shells}?show=table`)
  await page.locator('tbody tr').first().waitFor()
  const { data } = await getJson(app, '/v1/estimates?quantity=shells-delivered-kp-ru')
  t.equal(await page.locator('tbody tr').count(), data.length)
  const words = await page.locator('tbody').innerText()
  for (const { as_stated, as_stated_exact } of data)
    t.match(words, as_stated_exact ? `“${as_stated}”` : `${as_stated} not word for word`)
  const spread = page.locator('tr', { hasText: 'almost 6 million' })
  t.match((await spread.locator('td').allInnerTexts()).slice(1, 4), ['1,600,000', '6,000,000 excluded', ''])
  t.match(
    await page.locator('tr', { hasText: 'at least 2 million' }).innerText(),
    /unbounded[\s\S]*summer 2024 \(“as of this summer”\)/,
  )
  await page.getByRole('link', { name: 'Side by side' }).click()
  await page.locator('a.row').first().waitFor()
  t.equal(new URL(page.url()).search, '?show=range')
  const saved = async (kind: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText(`Save ${kind}`).click()])
    t.equal(download.suggestedFilename(), `shells-delivered-kp-ru.${kind.toLowerCase()}`)
    return readFileSync(await download.path())
  }
  t.match((await saved('PNG')).subarray(1, 4).toString(), 'PNG')
  const svg = (await saved('SVG')).toString()
  t.match(svg, /Artillery shells delivered[\s\S]*“at least 2 million”[\s\S]*Conflict Facts, version/)
  t.notMatch(svg, /var\(--/, 'colours are written out')
  t.match(svg, /Open Source Centre \(assumed to be independent\)[\s\S]*Without quotation marks: not word for word/)
  const exact = data.filter(({ as_stated_exact }: { as_stated_exact: boolean }) => as_stated_exact)
  t.strictSame(
    [...svg.matchAll(/“([^”]*)”/g)].map(([, quoted]) => quoted).sort(),
    exact.map(({ as_stated }: { as_stated: string }) => as_stated).sort(),
    'quotation marks stand only round words that are exact',
  )
  const csv = await page.getByRole('link', { name: 'CSV of the claims' }).getAttribute('href')
  const [header, ...rows] = (await app.inject(new URL(csv as string).pathname)).body.trim().split('\r\n')
  t.match(
    header,
    /^quantity,quantity_name,unit,claim,estimates,.*,claimants,claimants_names,.*,low,low_inclusive,high,/,
  )
  t.equal(rows.length, new Set(data.map(({ claim }: { claim: string }) => claim)).size)
})

t.test('an address restores its view, and going back leads back', { skip }, async (t) => {
  const { address, open } = await browse(t)
  const page = await open(`${shells}?show=range&tolerance=0.1&order=figure&scale=log`)
  await page.locator('a.row').first().waitFor()
  t.equal(await page.locator('select[name=tolerance]').inputValue(), '0.1')
  t.equal(await page.locator('select[name=order]').inputValue(), 'figure')
  t.ok(await page.locator('select[name=tolerance]').isVisible(), 'what is set is not folded away')
  t.match(
    await page.locator('.requests code').first().textContent(),
    `curl '${address}/v1/quantities/shells-delivered-kp-ru/comparison?tolerance=0.1'`,
  )
  await page.locator('select[name=order]').selectOption('claimant')
  await page.waitForURL(/order=claimant/)
  await page.goBack()
  await page.waitForURL(/order=figure/)
  await page.locator('select[name=order]:has(option[value=figure]:checked)').waitFor()
})

t.test('every filter of a view goes along into its requests, and can be removed', { skip }, async (t) => {
  const { app, open } = await browse(t)
  const id = 'containers-delivered-kp-ru'
  const filters = 'claimant=south-korea&known_by=2024-12-31'
  const page = await open(`${containers}?show=range&${filters}&window=2022/2024&tolerance=0.1`)
  await page.locator('a.row').first().waitFor()
  const { data } = await getJson(app, `/v1/quantities/${id}/comparison?${filters}&window=2022/2024&tolerance=0.1`)
  t.equal(await page.locator('a.row').count(), data.counts.claims)
  t.ok(data.counts.claims < 13)
  const figures = await page.locator('.figures').innerText()
  t.match(await page.locator('.ladder').first().innerText(), /at least 18,000[\s\S]*computed with the tolerance chosen/)
  t.match(await page.locator('.legend').innerText(), 'at most 22,000, computed with the tolerance you chose')
  t.match(figures, /in the end\s+at least 18,000\s+set by 1 of 5 claims\s+computed with the tolerance chosen/)
  t.match(
    figures,
    /from 1 January 2022 to 31 December 2024\s+more than 13,000\s+set by 1 of 5 claims\s+assuming that [^\n]+$/,
  )
  const requests = (await page.locator('.requests code').allTextContents()).map((text) => text.slice(6, -1))
  t.match(requests[0], `/comparison?${filters}&window=2022/2024&tolerance=0.1`.replaceAll('/2024&', '%2F2024&'))
  t.match(requests[1], new RegExp(`/v1/estimates\\?quantity=${id}&claimant=south-korea&known_by=2024-12-31$`))
  const { data: reports } = await getJson(app, requests[1]?.replace(/^.*\/v1/, '/v1') as string)
  t.equal(reports.length, data.counts.reports)
  await page.getByRole('link', { name: 'Claimant: South Korea ×' }).click()
  await page.waitForURL((url) => !url.search.includes('claimant') && url.search.includes('tolerance=0.1'))
})

t.test('with the keyboard alone a reader gets from the top to the words of a claim', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open(shells)
  await page.locator('a.row').first().waitFor()
  await page.keyboard.press('Tab')
  t.equal(await page.evaluate('document.activeElement.textContent'), 'To the content')
  await page.keyboard.press('Enter')
  t.equal(await page.evaluate('document.activeElement.tagName'), 'H1')
  for (let steps = 0; steps < 12 && !(await page.locator('a.row:focus').count()); steps += 1)
    await page.keyboard.press('Tab')
  const label = await page.locator('a.row:focus').getAttribute('aria-label')
  t.match(
    label,
    /^National Intelligence Service.*: more than 1 million artillery shells\. not word for word\. more than 1,000,000, no/,
  )
  t.ok(await page.locator('.floating').isVisible())
  await page.keyboard.press('Escape')
  t.notOk(await page.locator('.floating').isVisible())
  await page.keyboard.press('Enter')
  await page.locator('h1', { hasText: 'more than 1 million artillery shells' }).waitFor()
  t.equal(await page.evaluate('document.activeElement.tagName'), 'H1', 'the new view has the focus')
  t.match(await page.title(), /^more than 1 million/)
})

t.test('a search that finds nothing leads to searches that do', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open('/explore/search?q=artilery+shells')
  const suggested = page.getByRole('list', { name: 'Other searches' }).getByRole('link')
  await suggested.filter({ hasText: /^artillery shells$/ }).click()
  await page.waitForURL(/q=artillery\+shells$/)
  await page.locator('.results h2', { hasText: 'artillery shells' }).first().waitFor()
  await page.goto(page.url().replace(/q=.*/, 'q=drones&type=origin'))
  await suggested.first().click()
  await page.waitForURL(/q=drones$/)
  await page.locator('.results h2').first().waitFor()
})

t.test('a search marks the words, narrows by type, and shows the request behind it', { skip }, async (t) => {
  const { app, address, open } = await browse(t)
  const page = await open('/explore', { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.getByLabel('Search all facts').fill('shell* dprk')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/explore\/search\?q=shell/)
  const { meta, data } = await getJson(app, '/v1/search?q=shell*+dprk&total=true')
  await page.getByText(`${meta.total} records, the best first`).waitFor()
  t.equal(await page.locator('.results li').count(), Math.min(20, data.length))
  const { data: north } = await getJson(app, '/v1/entities/north-korea')
  const names: string = [north.name, ...north.aliases].join(' ')
  const sought = ['shell', ...names.toLowerCase().split(/[^\p{L}]+/u)].filter((name) => name !== '')
  for (const text of await page.locator('.results mark').allInnerTexts())
    t.ok(
      sought.some((name) => text.toLowerCase().startsWith(name)),
      text,
    )
  await page.locator('.facet a', { hasText: 'estimate' }).click()
  await page.waitForURL(/type=estimate/)
  const { total } = (await getJson(app, '/v1/search?q=shell*+dprk&type=estimate&total=true')).meta
  await page.getByText(`${total} records`).waitFor()
  t.ok((await page.locator('.results .kind').allInnerTexts()).every((type) => type === 'estimate'))
  await page.getByText('The request behind this view').click()
  await page.getByRole('button', { name: 'Copy curl' }).first().click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = (await page.evaluate('navigator.clipboard.readText()')) as string
  t.match(copied, `curl '${address}/v1/search?limit=20&q=shell*+dprk&type=estimate&facets=type&total=true'`)
  t.equal((await app.inject(copied.slice(6 + address.length, -1))).statusCode, 200)
})

t.test(
  'who says what to whom: lines from speaker to subject, and cards with cue, mode, hedge, words and citation',
  { skip },
  async (t) => {
    const { app, open } = await browse(t)
    const page = await open('/explore/quotes', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.locator('.flow path').first().waitFor({ state: 'attached' })
    const named = page.locator('.flow li', { hasText: 'Antony Blinken' })
    await named.hover()
    t.equal(await page.locator('.flow path.on').first().getAttribute('class'), 'demand on')
    t.equal(await page.locator('.flow li.on', { hasText: 'United Nations Security Council' }).count(), 1)
    const card = page.locator('#quote-austin-kept-war-going')
    const text = await card.innerText()
    for (const part of ['Lloyd Austin to lawmakers', 'indirect: no words in quotation marks', 'cue “told”'])
      t.match(text, part)
    for (const part of ['hedge “such as”', 'spring 2024 (“this spring”)', 'characters 769–781']) t.match(text, part)
    t.strictSame((await card.locator('mark').allInnerTexts()).slice(0, 2), ['Lloyd Austin', 'told'])
    await card.getByRole('button', { name: 'Copy citation' }).click()
    await card.getByRole('button', { name: 'Copied' }).waitFor()
    const { data } = await getJson(app, '/v1/quotes/quote-austin-kept-war-going/citation')
    t.equal(await page.evaluate('navigator.clipboard.readText()'), data.text)
    await named.getByRole('link').click()
    await page.waitForURL(/speaker=antony-blinken/)
    await page.getByText('1 of 1 statement').waitFor()
  },
)

t.test('the timeline draws vague dates vague', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open(`/explore/timeline?${article}`)
  await page.locator('a.row').first().waitFor()
  const row = page.locator('a.row[aria-label^="as of summer 2024"]')
  t.equal(await row.count(), 1)
  t.ok((await page.locator('.drawing rect[fill^="color-mix"]').count()) > 5, 'days that may be')
  t.ok((await page.locator('.drawing rect[fill^="url(#fades-right"]').count()) > 0, 'an end that is open')
  t.ok((await page.locator('.drawing rect[fill^="url(#stub"]').count()) > 0, 'ends that are approximate')
  await page.getByRole('link', { name: 'Table' }).click()
  const summer = page.locator('tr:has(th:text-is("summer 2024"))').first()
  await summer.waitFor()
  t.match(await summer.innerText(), /summer 2024\s+1 June 2024\s+23 September 2024/)
})

t.test('an address of nothing is told, and what the API refuses is at hand as it says it', { skip }, async (t) => {
  const { app, address, open } = await browse(t)
  const page = await open('/explore/nowhere/at/all', {}, false)
  await page.getByText('Nothing is shown at this address').waitFor()
  for (const name of [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__proto__/x',
    'constructor/name',
  ])
    for (const path of [name, `${name}?limit=1`]) {
      await page.goto(`${address}/explore/${path}`)
      await page.getByText('Nothing is shown at this address').waitFor()
      t.equal(await page.getByRole('alert').count(), 0, path)
    }
  const refused = {
    'quotes?bogus=1': '/v1/quotes?bogus=1',
    'quotes?speaker=bidanov': '/v1/quotes?speaker=bidanov',
    'quotes/nope': '/v1/quotes/nope',
    'quantities/shells-delivered-kp-ru?window=2024~': '/v1/quantities/shells-delivered-kp-ru/comparison?window=2024~',
  }
  for (const [path, api] of Object.entries(refused)) {
    const { detail } = (await app.inject(api)).json()
    await page.goto(`${address}/explore/${path}`)
    await page.getByText('In the words of the API').click()
    await page.getByText(detail, { exact: true }).waitFor()
  }
})

/** Claims of so many shells: 1, 2, 3 and so on. */
const madeClaims = (count: number): string =>
  `estimates:${Array.from(
    { length: count },
    (_, index) => `
  - id: estimate-made-${index}
    source: fp-2024-10-north-korean-shells
    quantity: shells-delivered-kp-ru
    claim: claim-made-${index}
    as_stated: "${index + 1} shells"
    as_stated_exact: false
    modifier: unmodified
    best: ${index + 1}
    low_side: unstated
    high_side: unstated
    claimant_kind: none
    evidence: [{ citation: true }]`,
  ).join('')}\n`

t.test('of many claims 500 are drawn, and it says how many more there are', { skip }, async (t) => {
  const { seed, add } = seedCopy(t)
  add('fp-2024-10-north-korean-shells/made.yaml', madeClaims(520))
  const { app, open } = await browse(t, await appFor(t, seed))
  const { data } = await getJson(app, '/v1/quantities/shells-delivered-kp-ru/comparison')
  const page = await open(shells)
  await page.locator('a.row').first().waitFor()
  t.equal(await page.locator('a.row').count(), 500)
  const failing = data.counts.pairs.contradicts + data.counts.pairs.at_odds
  t.match(
    await page.locator('section:has(#failing)').innerText(),
    `${failing.toLocaleString('en')} pairs cannot both be right, too many to list`,
  )
  const named = await page.locator('.ladder').first().innerText()
  t.match(named, 'experts (“at least 2 million”', 'what is named is known, drawn or not')
  t.notMatch(named, 'a claim (')
  const note = page.getByRole('note')
  t.match(await note.innerText(), `There are ${data.counts.claims - 500} more`)
  t.match(await note.getByRole('link').getAttribute('href'), /comparison\.csv$/)
})

t.test('of many pairs that cannot both be right 20 are told, and a file has all', { skip }, async (t) => {
  const { seed, add } = seedCopy(t)
  add('fp-2024-10-north-korean-shells/made.yaml', madeClaims(30))
  const { app, open } = await browse(t, await appFor(t, seed))
  const { data } = await getJson(app, '/v1/quantities/shells-delivered-kp-ru/comparison')
  const page = await open(shells)
  await page.locator('.pairs').first().waitFor()
  t.equal(await page.locator('section:has(#failing) .pairs > li').count(), 20)
  const failing = data.counts.pairs.contradicts + data.counts.pairs.at_odds
  t.ok(failing > 400)
  const told = page.getByText(`${failing} pairs cannot both be right: all of them as CSV.`)
  const { pathname, search } = new URL((await told.getByRole('link').getAttribute('href')) as string)
  t.equal((await app.inject(pathname + search)).body.trim().split('\r\n').length, failing + 1)
})

t.test(
  'numbers that bound nothing, since reports differ or are out of order, are told all the same',
  { skip },
  async (t) => {
    const { seed, add } = seedCopy(t)
    const report = (id: string, claim: string, words: string, numbers: string) => `
  - { id: ${id}, source: fp-2024-10-north-korean-shells, quantity: shells-delivered-kp-ru, claim: ${claim},
      as_stated: ${words}, as_stated_exact: false, ${numbers}, claimant_kind: none, words_note: as printed,
      evidence: [{ citation: true }] }`
    const flag = 'quality_flags: [bounds_out_of_order]'
    add(
      'fp-2024-10-north-korean-shells/odd.yaml',
      `estimates:${[
        report('odd-order', 'claim-order', 'ten to five shells', `modifier: between, low: 10, high: 5, ${flag}`),
        report('odd-floor', 'claim-two', 'at least 70 shells', 'modifier: at_least, low: 70'),
        report('odd-ceiling', 'claim-two', 'up to 90 shells', 'modifier: at_most, high: 90'),
        report('odd-none', 'claim-none', 'many shells', 'modifier: vague'),
      ].join('')}\n`,
    )
    const { open } = await browse(t, await appFor(t, seed))
    const page = await open(shells)
    const undrawn = page.getByText('No number that can be drawn')
    await undrawn.waitFor()
    t.equal(await undrawn.getByRole('link').count(), 3, 'which have no place on the axis of numbers')
    await page.goto(`${page.url()}?show=range`)
    const told = async (words: string) => {
      const row = page.locator(`a.row[aria-label*="${words}"]`)
      await row.focus()
      return `${await row.getAttribute('aria-label')} ${await page.locator('.floating').innerText()}`
    }
    const expected = {
      'ten to five shells': /at least 10, at most 5\..*at least 10, at most 5\./s,
      'at least 70 shells':
        /at least 70, no ceiling is claimed; elsewhere at most 90, no floor|at most 90, no floor is claimed; elsewhere at least 70, no ceiling/,
      'many shells': /no number is stated/,
    }
    for (const [words, numbers] of Object.entries(expected)) t.match(await told(words), numbers)
    t.notMatch(await told('ten to five shells'), 'no number')
  },
)

t.test(
  'claims that exclude each other by their words leave nothing, and nobody is named for them',
  { skip },
  async (t) => {
    const { seed, add } = seedCopy(t)
    const noted = (edtf: string) => `{ edtf: "${edtf}", basis: noted, anchor: the page }`
    const report = (id: string, words: string, numbers: string, window: string) => `
  - { id: ${id}, source: fp-2024-10-north-korean-shells, quantity: shells-used-by-russia, claim: claim-${id},
      as_stated: ${words}, as_stated_exact: false, ${numbers}, claimant_kind: none, words_note: as printed,
      window: ${noted(window)}, said: ${noted('2024-10-01')}, evidence: [{ citation: true }] }`
    add(
      'fp-2024-10-north-korean-shells/fired.yaml',
      `estimates:${[
        report('fired-many', 'at least 900 shells', 'modifier: at_least, low: 900', '2024-01-02/2024-02'),
        report('fired-few', 'at most 500 shells', 'modifier: at_most, high: 500', '2024-01/2024-03'),
        report('fired-none', 'no shells', 'modifier: unmodified, best: 0, low: 0, high: 0', '2024-01-03/2024-03'),
        report('fired-some', '100 shells', 'modifier: unmodified, best: 100', '2024-01/2024-03'),
      ].join('')}\n`,
    )
    const { open } = await browse(t, await appFor(t, seed))
    const page = await open('/explore/quantities/shells-used-by-russia')
    await page.locator('a.row').first().waitFor()
    t.match(
      await page.locator('.figures').innerText(),
      /31 March 2024, the last day with a ceiling\s+nothing\s+no number is at least 900 and at most 0\s+set by 2 of 4 claims/,
    )
    t.notMatch(await page.locator('.drawing').textContent(), 'not ruled out', 'nothing is left to draw a band for')
    const pairs = await page.locator('.pairs > li').allInnerTexts()
    const many = 'Somebody who is not named (at least 900 shells, 1 October 2024)'
    t.equal(
      pairs[0],
      `Somebody who is not named (at most 500 shells, 1 October 2024) and ${many} cannot both be right.\n\nThis needs no assumption.`,
    )
    t.equal(
      pairs[1]?.split('\n')[0],
      `${many} and Somebody who is not named (no shells, 1 October 2024) cannot both be right. They fit together only if at least 900 shells moved on 2 January 2024 (computed), against what is assumed.`,
    )
    const some = /^Somebody who is not named \(100 shells, 1 October 2024\) lies /
    t.match(pairs.slice(-2), [
      new RegExp(
        `${some.source}below the floor of at least 900 on 29 February 2024, unless it is at least 800\u00a0% off\\.$`,
      ),
      new RegExp(`${some.source}above the ceiling of at most 0 on 31 March 2024, however far off it is\\.$`),
    ])
    await page.goto(`${page.url()}?show=range&claim=claim-fired-few,claim-fired-none&scale=log`)
    await page.locator('.figures', { hasText: 'exactly 0' }).waitFor()
    t.match(await page.locator('.drawing').textContent(), 'not ruled out on 31 March 2024')
  },
)

t.test('it works behind a proxy with a path of its own, and without JavaScript', { skip }, async (t) => {
  const { open, app } = await browse(t, { publicUrl: 'https://facts.example/api' })
  const page = await open(`/api${shells}`)
  await page.locator('a.row').first().waitFor()
  await page.locator('a.row').first().press('Enter')
  await page.waitForURL(/\/api\/explore\/estimates\//)
  await page.getByRole('link', { name: 'Conflict Facts' }).click()
  await page.waitForURL(/\/api\/explore$/)
  await page.locator('a.row').first().waitFor()
  const bare = await open('/api/explore', { javaScriptEnabled: false })
  const { counts } = await getJson(app, '/')
  t.equal(await bare.locator('tbody tr').count(), Object.keys(counts).length)
  await bare.getByRole('link', { name: 'Codebook' }).click()
  t.match(bare.url(), /\/api\/v1\/codebook$/)
})

const views = {
  overview: '/explore',
  quantity: shells,
  table: `${shells}?show=table`,
  timeline: '/explore/timeline',
  quotes: '/explore/quotes',
  search: '/explore/search?q=shell*',
  record: '/explore/entities/north-korea',
}

t.test('dates are shown in words, and quotation marks stand only round exact words', { skip }, async (t) => {
  const { app, open } = await browse(t)
  const exact = (await walk(app, '/v1/evidence?limit=1000')).map((evidence) => evidence.exact ?? '')
  const shown = {
    ...views,
    containers: '/explore/quantities/containers-delivered-kp-ru',
    capacity: '/explore/quantities/shells-capacity-of-containers-kp-ru?show=table',
    otherCondition: '/explore/quantities/shells-capacity-of-containers-kp-ru?condition=if+all+were+122+mm',
    rate: '/explore/quantities/shells-per-year-kp-ru',
    oneClaim: '/explore/quantities/rounds-delivered-kp-ru',
    tolerant: `${shells}?tolerance=0.2&window=2023-08/2024&spreads=as_interval`,
    strict: `${containers}?strict=true&known_by=2024-06-30&origin=kr-gov`,
    dates: '/explore/timeline?show=table&limit=200',
    said: '/explore/estimates?said_during=2024-09/2024-10&said_after=2024-08-31',
    noted: '/explore/estimates/estimate-k17-budanov-shells-per-year',
    inferred: '/explore/estimates/estimate-k12-state-department-containers',
    hedged: '/explore/estimates/estimate-k09-mnd-capacity-politico',
    since: '/explore/estimates/estimate-fp-thousands-of-containers',
    quote: '/explore/quotes/quote-blinken-first-priority',
    event: '/explore/events/event-iranian-arms-deliveries',
    source: '/explore/sources/kp-ru-euromaidanpress-2024-06',
    mentions: '/explore/mentions',
  }
  const page = await open('/explore')
  for (const [name, path] of Object.entries(shown)) {
    await page.goto(new URL(path, page.url()).href)
    await page.locator('.requests').waitFor()
    const told = (await page.evaluate(`[
      ...[...document.querySelectorAll('main > *:not(.requests)')].map(({ innerText }) => innerText),
      ...[...document.querySelectorAll('a.row')].map((row) => row.getAttribute('aria-label')),
    ]`)) as string[]
    for (const row of (await page.locator('a.row').all()).slice(0, 12)) {
      await row.focus()
      told.push(await page.locator('.floating').innerText())
    }
    for (const text of told) {
      t.notMatch(text, /(^|[\s(])\d{4}-\d|\d~|\d%(?! )|\dX|EDTF/m, name)
      for (const [, quoted = ''] of text.matchAll(/“([^”]*)”/g))
        t.ok(
          exact.some((words) => words.includes(quoted)),
          `${name}: “${quoted}”`,
        )
    }
  }
})

t.test(
  'every view can be read by everybody, light and dark, from 360 pixels to 4k, and printed',
  { skip, timeout: 120_000 },
  async (t) => {
    mkdirSync(pictures, { recursive: true })
    const { open } = await browse(t)
    const settled = async (page: Page) => {
      await page.locator('.requests').waitFor()
      if (!page.url().includes('table'))
        await page.locator('.drawing:not(:empty)').or(page.locator('main:not(:has(.drawing))')).first().waitFor()
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open('/explore', { colorScheme })
      for (const [name, path] of Object.entries(views)) {
        await page.setViewportSize({ width: 1280, height: 900 })
        await page.goto(new URL(path, page.url()).href)
        await settled(page)
        await page.evaluate(axe.source)
        // The dark theme differs in its colours alone.
        const rules = colorScheme === 'dark' ? ', runOnly: ["color-contrast"]' : ''
        const faults = await page.evaluate(`axe.run({ resultTypes: ["violations"]${rules} }).then(({ violations }) =>
        violations.filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => id + ": " + nodes[0].html))`)
        t.strictSame(faults, [], `${name} ${colorScheme}`)
        const isDrawn = ['quantity', 'quotes', 'timeline'].includes(name)
        for (const width of colorScheme === 'dark' ? [1280] : isDrawn ? [360, 1280, 3840] : [360, 1280]) {
          await page.setViewportSize({ width, height: 900 })
          const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
          t.ok((overflow as number) <= 0, `${name} fits into ${width} pixels`)
          await page.screenshot({
            path: join(pictures, `${name}-${width}-${colorScheme}.png`),
            fullPage: width === 1280,
          })
        }
      }
      if (colorScheme === 'light') {
        await page.goto(new URL(shells, page.url()).href)
        await settled(page)
        const pdf = await page.pdf({ path: join(pictures, 'quantity.pdf'), format: 'A4' })
        t.match(pdf.subarray(0, 5).toString(), '%PDF-')
      }
    }
  },
)

t.test(
  'Swagger UI has our name, the version of the dataset, and parameters by kind, and answers',
  { skip },
  async (t) => {
    const { app, address, open } = await browse(t, { publicUrl: 'https://facts.example/api' })
    const { meta } = await getJson(app, '/v1')
    const page = await open('/api/docs')
    await page.getByText(`Dataset version ${meta.dataset_version} of ${meta.dataset_date}`).waitFor()
    t.equal(await page.locator('.topbar, img, .download-url-wrapper').count(), 0, 'nothing of the framework is left')
    t.equal(await page.getByRole('link', { name: 'Conflict Facts' }).getAttribute('href'), `${address}/api/explore`)
    const comparison = page.locator('#operations-quantities-getComparison')
    await comparison.locator('.opblock-summary-control').click()
    await comparison.locator('.own-kind').first().waitFor()
    t.strictSame(await comparison.locator('.own-kind').allInnerTexts(), [
      ...['Filters', 'Times', 'Reading of the claims', 'Order and pages'],
    ])
    const follows = (kind: string) =>
      comparison.locator(`.own-kind:has-text("${kind}") + tr`).getAttribute('data-param-name')
    t.equal(await follows('Times'), 'known_by')
    t.equal(await follows('Order and pages'), 'limit')
    const single = page.locator('#operations-quotes-getQuote')
    await single.locator('.opblock-summary-control').click()
    await single.getByRole('button', { name: 'Execute' }).click()
    await single.locator('.live-responses-table tbody .response-col_status', { hasText: '200' }).waitFor()
    t.equal(await single.locator('.own-kind').count(), 0, 'one kind needs no heading')
  },
)
