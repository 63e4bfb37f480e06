/** Corridors as pictures: what they say, how large they are, and what they refuse. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inflateSync } from 'node:zlib'
import t from 'tap'
import { buildApp } from '../src/app.ts'
import { inPackage } from '../src/package.ts'
import { pngOf } from '../src/pictures/png.ts'
import { appFor, databaseFor, folderFor, getJson, seedCopy } from './support/support.ts'

const containers = '/v1/quantities/containers-delivered-kp-ru/corridor'

const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) })

/** The texts of an SVG, in their order. */
const textsIn = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, text]) =>
    (text as string)
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .replaceAll('&amp;', '&')
      .trim(),
  )

/** The pixels of a PNG as it is compressed, with their filters. */
function pixelsIn(png: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  return inflateSync(Buffer.concat(parts))
}

t.test('an SVG has title, date, sources, licence and address as text, and each claim by name', async (t) => {
  const app = await buildApp({ databaseFile: databaseFor(t), publicUrl: 'https://facts.example' })
  t.teardown(() => app.close())
  const { body, headers } = await app.inject(`${containers}.svg`)
  t.equal(headers['content-type'], 'image/svg+xml; charset=utf-8')
  t.match(body, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  const all = textsIn(body).join(' ')
  const { meta } = await getJson(app, '/v1/quotes')
  for (const text of [
    'Containers sent from North Korea to Russia',
    `version ${meta.dataset_version} of ${meta.dataset_date}`,
    ...[meta.license, meta.license_url, 'https://facts.example/explore/quantities/containers-delivered-kp-ru'],
    ...['Foreign Policy', 'RBC-Ukraine', 'Open Source Centre', 'nearly 16,000', 'more than 10,000'],
  ])
    t.ok(all.includes(text), text)
  t.notMatch(body, /<script|<a /, 'nothing in it runs or leads away')
})

t.test('filters and readings are those of the corridor, and the picture says which', async (t) => {
  const app = await appFor(t)
  const { body } = await app.inject(`${containers}.svg?known_by=2024-03-01&claimant=united-states&tolerance=0.1`)
  const all = textsIn(body).join(' ')
  t.match(all, 'Conditions: claimant united-states; known by 2024-03-01; tolerance 0.1.')
  t.notMatch(all, 'Open Source Centre')
  t.match(
    textsIn((await app.inject(`${containers}.svg?spreads=as_interval`)).body).join(' '),
    'Conditions: spreads as interval.',
  )
  const capacity = '/v1/quantities/shells-capacity-of-containers-kp-ru/corridor'
  const several = await app.inject(`${capacity}.png`)
  t.equal(several.statusCode, 400)
  const [asked] = several.json().errors
  t.equal(asked.parameter, 'condition')
  for (const condition of asked.allowed) {
    const one = await app.inject(`${capacity}.svg?condition=${encodeURIComponent(condition)}`)
    t.equal(one.statusCode, 200, condition)
    if (condition !== 'none') t.match(textsIn(one.body).join(' '), 'Under the condition:')
  }
})

t.test('a picture is as wide as it was asked to be, in both formats and themes', async (t) => {
  const app = await appFor(t)
  for (const width of [300, 301, 720, 960, 961, 1200, 2400]) {
    const svg = (await app.inject(`${containers}.svg?width=${width}`)).body
    const [own = ''] = /^<svg [^>]*>/.exec(svg) ?? []
    const [, height] = / height="(\d+)"/.exec(own) ?? []
    t.match(own, ` width="${width}"`)
    const { rawPayload, headers } = await app.inject(`${containers}.png?width=${width}`)
    t.equal(headers['content-type'], 'image/png')
    t.equal(rawPayload.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n')
    t.equal(sizeOf(rawPayload).width, width)
    t.ok(Math.abs(sizeOf(rawPayload).height - Number(height)) <= 1, `${sizeOf(rawPayload).height} is ${height}`)
  }
  t.equal(sizeOf((await app.inject(`${containers}.png`)).rawPayload).width, 960)
  const [light, dark] = [await app.inject(`${containers}.svg`), await app.inject(`${containers}.svg?theme=dark`)]
  t.match(light.body, 'fill="#fdfdfb"')
  t.match(dark.body, 'fill="#14171b"')
  t.strictSame(textsIn(dark.body), textsIn(light.body))
  for (const query of [
    'width=299',
    'width=2401',
    'width=wide',
    'width=400.5',
    'theme=blue',
    'at=2024-01-01',
    'limit=1',
  ])
    for (const format of ['svg', 'png']) {
      const refused = await app.inject(`${containers}.${format}?${query}`)
      t.equal(refused.statusCode, 400, query)
      t.match(refused.json().detail, /Allowed|between|300/, query)
    }
})

t.test('text stands in a PNG, in the font of the package and in no other', async (t) => {
  const svg = (text: string, family: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40">
<rect width="300" height="40" fill="#fff"/><text x="5" y="25" font-family="${family}" font-weight="600">${text}</text></svg>`
  const drawn = async (text: string, family = 'system-ui, sans-serif') => {
    const png = await pngOf(svg(text, family), 300)
    if (png === null) throw new Error('There is no resvg here.')
    return pixelsIn(Buffer.from(png))
  }
  const empty = await drawn('')
  const usual = await drawn('North Korea')
  t.notOk(usual.equals(empty), 'it is seen')
  for (const family of ['Arial', 'No Such Font', 'DejaVu Serif', 'monospace', 'inherit'])
    t.ok((await drawn('North Korea', family)).equals(usual), `${family} makes no difference`)
  const box = await drawn('\u{10fffd}')
  for (const text of [
    'Zelenskyy',
    'Żółć',
    'Зеленський',
    'Ελλάδα',
    '“at least 2 million”',
    '1,000 – 6,500 %',
    'العربية',
    'עברית',
  ])
    t.notOk((await drawn(text)).equals(box) || (await drawn(text)).equals(empty), text)
  const app = await appFor(t)
  const png = pixelsIn((await app.inject(`${containers}.png?width=500`)).rawPayload)
  const words = (await app.inject(`${containers}.svg?width=500`)).body
  const bare = await pngOf(words.replace(/>[^<]+<\/text>/g, '></text>'), 500)
  t.notOk(png.equals(pixelsIn(Buffer.from(bare ?? []))), 'a picture without its texts is another')
})

t.test('a picture is sent once to those who have it, with the same bytes each time', async (t) => {
  const app = await appFor(t)
  for (const format of ['svg', 'png']) {
    const url = `${containers}.${format}?width=400`
    const first = await app.inject({ url, headers: { 'accept-encoding': 'br' } })
    t.equal(first.headers['content-encoding'], format === 'svg' ? 'br' : undefined)
    t.match(first.headers.vary, 'Accept-Encoding')
    const cold = await appFor(t)
    const second = await cold.inject({ url, headers: { 'accept-encoding': 'br' } })
    t.equal(second.headers.etag, first.headers.etag)
    t.ok(second.rawPayload.equals(first.rawPayload))
    const held = { 'accept-encoding': 'br', 'if-none-match': String(first.headers.etag) }
    t.equal((await app.inject({ url, headers: held })).statusCode, 304)
  }
})

t.test('what has no corridor has no picture, and says why', async (t) => {
  const app = await appFor(t)
  for (const format of ['svg', 'png']) {
    const share = await app.inject(`/v1/quantities/shells-unreliable-share-kp-ru/corridor.${format}`)
    t.equal(share.statusCode, 400)
    t.match(share.json().detail, /Allowed: additive totals and capacities/)
    t.equal((await app.inject(`/v1/quantities/none/corridor.${format}`)).statusCode, 404)
    const empty = await app.inject(`${containers}.${format}?said_before=1990`)
    t.equal(empty.statusCode, 200, 'no claim is left: an empty chart')
  }
})

/** Further claims about the containers, one a line. */
const claims = (count: number): string =>
  Array.from({ length: count }, (_, index) => {
    const noted = { basis: 'noted', anchor: 'Noted.' }
    const value = 1000 + ((index * 7919) % 20_000)
    return JSON.stringify({
      ...{ type: 'estimate', id: `more-${index}`, claim: `claim-more-${index}`, source: 'kp-ru-thedailybeast-2023-10' },
      ...{ quantity: 'containers-delivered-kp-ru', as_stated: `more than ${value} containers`, as_stated_exact: false },
      ...{ modifier: 'more_than', low: value, claimants: ['us-department-of-state'], claimant_kind: 'named' },
      ...{ window: { edtf: `2021-08/2023-${String(1 + (index % 12)).padStart(2, '0')}`, ...noted } },
      ...{ said: { edtf: '2024', ...noted }, evidence: [{ citation: true }] },
    })
  }).join('\n')

t.test('at most 500 claims are drawn, while other requests are answered', async (t) => {
  const { data } = await getJson(await appFor(t), '/v1/quantities/containers-delivered-kp-ru/comparison')
  const { seed, add } = seedCopy(t)
  add('kp-ru-public-record/more.ndjson', `${claims(500 - data.counts.claims)}\n`)
  const app = await appFor(t, seed)
  let isDrawn = false
  const most = app.inject(`${containers}.svg`).finally(() => {
    isDrawn = true
  })
  await new Promise((resolve) => setTimeout(resolve, 300))
  t.equal((await app.inject('/v1/sources?limit=1')).statusCode, 200)
  t.notOk(isDrawn, 'the picture was still being drawn')
  const { body } = await most
  t.match(body, 'What 500 claims leave possible')
  const pale = [...body.matchAll(/<g opacity="[^"]*" data-claim="([^"]*)" class="claim"/g)].map(
    ([, claim]) => claim as string,
  )
  t.ok(pale.length > 400, 'most of them neither bind, nor fail, nor lie outside')
  const told = textsIn(body).join(' ')
  t.match(told, `Pale and without a name: ${pale.length} more claims`)
  t.match(told, `${body.split('class="label"').length - 1} of 500 claims are labelled.`)
  for (const claim of pale) t.notOk(body.includes(`data-claim="${claim}" class="label"`), claim)

  add('kp-ru-public-record/one-more.ndjson', `${claims(501).split('\n').at(-1)}\n`)
  const more = await appFor(t, seed)
  for (const format of ['svg', 'png']) {
    const refused = await more.inject(`${containers}.${format}`)
    t.equal(refused.statusCode, 400)
    t.match(refused.json().detail, /501 claims would be drawn\. Allowed: at most 500\. Narrow them down/)
  }
  const narrowed = await more.inject(`${containers}.svg?claimant=open-source-centre`)
  t.equal(narrowed.statusCode, 200)
})

t.test('pictures wait for each other, and no more than 20 of them', async (t) => {
  const app = await appFor(t)
  const asked = Array.from({ length: 40 }, (_, index) => app.inject(`${containers}.svg?width=${400 + index}`))
  const responses = await Promise.all(asked)
  const refused = responses.filter(({ statusCode }) => statusCode === 503)
  t.ok(refused.length > 0 && refused.length <= 20, `${refused.length} of 40`)
  for (const { headers } of refused) t.equal(headers['retry-after'], '10')
  for (const [index, { statusCode, body }] of responses.entries())
    if (statusCode !== 503) t.match(body.slice(0, 1000), ` width="${400 + index}"`, 'each gets its own')
})

t.test('a machine without a program for PNG says so, and draws SVG', async (t) => {
  const hook =
    'export const resolve = (name, context, next) => name.includes("resvg") ? Promise.reject(new Error("missing")) : next(name, context)'
  const preload = `import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}))`
  const script = `import { buildApp } from ${JSON.stringify(inPackage('dist', 'src', 'app.js'))}
const app = await buildApp({ databaseFile: ${JSON.stringify(databaseFor(t))} })
for (const format of ['png', 'svg']) {
  const { statusCode, headers, body } = await app.inject('${containers}.' + format)
  console.log(JSON.stringify([statusCode, headers['content-type'], body.slice(0, 400)]))
}
await app.close()`
  const file = join(folderFor(t), 'ask.mjs')
  writeFileSync(file, script)
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--import', `data:text/javascript,${encodeURIComponent(preload)}`],
    file,
  ])
  const [png, svg] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.match(png, [501, 'application/problem+json', /cannot-make-format.*Allowed: .*corridor\.svg/])
  t.match(svg, [200, 'image/svg+xml; charset=utf-8', /^<svg/])
})
