/** The explorer's pages as links are read: by those who make cards of them, and without JavaScript. */
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { appFor, databaseFor, getJson, seedCopy } from './support/support.ts'

const containers = 'containers-delivered-kp-ru'
const publicUrl = 'https://facts.example/api'

async function publicApp(t: Test) {
  const app = await buildApp({ databaseFile: databaseFor(t), publicUrl })
  t.teardown(() => app.close())
  return app
}

const unescaped = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))

/** What a page says of itself in its head. */
function headOf(body: string) {
  const tags = [...body.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)">/g)]
  const meta = Object.fromEntries(tags.map(([, name, content]) => [name as string, unescaped(content as string)]))
  const [, canonical] = /<link rel="canonical" href="([^"]*)">/.exec(body) ?? []
  const [, title] = /<title>([^<]*)<\/title>/.exec(body) ?? []
  return { meta, title: unescaped(title ?? ''), canonical: canonical && unescaped(canonical) }
}
const headingsIn = (body: string): string[] =>
  [...body.matchAll(/<h1>([^<]*)<\/h1>/g)].map(([, text]) => unescaped(text as string))
const linksIn = (body: string): string[] =>
  [...body.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => unescaped(href as string))

const inOneLine = (text: string): string => text.replaceAll('\n', ' ')
const paragraphsOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('\n')

t.test('every view has a title, a description, an address, one heading, and links that lead somewhere', async (t) => {
  const app = await appFor(t)
  const { counts } = await getJson(app, '/')
  const records: string[] = []
  for (const collection of Object.keys(counts))
    for (const { id } of (await getJson(app, `/v1/${collection}?limit=3`)).data) records.push(`${collection}/${id}`)
  const views = ['', ...Object.keys(counts), 'search', 'timeline', ...records]
  t.ok(views.length > 40)
  const titles = new Map<string, string>()
  for (const view of views) {
    const url = view === '' ? '/explore' : `/explore/${view}`
    const { statusCode, body } = await app.inject(url)
    t.equal(statusCode, 200, url)
    const { meta, title, canonical } = headOf(body)
    t.equal(headingsIn(body).length, 1, url)
    t.equal(title, view === '' ? 'Conflict Facts' : `${meta['og:title']} – Conflict Facts`)
    t.equal(meta['twitter:title'], meta['og:title'])
    t.ok((meta.description ?? '').length > 10, `${url}: ${meta.description}`)
    for (const name of ['og:description', 'twitter:description']) t.equal(meta[name], meta.description)
    const base = new URL(/<base href="([^"]+)">/.exec(body)?.[1] ?? '', `http://x${url}`)
    t.equal(new URL(canonical ?? '', base).pathname, url, 'canonical')
    t.equal(meta['og:url'], url)
    if (view.includes('/')) titles.set(`${title}\n${meta.description}`, url)
    const links = new Set(linksIn(body).map((href) => new URL(href, base)))
    const own = [...links].filter(({ pathname }) => pathname.startsWith('/v1/'))
    if (view !== '') t.ok(own.length >= (view === 'search' ? 0 : 2), `${url} leads to data`)
    for (const { pathname, search } of links) {
      if (view.includes('/') || view === 'search')
        t.equal((await app.inject(pathname + search)).statusCode, 200, `${url} → ${pathname}${search}`)
    }
  }
})

