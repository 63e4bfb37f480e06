/** The explorer as its readers meet it: words, names, pages outside, and conditions that go along. */

import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { axeFaults } from '../support/axe.ts'
import { browseAt, skip } from '../support/browse.ts'
import { appFor, getJson, walk } from '../support/support.ts'

const app = await appFor(t)
const browse = (t: Test) => browseAt(t, app)

const collections = [
  ...['sources', 'entities', 'mentions', 'quotes', 'quantities', 'estimates', 'claims', 'origins', 'events'],
  ...['relations', 'evidence'],
]
const containers = '/explore/quantities/containers-delivered-kp-ru'
const asked = 'known_by=2024-12-31&tolerance=0.1'

/** Everything that a reader of a page meets, without what is folded. */
const toldIn = (page: Page): Promise<string> =>
  page.evaluate(`[
    document.querySelector('header').innerText, document.querySelector('main').innerText,
    ...[...document.querySelectorAll('main :is([placeholder], [title], [aria-label])')].flatMap((one) =>
      [one.placeholder, one.title, one.ariaLabel].filter(Boolean)),
  ].join('\\n')`)

t.test(
  'no view shows codes of dates, ids, names of fields or commands to its readers',
  { skip, timeout: 180_000 },
  async (t) => {
    const { open } = await browse(t)
    const records = await Promise.all(
      collections.map(async (collection) => ({ collection, all: await walk(app, `/v1/${collection}?limit=1000`) })),
    )
    const ids = new Set(records.flatMap(({ all }) => all.map(({ id }) => String(id))).filter((id) => id.includes('-')))
    t.ok(ids.size > 400)
    const some = records.flatMap(({ collection, all }) => {
      const kinds = [...new Map(all.map((record) => [record.kind ?? record.level ?? record.modifier, record])).values()]
      return kinds.slice(0, 3).map(({ id }) => `/${collection}/${id}`)
    })
    const paths = [
      ...['', '/timeline', '/timeline?show=table&during=2024-21', '/search', '/search?q=shell*', '/nowhere'],
      ...collections.map((collection) => `/${collection}`),
      ...[
        '/estimates?claim=claim-k06-state-department-containers&source=fp-2024-10-north-korean-shells',
        '/mentions?entity=north-korea',
      ],
      ...[
        '/estimates?claimant=south-korea&said_after=2024-06&modifier=at_least',
        '/evidence?level=citation',
        '/sources?language=en',
      ],
      ...[
        '/timeline?during=foo',
        '/quotes?speaker=bidanov',
        '/estimates?modifier=atleast',
        `/quantities/shells-delivered-kp-ru?window=2024~`,
      ],
      ...[
        '/entities/south-korea',
        '/entities/north-korea?known_by=2024-06',
        '/entities/kyrylo-budanov',
        `/quantities/containers-delivered-kp-ru?${asked}`,
      ],
      ...['/estimates/estimate-k12-state-department-containers', ...some],
    ]
    const page = await open('/explore', {}, false)
    for (const path of paths) {
      await page.goto(new URL(`/explore${path}`, page.url()).href)
      await page
        .locator('main :is(.requests, .whole, h1:has-text("Nothing is shown"), h1:text-is("Search"))')
        .first()
        .waitFor()
      for (const more of await page.locator('.facet summary').all()) await more.click()
      const told = await toldIn(page)
      t.notMatch(told, /(^|[\s(])\d{4}-\d|\d~|\d%(?! )|\dX|EDTF/m, path)
      t.notMatch(told, /\b[a-z]+(_[a-z]+)+\b/, path)
      t.notMatch(told, /\bcurl\b|\/v1\//, path)
      t.strictSame(
        told.split(/[\s,()“”:;×]+/).filter((word) => ids.has(word)),
        [],
        path,
      )
    }
  },
)

t.test('the request behind a view is one folded line, and is not printed', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open('/explore/quotes')
  const requests = page.locator('.requests')
  await requests.waitFor()
  t.equal(await requests.innerText(), 'The request behind this view')
  await requests.locator('summary').click()
  t.match(await requests.innerText(), "curl 'http")
  await page.emulateMedia({ media: 'print' })
  t.notOk(await requests.isVisible())
})

t.test('a figure that is only cited leads to its page outside, right under its words', { skip }, async (t) => {
  const { open } = await browse(t)
  const cited = await walk(app, '/v1/evidence?level=citation&fact_type=estimate&limit=1000')
  const page = await open('/explore/estimates')
  for (const { fact, source } of cited.slice(0, 6)) {
    const { url } = (await getJson(app, `/v1/sources/${source}`)).data
    const { as_stated } = (await getJson(app, `/v1/estimates/${fact}`)).data
    await page.goto(new URL(`/explore/estimates/${fact}`, page.url()).href)
    const words = page.locator('.words', { hasText: as_stated })
    await words.waitFor()
    const link = page.locator('.words + .evidence > p:first-child .outside')
    if (url === null) t.equal(await link.count(), 0)
    else t.equal(await link.getAttribute('href'), url)
  }
  await page.goto(new URL('/explore/estimates', page.url()).href)
  const line = page.locator('.list li', { hasText: 'nearly 16,000 containers' })
  t.equal(await line.locator('.outside').innerText(), 'Read it at news.online.ua ↗')
})

t.test('the page of an entity has what it says, with its bodies, and what is said about it', { skip }, async (t) => {
  const { open } = await browse(t)
  const total = async (list: string, query: string) =>
    (await getJson(app, `/v1/${list}?${query}&limit=1&total=true`)).meta.total
  const page = await open('/explore/entities/south-korea')
  const says = page.locator('section:has(#says)')
  await says.waitFor()
  t.match(
    await page.locator('main').innerText(),
    'With its bodies, and those who speak for them: Defense Intelligence Agency',
  )
  t.match(await says.innerText(), `Figures ${await total('estimates', 'claimant=south-korea')}`)
  t.match(await says.locator('.card').first().innerText(), /of South Korea on /)
  await says.getByRole('link', { name: 'All 15' }).click()
  await page.waitForURL(/\/estimates\?claimant=south-korea$/)
  await page.getByText('15 of 15 records').waitFor()
  t.equal(await page.locator('.facet li', { hasText: 'National Intelligence Service' }).count(), 1, 'facets have names')

  await page.goto(new URL('/explore/entities/kyrylo-budanov', page.url()).href)
  await says.waitFor()
  t.match(
    await page.locator('main').innerText(),
    'chief of Ukrainian military intelligence, Ukrainian military intelligence',
  )
  t.match(await says.innerText(), /“about a week”[\s\S]*Statements 2[\s\S]*On events 3[\s\S]*On relations 1/)
  await says.locator('.card').getByRole('link', { name: 'North Korea', exact: true }).click()
  await page.locator('h1', { hasText: /^North Korea$/ }).waitFor()
  const about = page.locator('section:has(#about)')
  t.match(await says.innerText(), 'Nothing is recorded that North Korea says.')
  t.match(await about.innerText(), `Statements about it ${await total('quotes', 'about=north-korea')}`)
  t.match(await about.innerText(), `Figures of what it supplies ${await total('estimates', 'supplier=north-korea')}`)
  t.match(await about.innerText(), `Events ${await total('events', 'participant=north-korea')}`)
})

t.test('facets and what is left out of them open', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open('/explore/estimates')
  const facet = page.getByRole('group', { name: 'By source' })
  await facet.waitFor()
  const { facets } = await getJson(app, '/v1/estimates?facets=source&limit=1')
  const values = facets.source.buckets.filter(
    ({ value, count }: { value: unknown; count: number }) => value !== null && count > 0,
  )
  t.ok(values.length > 8)
  t.equal(await facet.locator('li a:visible').count(), 8)
  await facet.getByText(`${values.length - 8} more`).click()
  t.equal(await facet.locator('li a:visible').count(), values.length)
  await facet.locator('details li a').last().click()
  await page.waitForURL(/source=/)
  await page.getByText('1 of 1 record').waitFor()
})

