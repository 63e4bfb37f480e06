/** Views of the explorer in a real browser, if one is installed. */
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import tap, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'

const installed = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => `/usr/bin/${name}`),
  ...['/snap/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
].find((path) => existsSync(path))
export const skip = installed === undefined && 'No Chromium is installed: on Debian, apt-get install chromium.'

let launched: Promise<Browser> | undefined
/** One browser for all tests of a file, started by the first that needs it: tests that were added after a wait would come too late. */
export function browser(): Promise<Browser> {
  launched ??= chromium.launch({ executablePath: installed as string, args: ['--no-sandbox'] })
  return launched
}
tap.teardown(async () => (await launched)?.close())

/** A server, and pages that fail the test on errors in them and on requests to anywhere else. */
export async function browseAt(
  t: Test,
  { databaseFile, publicUrl = '' }: { databaseFile: string; publicUrl?: string },
) {
  const app = await buildApp({ databaseFile, publicUrl })
  t.teardown(() => app.close())
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const open = async (path: string, options: BrowserContextOptions = {}, isSound = true): Promise<Page> => {
    const context = await (await browser()).newContext({ viewport: { width: 1280, height: 900 }, ...options })
    let isOpen = true
    t.teardown(() => {
      // Requests under way then fail, and should.
      isOpen = false
      return context.close()
    })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('request', (request) => {
      if (isOpen && !/^(data|blob):/.test(request.url())) t.equal(new URL(request.url()).origin, address, request.url())
    })
    page.on('pageerror', (error) => t.fail(`${path}: ${error.stack}`))
    page.on('console', (message) => {
      if (isOpen && isSound && ['error', 'warning'].includes(message.type())) t.fail(`${path}: ${message.text()}`)
    })
    await page.goto(address + path)
    return page
  }
  return { app, address, open }
}