t.test('addresses are absolute where that of the service is known, and the picture is there', async (t) => {
  const app = await publicApp(t)
  const { body } = await app.inject(`/explore/quantities/${containers}`)
  const { meta, canonical } = headOf(body)
  t.equal(canonical, `${publicUrl}/explore/quantities/${containers}`)
  t.equal(meta['og:url'], canonical)
  t.equal(meta['og:image'], `${publicUrl}/v1/quantities/${containers}/corridor.png?width=1200`)
  t.equal(meta['twitter:image'], meta['og:image'])
  t.equal(meta['twitter:card'], 'summary_large_image')
  t.equal(meta['og:image:type'], 'image/png')
  const picture = await app.inject(new URL(meta['og:image'] ?? '').pathname.replace('/api', ''))
  t.equal(picture.headers['content-type'], 'image/png')
  const { data } = await getJson(app, `/v1/quantities/${containers}/comparison`)
  t.equal(meta.description, inOneLine(data.summary.short))
  t.match(unescaped(body), paragraphsOf(data.summary.short))
  for (const url of ['/explore', '/'])
    t.match(
      headOf((await app.inject({ url, headers: { accept: 'text/html' } })).body).meta,
      { 'og:image': meta['og:image'], 'og:image:alt': meta['og:image:alt'] },
      'the overview shows what its script shows first',
    )
  const share = headOf((await app.inject('/explore/quantities/shells-unreliable-share-kp-ru')).body).meta
  t.equal(share['og:image'], undefined, 'what does not grow has no corridor')
  t.equal(share['twitter:card'], 'summary')
})

t.test('a page under conditions tells of these, and what is not valid is told by the script alone', async (t) => {
  const app = await publicApp(t)
  const at = `/explore/quantities/${containers}`
  const asked = 'known_by=2024-03-01&tolerance=0.1'
  const { data } = await getJson(app, `/v1/quantities/${containers}/comparison?${asked}`)
  const { meta, canonical } = headOf((await app.inject(`${at}?${asked}&show=table&order=`)).body)
  t.equal(meta.description, inOneLine(data.summary.short))
  t.equal(canonical, `${publicUrl}${at}?${asked}`, 'without what changes only how it is shown')
  t.equal(meta['og:image'], `${publicUrl}/v1/quantities/${containers}/corridor.png?${asked}&width=1200`)
  const capacity = 'shells-capacity-of-containers-kp-ru'
  const several = headOf((await app.inject(`/explore/quantities/${capacity}`)).body).meta['og:image'] ?? ''
  t.match(several, /[?&]condition=/, 'one picture has one condition')
  t.equal((await app.inject(several.replace(publicUrl, ''))).statusCode, 200)
  for (const query of ['fbclid=x', 'tolerance=lots', 'claimant=nobody', 'condition=none-such', 'show=plot&q=']) {
    const response = await app.inject(`${at}?${query}`)
    t.equal(response.statusCode, 200, query)
    t.match(headOf(response.body).meta, { 'og:title': 'Containers sent from North Korea to Russia' })
  }
  t.notMatch((await app.inject(`${at}?claimant=nobody`)).body, paragraphsOf(data.summary.short))
  const list = (await app.inject('/explore/quotes?speaker=antony-blinken')).body
  t.ok(linksIn(list).includes('../v1/quotes.csv?speaker=antony-blinken'), 'the data has the same conditions')
  t.notOk(linksIn(list).includes('quotes/quote-budanov-direct-threat'))
})

t.test('what stands in the data or the address is text, never markup', async (t) => {
  const { seed, edit } = seedCopy(t)
  const evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)> & $& $1 \${x} <!-- view -->`
  // A dollar sign has a meaning in the text that takes the place of another.
  const written = JSON.stringify(evil).replaceAll('$', '$$$$')
  edit('common/quantities.yaml', /name: Containers sent[^\n]*/, `name: ${written}`)
  edit('dataset.yaml', /^title: .*$/m, `title: ${written}`)
  edit('retired.yaml', /$/, `- { id: withdrawn, type: quote, reason: ${written}, version: 1.0.0 }`)
  const app = await appFor(t, seed)
  const evilPath = encodeURIComponent(evil)
  const urls = [
    ...['/explore', `/explore/quantities/${containers}`, `/explore/embed/quantities/${containers}`],
    ...['/explore/quotes/withdrawn', '/explore/embed/quantities/withdrawn', `/explore/${evilPath}`],
    ...[`/explore/quotes/${evilPath}`, `/explore/embed/${evilPath}`, `/explore/embed/quantities/${evilPath}`],
    ...[`/explore/quotes?q=${evilPath}`, `/explore/search?q="><script>`, `/explore/timeline?x='"><img>`],
    ...[`/explore/quantities/${containers}?claimant=${evilPath}`, `/explore/quantities/${containers}?"><img>=1`],
    `/explore/embed/quantities/${containers}?claimant=${evilPath}`,
  ]
  for (const url of urls) {
    const { body, headers } = await app.inject(url)
    t.equal(headers['content-type'], 'text/html; charset=utf-8', url)
    t.notMatch(body, /<script>|<img src=x|onerror=alert\(1\)>|"><img>/, url)
  }
  const { meta } = headOf((await app.inject(`/explore/quantities/${containers}`)).body)
  t.equal(meta['og:title'], evil)
  t.equal(headingsIn((await app.inject(`/explore/quantities/${containers}`)).body)[0], evil)
})

