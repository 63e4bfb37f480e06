/** Clocks of machines are set, and jump: loads and limits do not trust them. */
import { join } from 'node:path'
import t from 'tap'
import { release } from '../../src/load/release.ts'
import { commandWith, start } from '../support/commands.ts'
import { folderFor, releasedSeed } from '../support/support.ts'

/** The command under a clock that is wrong. */
const wronglyTimed = commandWith('--import', new URL('../fixtures/clock.js', import.meta.url).href)

t.test('a clock that jumps hides no dataset, and holds nobody off for longer than a minute', async (t) => {
  const { seed, edit } = releasedSeed(t)
  const file = join(folderFor(t), 'facts.sqlite')
  const loadAt = async (folder: string, offset: number) => {
    const env = { DATABASE_FILE: file, CLOCK_OFFSET_MS: String(offset) }
    t.equal(await start([...wronglyTimed, 'load', '--seed', folder], env).ended, 0)
  }
  const env = { DATABASE_FILE: file, RATE_LIMIT_MAX: '2', TRUST_PROXY: '1' }
  const server = start([...wronglyTimed, 'serve'], env)
  t.teardown(() => server.child.kill('SIGKILL'))
  const [, port] = await server.says(/127\.0\.0\.1:(\d+)\/docs/)
  const ask = (headers: Record<string, string>, path = '/v1/quotes?limit=1') =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers })
  let held = await ask({})
  t.equal(held.headers.get('dataset-version'), '1.1.0')
  const day = 24 * 3600 * 1000
  const loads: [version: string, offset: number][] = [
    ['2.0.0', day],
    ['2.1.0', -day],
    ['2.2.0', -2 * day],
  ]
  for (const [version, offset] of loads) {
    const since = held.headers.get('last-modified') as string
    t.equal((await ask({ 'if-modified-since': since })).status, 304)
    edit('dataset.yaml', /^version: .*$/m, `version: ${version}`)
    edit('common/entities.yaml', /name: North Korea( \d)*$/m, `name: North Korea ${version.at(2)}`)
    release(seed, { note: 'A test.', reason: 'rule_changed', reasons: new Map() })
    await loadAt(seed, offset)
    held = await ask({ 'if-modified-since': since })
    t.equal(held.status, 200, 'what changed is sent, whatever the time')
    t.equal(held.headers.get('dataset-version'), version)
  }
  const stranger = { 'x-forwarded-for': '203.0.113.7' }
  for (const status of [200, 200, 429]) t.equal((await ask(stranger)).status, status)
  for (const jump of [/jumps by -\d+ ms/, /jumps by \d+ ms/]) {
    server.child.kill('SIGCONT')
    await server.says(jump)
    const refused = await ask(stranger)
    t.equal(refused.status, 429)
    t.ok(Number(refused.headers.get('retry-after')) <= 60, 'a minute is a minute')
    t.equal((await ask({}, '/v1/search?q=shells')).status, 200)
  }
  server.child.kill('SIGTERM')
  t.equal(await server.ended, 0)
})