t.test('conditions of a view go along into every link that leads to a view that takes them', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open(`${containers}?${asked}&claimant=south-korea,us-department-of-state`)
  await page.locator('a.row').first().waitFor()
  const linksIn = async (place: string): Promise<URL[]> => {
    const hrefs = await page.evaluate(`[...document.querySelectorAll('${place} a')].map((link) =>
      new URL(link.getAttribute('href'), document.baseURI).href)`)
    return (hrefs as string[]).map((href) => new URL(href)).filter(({ pathname }) => pathname.startsWith('/explore/'))
  }
  const linked = (await linksIn('main')).filter(({ pathname }) => pathname !== '/explore/quantities')
  t.ok(linked.length > 5)
  for (const { href, searchParams } of linked) t.equal(searchParams.get('known_by'), '2024-12-31', href)
  const quotes = (await linksIn('nav')).find(({ pathname }) => pathname === '/explore/quotes')
  t.equal(quotes?.searchParams.get('known_by'), '2024-12-31')
  t.notOk(quotes?.searchParams.has('tolerance'), 'which statements do not take')

  await page.locator('.ladder a').first().click()
  await page.waitForURL(/\/estimates\/.*known_by=2024-12-31/)
  await page.getByRole('link', { name: /^See it among all claims/ }).click()
  await page.waitForURL(({ pathname, search }) => pathname === containers && search.includes('tolerance=0.1'))
  await page.locator('a.row').first().waitFor()

  await page.goto(new URL('/explore/entities/south-korea?known_by=2024-01', page.url()).href)
  await page.locator('section:has(#says)').waitFor()
  const { meta } = await getJson(app, '/v1/estimates?claimant=south-korea&known_by=2024-01&total=true&limit=1')
  t.match(await page.locator('section:has(#says)').innerText(), `Figures ${meta.total}`)
  await page.locator('.card a[href*="/quantities/"], .card a[href^="quantities/"]').first().click()
  await page.waitForURL(/\/quantities\/.*known_by=2024-01$/)
  await page
    .getByRole('link', { name: 'Known by: January 2024 ×' })
    .or(page.locator('input[type=date][name=known_by]'))
    .first()
    .waitFor()
  t.equal(await page.locator('input[name=known_by]').inputValue(), '2024-01-31', 'the day that it means')
})

