/** Charts in pages of other sites, and the text of pages before their script runs, in a real browser. */
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { inPackage } from '../../src/package.ts'
import { browser as sharedBrowser, skip } from '../support/browse.ts'
import { appFor, getJson } from '../support/support.ts'

const containers = 'containers-delivered-kp-ru'

/** The service, and a browser. */
async function serve(t: Test) {
  const app = await appFor(t)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, address, browser: await sharedBrowser() }
}

/** A page of another origin, with this in its body. */
async function otherSite(t: Test, body: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(`<!doctype html><title>Another site</title>${body}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

t.test('the line that is offered shows the chart in a page of another origin, and only that', { skip }, async (t) => {
  const { address, browser } = await serve(t)
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } })
  await page.goto(`${address}/explore/quantities/${containers}`)
  await page.getByText('Embed', { exact: true }).click()
  const line = await page.locator('.embed code').innerText()
  t.match(line, /^<iframe src="http/)
  const url = await otherSite(t, `<h1>Our page</h1>${line}<iframe name="whole" src="${address}/explore"></iframe>`)
  t.not(new URL(url).origin, address)
  for (const [width, colorScheme] of [
    [900, 'light'],
    [360, 'dark'],
  ] as const) {
    const context = await browser.newContext({
      viewport: { width, height: 1400 },
      colorScheme,
      javaScriptEnabled: false,
    })
    const visitor = await context.newPage()
    await visitor.goto(url, { waitUntil: 'load' })
    const frame = visitor.frames().find((one) => one.url().includes('/explore/embed/'))
    t.ok(frame, 'the chart is in its frame')
    const image = visitor.frameLocator('iframe').first().locator('img')
    const box = await image.boundingBox()
    t.ok(box !== null && box.width > width * 0.85 && box.width <= width && box.height > 200, JSON.stringify(box))
    t.match(await visitor.frameLocator('iframe').first().locator('figcaption').innerText(), /Licence: CC-BY-4\.0/)
    // A frame that is refused shows a page of the browser.
    t.match(
      visitor.frames().map((one) => one.url()),
      [url, /embed/, /^chrome-error:/],
    )
    mkdirSync(inPackage('screenshots'), { recursive: true })
    await visitor.screenshot({ path: join(inPackage('screenshots'), `embedded-${width}-${colorScheme}.png`) })
    await context.close()
  }
})

t.test('a picture is drawn to its whole height in a page', { skip }, async (t) => {
  const { address, browser } = await serve(t)
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } })
  await page.goto(`${address}/v1/quantities/${containers}/corridor.svg`)
  // A chart that lost its height would be scaled.
  const scales = await page.evaluate(`(() => {
    const { a, d } = document.querySelector('svg svg g').getScreenCTM()
    return [a, d]
  })()`)
  t.strictSame(scales, [1, 1])
  await page.screenshot({ path: join(inPackage('screenshots'), 'corridor-svg.png') })
})

t.test('the headings that the server sends are those that the script shows', { skip }, async (t) => {
  const { app, address, browser } = await serve(t)
  const { counts } = await getJson(app, '/')
  const page = await browser.newPage()
  const records = ['quantities', 'quotes', 'entities', 'sources', 'evidence']
  const paths = [
    ...['', 'search', 'timeline', ...Object.keys(counts)],
    ...(await Promise.all(
      records.map(async (name) => `${name}/${(await getJson(app, `/v1/${name}?limit=1`)).data[0].id}`),
    )),
  ]
  for (const path of paths) {
    const url = `/explore/${path}`.replace(/\/$/, '')
    const { body } = await app.inject(url)
    const sent = /<h1>([^<]*)<\/h1>/.exec(body)?.[1]?.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code))
    const title = /<title>([^<]*)<\/title>/
      .exec(body)?.[1]
      ?.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code))
    await page.goto(address + url)
    await page.locator('h1[tabindex]').waitFor()
    t.equal(await page.locator('h1').count(), 1, `${url}: the sent text is gone`)
    t.equal((await page.locator('h1').innerText()).trim(), sent, url)
    t.equal(await page.title(), title, url)
  }
})
