/** Who reads a list while it is loaded anew gets all of it, and who leaves frees what was held for them. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { load } from '../src/seed/load.ts'
import { served, times } from './commands.ts'
import { folderFor, seedCopy } from './support.ts'

/** A page of a list, or the problem in its place. */
interface Page {
  data: { id: string }[]
  next: string | null
  meta: { dataset_version: string }
  restart: string
}

t.test('who walks a list while it is loaded anew is told to start again, and then has all of it once', async (t) => {
  const { seed, edit } = seedCopy(t)
  const file = join(folderFor(t), 'facts.sqlite')
  load(seed, file)
  const { base } = await served(t, file, { WORKERS: '0' })
  const first = '/v1/mentions?limit=7&fields=id'
  let restarts = 0
  for (let round = 0; round < times('LOADS', 2); round += 1) {
    edit('dataset.yaml', /^version: .*$/m, `version: 1.1.${round}`)
    let ids: string[] = []
    let pages = 0
    for (let path: string | null = first; path !== null; pages += 1) {
      if (pages === 4) load(seed, file)
      const answer = await fetch(base + path)
      const page = (await answer.json()) as Page
      if (answer.status === 409) {
        restarts += 1
        ids = []
      } else {
        t.equal(answer.status, 200)
        t.equal(answer.headers.get('dataset-version'), page.meta.dataset_version)
        ids.push(...page.data.map(({ id }) => id))
      }
      path = answer.status === 409 ? page.restart : page.next
    }
    const all = (await (await fetch(`${base}/v1/mentions?limit=1000&fields=id`)).json()) as Page
    t.strictSame(
      ids,
      all.data.map(({ id }) => id),
    )
  }
  t.equal(restarts, times('LOADS', 2))
})

t.test('answers that wait behind others of a connection are given up with it', async (t) => {
  const { seed } = seedCopy(t)
  const file = join(folderFor(t), 'facts.sqlite')
  load(seed, file)
  const { base, port, says } = await served(t, file, { WORKERS: '1', METRICS_PORT: '0' })
  const [, metrics = ''] = await says(/Metrics\s+(http:\S+)/)
  const underWay = async () =>
    Number(/\nconflict_facts_worker_streams (\d+)/.exec(await (await fetch(metrics)).text())?.[1])
  await (await fetch(`${base}/v1/search?q=shells`)).text()
  // It reads nothing: when the system holds no more for it, one answer is on its way and others wait behind it.
  const deaf = connect(port, '127.0.0.1')
  await once(deaf, 'connect')
  deaf.write('GET /v1/export/records.ndjson HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(60))
  for (let held = 0; held < 20; await setTimeout(50)) held = (await underWay()) > 1 ? held + 1 : 0
  deaf.destroy()
  while ((await underWay()) > 0) await setTimeout(10)
  t.equal((await fetch(`${base}/v1/export/records.ndjson`)).status, 200)
})