t.test('days are picked, and vague times written in words', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open(containers)
  await page.getByText('Read the claims otherwise').click()
  const day = page.getByLabel('Known by')
  t.equal(await day.getAttribute('type'), 'date')
  await day.fill('2024-06-30')
  await page.getByLabel('Counted in the time').fill('September 2023 to spring 2024')
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.waitForURL(({ searchParams }) => searchParams.get('known_by') === '2024-06-30')
  t.equal(new URL(page.url()).searchParams.get('window'), '2023-09/2024-21')
  await page.locator('.figures', { hasText: 'Not ruled out from 1 September 2023' }).waitFor()
  t.equal(await page.getByLabel('Counted in the time').inputValue(), 'from September 2023 to spring 2024')
  await page.goto(new URL('/explore/timeline', page.url()).href)
  await page.getByLabel('During').fill('summer 2024')
  await page.keyboard.press('Enter')
  await page.waitForURL(/during=2024-22/)
})

t.test('an error keeps the form and says what to write', { skip }, async (t) => {
  const { open } = await browse(t)
  const page = await open('/explore/timeline', {}, false)
  await page.getByLabel('During').fill('the day before yesterday')
  await page.getByLabel('Who or what').fill('North Korea')
  await page.keyboard.press('Enter')
  const alert = page.getByRole('alert')
  await alert.waitFor()
  t.match(
    await alert.innerText(),
    'During: the day before yesterday. This time cannot be read. Write a day (5 June 2024)',
  )
  t.equal(await page.getByLabel('Who or what').inputValue(), 'North Korea')
  t.equal(await page.getByLabel('During').inputValue(), 'the day before yesterday')
  await page.getByLabel('During').fill('June 2024')
  await page.keyboard.press('Enter')
  await page.waitForURL(/during=2024-06/)
  await alert.waitFor({ state: 'detached' })

  const said: [path: string, words: RegExp][] = [
    [
      'quotes?speaker=bidanov&act=denial',
      /^Speaker: bidanov\. Nothing here is called that\. Did you mean Kyrylo Budanov\?/,
    ],
    [
      'estimates?modifier=atleast&q=shells',
      /^Wording: atleast\. Nothing here is called that\. Choose one of these: .*at least/,
    ],
    ['quotes?bogus=1', /^bogus is no condition that this view knows\. Leave it out$/],
    [
      'quantities/containers-delivered-kp-ru?show=range&order=size',
      /^Order: size\. .*Choose one of these: date, figure, claimant\./,
    ],
    ['quantities/containers-delivered-kp-ru?tolerance=2', /^A number alone may be off by: 2\. Allowed: 0 to 1/],
    [
      'quantities/containers-delivered-kp-ru?window=2024~',
      /^Counted in the time: about 2024\. Such a time cannot stand here\. Write a day/,
    ],
    ['search?q=%2A', /^Words: \*\. Contains no word\./],
    ['quotes/nope', /^No record with this name is here\. Search for it/],
    ['entities?cursor=x', /^Cursor: x\. This is no page of this list\./],
  ]
  for (const [path, words] of said) {
    await page.goto(new URL(`/explore/${path}`, page.url()).href)
    await alert.waitFor()
    t.match((await alert.innerText()).trim(), words)
    t.equal(await page.locator('main form').count(), 1, `${path} has its form`)
  }
  await page.goto(new URL('/explore/quotes?speaker=bidanov&act=assertion', page.url()).href)
  await page.getByRole('link', { name: 'Kyrylo Budanov' }).click()
  await page.waitForURL(/speaker=kyrylo-budanov&act=assertion/)
  await page.getByText('2 of 2 statements').waitFor()
})

t.test(
  'pages of readers have no serious fault for anybody, light and dark, narrow and wide',
  { skip, timeout: 120_000 },
  async (t) => {
    const { open } = await browse(t)
    const paths = {
      country: 'entities/south-korea',
      person: 'entities/kyrylo-budanov',
      cited: 'estimates/estimate-k12-state-department-containers',
      event: 'events/event-iranian-arms-deliveries',
      figures: 'estimates?claimant=south-korea',
      error: 'timeline?during=foo',
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open('/explore', { colorScheme }, false)
      for (const [name, path] of Object.entries(paths)) {
        await page.goto(new URL(`/explore/${path}`, page.url()).href)
        await page.locator('main :is(.requests, .whole)').first().waitFor()
        t.strictSame(await axeFaults(page), [], `${name} ${colorScheme}`)
        await page.setViewportSize({ width: 360, height: 900 })
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        t.ok((overflow as number) <= 0, `${name} fits into 360 pixels`)
        await page.setViewportSize({ width: 1280, height: 900 })
      }
    }
  },
)
