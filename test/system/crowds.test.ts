/** A client that reads a list while it is loaded anew gets all of it; one that leaves frees what was held for it. */
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { load } from '../../src/load/load.ts'
import { served, times } from '../support/commands.ts'
import { folderFor, releasedSeed } from '../support/support.ts'
import { until } from '../support/until.ts'

/** A page of a list, or the problem in its place. */
interface Page {
  data: { id: string }[]
  next: string | null
  meta: { dataset_version: string }
  restart: string
}

t.test('a client that walks a list during a load is asked to start again, and then gets it whole once', async (t) => {
  const { seed, edit } = releasedSeed(t)
  const file = join(folderFor(t), 'facts.sqlite')
  load(seed, file)
  const { base } = await served(t, file)
  const first = '/v1/mentions?limit=7&fields=id'
  let restarts = 0
  for (let round = 0; round < times('LOADS', 2); round += 1) {
    edit('dataset.yaml', /^version: .*$/m, `version: 1.1.${round + 1}`)
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

t.test('responses that wait behind others of a connection are given up with it', async (t) => {
  const { seed, edit } = releasedSeed(t)
  const file = join(folderFor(t), 'facts.sqlite')
  load(seed, file)
  const { base, port, child } = await served(t, file)
  const replaced = () => openFilesOf(child.pid as number)?.filter((path) => path.endsWith('facts.sqlite (deleted)'))
  if (replaced() === undefined) return t.comment('not tried: this system does not tell which files are open')
  // It reads nothing: when the system holds no more for it, one response is on its way and others wait behind it.
  const deaf = connect(port, '127.0.0.1')
  await once(deaf, 'connect')
  deaf.write('GET /v1/export/records.ndjson HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(60))
  await once(deaf, 'readable')
  edit('dataset.yaml', /^version: .*$/m, 'version: 1.1.1')
  load(seed, file)
  t.match(await (await fetch(`${base}/v1/origins`)).text(), /"dataset_version":"1\.1\.1"/)
  t.ok((replaced() as string[]).length > 0, 'responses under way keep the version that they are of')
  deaf.destroy()
  await until('the end of the old version', () => replaced()?.length === 0)
  t.equal((await fetch(`${base}/v1/export/records.ndjson`)).status, 200)
})

/** The files that a process has open, as Linux tells them; undefined where the system does not. */
function openFilesOf(pid: number): string[] | undefined {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${name}`)]
      } catch {
        return [] // closed meanwhile
      }
    })
  } catch {
    return undefined
  }
}