t.test('addresses that are none are 404, withdrawn records 410, as pages that say what is allowed', async (t) => {
  const { seed, edit } = seedCopy(t)
  const id = 'quote-budanov-direct-threat'
  edit('retired.yaml', /$/, `- { id: gone-quote, type: quote, reason: Twice., version: 1.0.0, superseded_by: ${id} }`)
  const app = await appFor(t, seed)
  const cases: [url: string, status: number, told: string | RegExp, link: string][] = [
    ['/explore/nothing', 404, 'There is no view at &#34;nothing&#34;.', 'quantities'],
    ['/explore/Quotes', 404, 'There is no view at', 'quotes'],
    ['/explore/constructor', 404, 'There is no view at', '../explore'],
    ['/explore/search/x', 404, 'There is no view at', 'search'],
    ['/explore/timeline/x', 404, 'There is no view at', 'timeline'],
    [`/explore/quotes/${id}/more`, 404, 'There is no view at', 'quotes'],
    ['/explore/index.html', 404, 'There is no view at', 'sources'],
    ['/explore/embed', 404, 'There is no view at', 'sources'],
    ['/explore/quotes/none', 404, 'There is no quote with the id &#34;none&#34;.', 'quotes'],
    ['/explore/quotes/%F0%9F%98%80', 404, 'There is no quote with the id', 'quotes'],
    [`/explore/estimates/${id}`, 404, 'It is the id of a record', `quotes/${id}`],
    [`/explore/quantities/${id}`, 404, 'There is no quantity', `quotes/${id}`],
    ['/explore/quotes/gone-quote', 410, 'was withdrawn in version 1.0.0: Twice.', `quotes/${id}`],
  ]
  for (const [url, status, told, link] of cases) {
    for (const headers of [{}, { 'if-none-match': '*' }, { accept: 'application/json' }]) {
      const response = await app.inject({ url, headers })
      t.equal(response.statusCode, status, url)
      t.equal(response.headers['content-type'], 'text/html; charset=utf-8')
    }
    const { body, headers } = await app.inject(url)
    t.match(body, told, url)
    t.ok(linksIn(body).includes(link), `${url} leads to ${link}`)
    t.match(body, '<meta name="robots" content="noindex">')
    t.notMatch(body, 'rel="canonical"')
    t.equal(headers.etag, undefined)
    t.match(body, /<script type="module"/, 'the shell is the same')
    t.equal((await app.inject({ method: 'HEAD', url })).statusCode, status)
  }
  for (const url of ['/explore/', '/explore/quotes/', '/explore/quotes//', `/explore//quotes/${id}`])
    t.equal((await app.inject(url)).statusCode, 200, `${url} is read as the script reads it`)
})

