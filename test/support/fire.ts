/**
 * The long run: `npm run fuzz -- --requests 50000 --seed N` against the built server, as operators run it. Says what was
 * answered and how much memory was used, and fails where a promise is broken.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { memoryOf } from '../../bench/processes.ts'
import { bombard } from './bombard.ts'
import { serve } from './commands.ts'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '50000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
})
const requests = Number(values.requests)
const seed = Number(values.seed)
/** Memory after all requests, at most so many times that after the first tenth. */
const maxGrowth = 1.2

console.log(`seed ${seed}, ${requests} connections, Node.js ${process.version}, ${availableParallelism()} cores`)
const folder = mkdtempSync(join(tmpdir(), 'conflict-facts-fuzz-'))
const server = await serve(join(folder, 'facts.sqlite'), { LOG_LEVEL: 'error' })
const memory = new Map<number, number>()
/** Requests that were begun are done by now, and no longer held. */
const rest = 1000
const look = async (count: number) => {
  await wait(rest)
  const mib = memoryOf(server.child.pid ?? 0)?.now
  if (mib !== undefined) memory.set(count, mib)
  console.log(`after ${count}: ${mib?.toFixed(0) ?? 'unknown'} MiB`)
}
try {
  const tenths = Array.from({ length: 10 }, (_, index) => Math.round((requests * (index + 1)) / 10))
  const startedAt = performance.now()
  const findings = await bombard(server.base, {
    ...{
      requests,
      seed,
      pid: server.child.pid as number,
      at: new Map(tenths.map((count) => [count, () => look(count)])),
    },
  })
  const seconds = (performance.now() - startedAt) / 1000
  console.log(`${findings.answers} answers in ${seconds.toFixed(0)} s, all within the contract`)
  for (const [kind, statuses] of findings.byKind)
    console.log(`  ${kind}: ${JSON.stringify(Object.fromEntries([...statuses].sort(([a], [b]) => a - b)))}`)
  const { slowest, slowOnce } = findings
  console.log(`slowest ${slowest.ms.toFixed(0)} ms: ${JSON.stringify(slowest.bytes)}`)
  console.log(`${slowOnce.length} took over a second, and less work`)
  for (const one of slowOnce.slice(0, 20)) console.log(`  ${JSON.stringify(one)}`)
  const [first, last] = [memory.get(tenths[0] ?? 0), memory.get(tenths[9] ?? 0)]
  if (first !== undefined && last !== undefined) {
    console.log(`memory grew ${(last / first).toFixed(2)}-fold; at most ${maxGrowth} is promised`)
    if (last > maxGrowth * first) process.exitCode = 1
  }
} finally {
  const code = await server.close()
  const faults = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
  console.log(`the server ended with ${code} and logged ${faults.length} errors`)
  for (const line of faults.slice(0, 5)) console.log(line.slice(0, 1000))
  if (code !== 0 || faults.length > 0) process.exitCode = 1
  rmSync(folder, { recursive: true, force: true })
}
