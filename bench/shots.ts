/** Measurements that are no rate of requests: starting, sending whole sets, and how long a slow question holds up others. */
import { setTimeout as wait } from 'node:timers/promises'
import { LoadProcess } from './load-process.ts'
import { cpuTimeOfAll, memoryOf, type Running } from './processes.ts'
import { recordAnswer } from './record.ts'
import type { Ground } from './rounds.ts'
import { startBare, startOurs } from './servers.ts'
import { exports, slowQuestions, trials, warmUpPaths } from './trials.ts'

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

/** How records by id were answered. */
export interface Waits {
  latencies: number[]
  errors: number
}

export interface WaitOutcome {
  title: string
  alone: Waits
  beside: Waits
  /** Of the slow answers that were finished meanwhile. */
  slow: Waits
}

/** Requests a second: far below what the server can do, so that waiting comes from the slow question alone. */
const rate = 1000
const stretches = 5
/** More than are asked, where the data have so many: one that was asked twice is answered from the response cache. */
const slowQuestionsEach = 20_000
/** More than are answered in one stretch. */
const slowQuestionsAtOnce = 4000

/**
 * Records by id, asked when they are due whatever was answered, alone and beside each slow question: in short stretches by
 * turns, so that what slows the machine for a while meets both.
 * @param seconds of each, in all
 */
export async function measureWaiting(
  { sample, ours, load }: Ground,
  seconds: number,
  loadCore: number | undefined,
): Promise<WaitOutcome[]> {
  const stretch = seconds / stretches
  const ask = trials.find(({ name }) => name === 'record')?.ask
  const paths = sample.records.flatMap((_, index) => ask?.(sample, index)?.ours ?? [])
  let asked = 0
  /** Always other records, so that few of them are answered from the response cache. */
  const askRecords = async (waits: Waits, time = stretch) => {
    const own = goingOn(paths, asked, rate * time)
    asked += rate * time
    add(waits, await load.run(ours, { paths: own, rate, seconds: time, connections: 32, isEndless: true }))
  }
  const slowLoad = new LoadProcess(loadCore)
  const outcomes: WaitOutcome[] = []
  for (const { title, ask: askSlow } of slowQuestions) {
    const slowPaths = Array.from({ length: slowQuestionsEach }, (_, index) => askSlow(sample, index)?.ours ?? []).flat()
    let next = 0
    /** Always another question as well: a response is stored when it is made. */
    const askSlowly = async (waits: Waits, time = stretch) => {
      const own = goingOn(slowPaths, next, slowQuestionsAtOnce)
      const job = { paths: own, seconds: time, connections: 1, isEndless: true, isCutOff: true }
      const measured = await slowLoad.run(ours, job)
      next += measured.latencies.length + 1
      add(waits, measured)
    }
    // Code that runs for the first time is slow for that reason, which is another question.
    await Promise.all([askRecords(noWaits(), 2), askSlowly(noWaits(), 2)])
    const outcome = { title, alone: noWaits(), beside: noWaits(), slow: noWaits() }
    for (let turn = 0; turn < stretches; turn += 1) {
      await becomeIdle(ours)
      await askRecords(outcome.alone)
      await Promise.all([askRecords(outcome.beside), askSlowly(outcome.slow)])
    }
    outcomes.push(outcome)
  }
  await slowLoad.stop()
  return outcomes
}

/** At most so many values from a place on, and from the first again after the last. */
const goingOn = (values: string[], from: number, most: number): string[] =>
  Array.from({ length: Math.min(most, values.length) }, (_, index) => values[(from + index) % values.length] as string)

/** Waits until a server does nothing: what was cut off may still be made, as one statement is not given up half-way. */
async function becomeIdle({ pid }: Running): Promise<void> {
  const pause = 250
  for (let before = cpuTimeOfAll(pid) ?? 0; ; ) {
    await wait(pause)
    const now = cpuTimeOfAll(pid) ?? 0
    if (now - before < (pause * 1000) / 10) return
    before = now
  }
}

const noWaits = (): Waits => ({ latencies: [], errors: 0 })

function add(waits: Waits, { latencies, errors }: Waits): void {
  for (const one of latencies) waits.latencies.push(one)
  waits.errors += errors
}

export interface PartOutcome {
  trial: string
  title: string
  /** One entry a round. */
  rates: number[]
  /** In µs a request. */
  cpus: (number | undefined)[]
  errors: number
}

/** The variant that the others are held against. */
export const asInProduction = 'as in production'

/** The service with one of its parts left out or added, by its own settings. */
const variants: { title: string; env?: NodeJS.ProcessEnv; headers?: Record<string, string> }[] = [
  { title: asInProduction },
  { title: 'without the log', env: { LOG_LEVEL: 'silent' } },
  { title: 'without metrics', env: { METRICS_PORT: undefined } },
  {
    title: 'counted against the limit of its client, as from another machine',
    env: { TRUST_PROXY: '1', RATE_LIMIT_MAX: '999999999' },
    headers: { 'x-forwarded-for': '203.0.113.7' },
  },
]

/** The cost of the parts of a response: one estimate over and over, records and pages asked once each, in alternating rounds. */
export async function measureParts(
  { load, core, recorder, sample, settings }: Ground,
  databaseFile: string,
): Promise<PartOutcome[]> {
  const outcomes: PartOutcome[] = []
  for (const trial of trials.filter(({ name }) => ['hot-record', 'record', 'page'].includes(name))) {
    const isEndless = trial.kind === 'hot'
    const count = isEndless ? 1 : settings.rounds * settings.questions
    const paths = Array.from({ length: count }, (_, index) => trial.ask(sample, index)?.ours ?? []).flat()
    const recorded = await Promise.all(paths.slice(0, 200).map((path) => recordAnswer(recorder.port, path, {})))
    const sides = [
      { title: 'node:http with the same bytes', server: await startBare(recorded, core), isOurs: false, headers: {} },
      {
        ...{ title: 'Fastify with the same bytes', isOurs: false, headers: {} },
        server: await startBare(recorded, core, 'fastify'),
      },
    ]
    for (const { title, env, headers = {} } of variants)
      sides.push({ title, headers, isOurs: true, server: await startOurs(databaseFile, core, env) })
    try {
      const measured = sides.map(
        ({ title }): PartOutcome => ({
          ...{ trial: trial.title, title, rates: [], cpus: [], errors: 0 },
        }),
      )
      const perRound = Math.floor(paths.length / settings.rounds)
      for (let round = -1; round < settings.rounds; round += 1)
        for (const [index, { server, isOurs, headers }] of sides.entries()) {
          const isWarmUp = round < 0
          const cold = isWarmUp ? warmUpPaths(sample) : paths.slice(round * perRound, (round + 1) * perRound)
          const isOnce = isOurs && !isEndless
          const { count, seconds, errors, cpu } = await load.runWithCpu(server, {
            ...{ headers, connections: settings.connections, isEndless: !isOnce },
            paths: isOnce ? cold : recorded.map(({ path }) => path),
            seconds: isWarmUp ? settings.warmUpSeconds : settings.seconds,
          })
          const outcome = measured[index]
          if (isWarmUp || outcome === undefined) continue
          outcome.rates.push(count / seconds)
          outcome.cpus.push(cpu)
          outcome.errors += errors
        }
      outcomes.push(...measured)
    } finally {
      for (const { server } of sides) await server.stop()
    }
  }
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