t.test('a page is not sent again to those who have it, and is other after a load', async (t) => {
  const { seed, edit } = seedCopy(t)
  const app = await appFor(t, seed)
  const url = `/explore/quantities/${containers}`
  const { headers } = await app.inject(url)
  const again = () => app.inject({ url, headers: { 'if-none-match': String(headers.etag) } })
  t.equal((await again()).statusCode, 304)
  edit('common/quantities.yaml', /name: Containers sent[^\n]*/, 'name: Boxes')
  await app.reload(seed)
  const changed = await again()
  t.equal(changed.statusCode, 200)
  t.match(changed.body, '<h1>Boxes</h1>')
})

t.test('only what is under /explore/embed/ may be framed by other sites', async (t) => {
  const app = await appFor(t)
  const framed = [`/explore/embed/quantities/${containers}`, '/explore/embed/quantities/none', '/explore/embed/x']
  for (const url of framed) {
    const made = await app.inject(url)
    // The second one is from the cache, and the third is a 304.
    const held = { 'if-none-match': String(made.headers.etag) }
    for (const { headers } of [made, await app.inject(url), await app.inject({ url, headers: held })]) {
      t.match(headers['content-security-policy'], 'frame-ancestors *;')
      t.equal(headers['x-frame-options'], undefined)
      t.match(headers['content-security-policy'], "script-src 'self'", 'the rest of the policy stands')
    }
  }
  const others = [
    '/',
    '/explore',
    '/explore/embed',
    `/explore/quantities/${containers}`,
    '/explore/embedded/x',
    '/docs/',
  ]
  for (const url of [...others, '/explore/EMBED/x', `/v1/quantities/${containers}/corridor.svg`, '/explore/x']) {
    const { headers } = await app.inject(url)
    t.match(headers['content-security-policy'], "frame-ancestors 'self'", url)
    t.equal(headers['x-frame-options'], 'SAMEORIGIN', url)
  }
})

t.test('an embedded quantity has its picture, summary, licence and a way back, and no script', async (t) => {
  const app = await publicApp(t)
  const url = `/explore/embed/quantities/${containers}`
  const { body, headers } = await app.inject(url)
  const { data, meta } = await getJson(app, `/v1/quantities/${containers}/comparison`)
  t.match(unescaped(body), paragraphsOf(data.summary.short))
  t.notMatch(body, /<script|onclick|javascript:/)
  t.match(body, `href="${meta.license_url}"`)
  const resolve = (href: string) => new URL(href, `http://x${url}`)
  t.ok(linksIn(body).some((href) => resolve(href).pathname === `/explore/quantities/${containers}`))
  const pictures = [...body.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, href]) => resolve(unescaped(href as string)))
  t.equal(pictures.length, 9)
  for (const { pathname, search } of pictures)
    t.equal((await app.inject(pathname + search)).headers['content-type'], 'image/svg+xml; charset=utf-8')
  t.equal((await app.inject({ url, headers: { 'if-none-match': String(headers.etag) } })).statusCode, 304)

  const share = await app.inject('/explore/embed/quantities/shells-unreliable-share-kp-ru')
  t.equal(share.statusCode, 200)
  t.notMatch(share.body, '<img', 'what does not grow has no picture')
  const narrowed = await app.inject(`${url}?claimant=us-department-of-state`)
  t.match(unescaped(narrowed.body), `../../../explore/quantities/${containers}?claimant=us-department-of-state"`)
  t.match(unescaped(narrowed.body), 'corridor.svg?claimant=us-department-of-state&theme=dark')
  const faults = {
    'claimant=nobody': 'claimant:',
    'nonsense=1': 'nonsense: There is no such parameter. Allowed: the',
    'tolerance=9': 'tolerance:',
  }
  for (const [query, told] of Object.entries(faults)) {
    const refused = await app.inject(`${url}?${query}`)
    t.equal(refused.statusCode, 400, query)
    t.match(refused.body, told)
  }
  const nothing = await app.inject('/explore/embed/quotes/x')
  t.equal(nothing.statusCode, 404)
  t.match(nothing.body, 'Allowed: embed/quantities/ and the id of a quantity.')
})
