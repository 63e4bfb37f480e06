/** What is no rate of requests: starting, sending whole sets, and how long a slow question holds up others. */
import { LoadProcess } from './load-process.ts'
import { memoryOf } from './processes.ts'
import { recordAnswer } from './record.ts'
import type { Ground } from './rounds.ts'
import { startBare, startOurs } from './servers.ts'
import { median, p99Of, percentile } from './statistics.ts'
import { exports, slowQuestions, trials } from './trials.ts'

/** From starting the process to its first answer, in ms, so many times. */
export async function measureStarts(databaseFile: string, core: number | undefined, times: number): Promise<number[]> {
  const took: number[] = []
  for (let time = 0; time < times; time += 1) {
    const server = await startOurs(databaseFile, core)
    took.push(server.startedIn)
    await server.stop()
  }
  return took
}

export interface ExportOutcome {
  title: string
  megabytes: number
  /** MB/s of each time. */
  rates: number[]
  /** Memory in MiB of a server that had only started, and its most while it sent; undefined where the system does not tell. */
  memory: { before: number; peak: number } | undefined
  errors: number
}

/** Whole sets, each from a server of its own that has only started. */
export async function measureExports(
  { load, core }: Ground,
  databaseFile: string,
  times: number,
): Promise<ExportOutcome[]> {
  const outcomes: ExportOutcome[] = []
  for (const { title, path } of exports) {
    const server = await startOurs(databaseFile, core)
    try {
      const before = memoryOf(server.pid)?.peak
      const outcome: ExportOutcome = { title, megabytes: 0, rates: [], memory: undefined, errors: 0 }
      for (let time = 0; time < times; time += 1) {
        const { bodyBytes, seconds, errors } = await load.run(server, { paths: [path], connections: 1, seconds: 600 })
        outcome.megabytes = bodyBytes / 1e6
        outcome.rates.push(bodyBytes / 1e6 / seconds)
        outcome.errors += errors
      }
      const peak = memoryOf(server.pid)?.peak
      if (before !== undefined && peak !== undefined) outcome.memory = { before, peak }
      outcomes.push(outcome)
    } finally {
      await server.stop()
    }
  }
  return outcomes
}

export interface WaitOutcome {
  title: string
  p50: number
  p99: number | undefined
  max: number
  count: number
  errors: number
  /** Slow questions that were answered meanwhile. */
  slow: { count: number; p50: number } | undefined
}

/** Requests a second: far below what the server can do, so that waiting comes from the slow question alone. */
const rate = 1000

/** Records by id, asked when they are due whatever was answered, alone and beside each slow question. */
export async function measureWaiting(
  { sample, ours, load }: Ground,
  seconds: number,
  loadCore: number | undefined,
): Promise<WaitOutcome[]> {
  const ask = trials.find(({ name }) => name === 'record')?.ask
  const paths = sample.records.slice(0, rate * seconds).flatMap((_, index) => ask?.(sample, index)?.ours ?? [])
  const records = { paths, rate, seconds, connections: 32, isEndless: true }
  const outcomes: WaitOutcome[] = []
  const measure = async (title: string, slowPaths: string[]) => {
    const beside = slowPaths.length === 0 ? undefined : new LoadProcess(loadCore)
    const slow = beside?.run(ours, { paths: slowPaths, seconds: seconds + 1, connections: 1, isEndless: true })
    const { latencies, count, errors } = await load.run(ours, records)
    const measured = await slow
    await beside?.stop()
    outcomes.push({
      ...{ title, count, errors, p50: median(latencies), p99: p99Of(latencies), max: percentile(latencies, 1) },
      slow: measured && { count: measured.count, p50: median(measured.latencies) },
    })
  }
  await load.run(ours, { paths, seconds: 1 })
  await measure('alone', [])
  for (const { title, ask: askSlow } of slowQuestions)
    await measure(title, Array.from({ length: 2000 }, (_, index) => askSlow(sample, index)?.ours ?? []).flat())
  return outcomes
}

export interface ToolOutcome {
  engine: 'sockets' | 'autocannon'
  rates: number[]
}

/** The load tool against autocannon, on the baseline with one address: what each of them costs. */
export async function measureTools({ load, core, recorder, sample, settings }: Ground): Promise<ToolOutcome[]> {
  const path = trials.find(({ name }) => name === 'hot-record')?.ask(sample, 0)?.ours ?? ''
  const bare = await startBare([await recordAnswer(recorder.port, path, {})], core)
  try {
    const tools: ToolOutcome[] = [
      { engine: 'sockets', rates: [] },
      { engine: 'autocannon', rates: [] },
    ]
    // autocannon counts whole seconds.
    const asked = { paths: [path], connections: settings.connections, isEndless: true }
    for (let round = 0; round < settings.rounds; round += 1)
      for (const { engine, rates } of tools) {
        const { count, seconds } = await load.run(bare, { ...asked, engine, seconds: Math.ceil(settings.seconds) })
        rates.push(count / seconds)
      }
    return tools
  } finally {
    await bare.stop()
  }
}
