/**
 * The bytes of requests, good and hostile, over real sockets against the built service. A short run of `npm run fuzz`;
 * FUZZ_SEED chooses another one.
 */
import t from 'tap'
import { bombard } from '../support/bombard.ts'
import { served } from '../support/commands.ts'
import { seedFrom } from '../support/seed.ts'
import { databaseFor } from '../support/support.ts'

const seed = seedFrom('FUZZ_SEED')

t.test(`no bytes lead out of the contract, to a fault, a leak or a wait (FUZZ_SEED=${seed})`, async (t) => {
  const server = await served(t, databaseFor(t), { LOG_LEVEL: 'error' })
  const { byKind, slowest } = await bombard(server.base, { requests: 800, seed, pid: server.child.pid as number })
  for (const [kind, statuses] of byKind)
    t.comment(`${kind}: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}`)
  t.comment(`slowest: ${slowest.ms.toFixed(0)} ms`)
  t.ok((byKind.get('contract')?.get(200) ?? 0) > 80, 'many requests were good')
  t.ok(byKind.size >= 8, 'and many kinds were not')
  t.equal(await server.close(), 0, 'the server ended in order')
  t.notMatch(server.output(), /"level":[56]0/, 'and logged no fault')
})
