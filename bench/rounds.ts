/** A trial in alternating rounds, so that what slows the machine for a while meets every server. */
import type { Recorded } from './bare-server.ts'
import type { Load, LoadProcess } from './load-process.ts'
import type { Running } from './processes.ts'
import { headerOf, recordAnswer } from './record.ts'
import type { Sample } from './sample.ts'
import { startBare } from './servers.ts'
import { type PeerName, peerNames, type Question, type Trial } from './trials.ts'

export interface Settings {
  rounds: number
  /** How long one server is asked in one round, where it has that many questions. */
  seconds: number
  connections: number
  /** Questions that a round has at most, where each is asked once. */
  questions: number
  /** How long a server is asked before the first round: code that runs for the first time takes several times as long. */
  warmUpSeconds: number
}

/** Results of one server in all rounds of a trial; one entry a round, but for the latencies. */
export interface Outcome {
  server: string
  rates: number[]
  cpus: (number | undefined)[]
  latencies: number[]
  errors: number
  bodyBytes: number
}

export interface Ground {
  sample: Sample
  ours: Running
  peers: Map<PeerName, Running>
  /** Another process of ours, so that what is recorded is not in the caches of the one that is measured. */
  recorder: Running
  load: LoadProcess
  core: number | undefined
  settings: Settings
}

/** Answers of cold trials that the baseline has in its memory: of each kind of question, not of every question. */
const recordedAnswers = 200
const warmUps = 300
/** Questions before the first round, at most. */
const firstWarmUps = 8000
/** A question that takes seconds gets no further round after so many ms; more of them where many are wanted. */
const maxSingleTrial = 20_000
const maxLongTrial = 120_000

/** Runs one trial; an outcome for each server that can be asked. */
export async function runTrial(trial: Trial, ground: Ground): Promise<Outcome[]> {
  return trial.kind === 'hot' || trial.kind === 'revalidation' ? runHot(trial, ground) : runCold(trial, ground)
}

/** One address. Warming up is done with another one of the same kind. */
async function runHot(trial: Trial, ground: Ground): Promise<Outcome[]> {
  const { sample, ours, recorder, core, load, settings } = ground
  const [path, other] = [0, 1].map((index) => trial.ask(sample, index)?.ours ?? '') as [string, string]
  const answers: Recorded[] = []
  const loadOf = async (one: string): Promise<Load> => {
    const answer = await recordAnswer(recorder.port, one, trial.headers ?? {})
    expectStatus(answer, 200)
    if (trial.kind === 'hot') {
      answers.push(answer)
      return { paths: [one], seconds: settings.seconds, isEndless: true, headers: trial.headers ?? {} }
    }
    const headers = { ...trial.headers, 'if-none-match': headerOf(answer, 'etag') ?? '' }
    const unchanged = await recordAnswer(recorder.port, one, headers)
    expectStatus(unchanged, 304)
    answers.push(unchanged)
    return { paths: [one], seconds: settings.seconds, isEndless: true, headers, expected: 304 }
  }
  const [measured, warm] = [await loadOf(path), await loadOf(other)]
  const bare = await startBare(answers, core)
  try {
    const sides = [bare, ours].map((server) => ({ server, outcome: emptyOutcome(server.name) }))
    for (const { server } of sides)
      await load.run(server, { ...warm, connections: settings.connections, seconds: settings.warmUpSeconds })
    for (let round = 0; round < settings.rounds; round += 1)
      for (const { server, outcome } of sides) {
        await load.run(server, { ...warm, connections: settings.connections, seconds: settings.seconds / 4 })
        addRound(outcome, await load.runWithCpu(server, { ...measured, connections: settings.connections }))
      }
    return sides.map(({ outcome }) => outcome)
  } finally {
    await bare.stop()
  }
}

/** Each question once, those of warming up never measured. The baseline has a part of the answers, over and over. */
async function runCold(trial: Trial, ground: Ground): Promise<Outcome[]> {
  const { sample, ours, peers, recorder, core, load, settings } = ground
  const isSingle = trial.kind === 'single'
  const headers = trial.headers ?? {}
  const connections = isSingle ? 1 : settings.connections
  const wanted = isSingle
    ? { first: 0, warm: 1, measured: trial.count ?? 20 }
    : { first: firstWarmUps, warm: warmUps, measured: settings.questions }
  const { before, rounds } = questionRounds(trial, sample, settings.rounds, wanted)
  const [first] = rounds
  if (first === undefined) return []
  const answers = isSingle ? [] : await recordAll(first.measured.slice(0, recordedAnswers), recorder, headers)
  const bare = isSingle ? undefined : await startBare(answers, core)
  try {
    const asked = peerNames.flatMap((name) => {
      const server = peers.get(name)
      return server === undefined || first.measured[0]?.[name] === undefined ? [] : [{ name, server }]
    })
    const sides = [{ name: 'ours' as const, server: ours }, ...asked].map((one) => ({
      ...one,
      outcome: emptyOutcome(one.server.name),
    }))
    const baseline = emptyOutcome('bare')
    const onceOf = (name: 'ours' | PeerName, questions: Question[]) => ({
      paths: questions.map((one) => one[name] as string),
      headers,
      connections,
    })
    for (const { name, server } of sides)
      await load.run(server, { ...onceOf(name, before), seconds: settings.warmUpSeconds })
    const until = performance.now() + (trial.count === undefined ? maxSingleTrial : maxLongTrial)
    for (const { warm, measured } of rounds) {
      if (isSingle && performance.now() > until) break
      if (bare !== undefined) {
        const paths = answers.map(({ path }) => path)
        const again = { paths, headers, connections, isEndless: true }
        await load.run(bare, { ...again, seconds: settings.seconds / 4 })
        addRound(baseline, await load.runWithCpu(bare, { ...again, seconds: settings.seconds }))
      }
      for (const { name, server, outcome } of sides) {
        // Ours has more time, so that slow questions make enough samples for a percentile.
        const usual = settings.seconds * (server === ours ? 3 : 1)
        const seconds = trial.count === undefined ? usual : maxLongTrial / 1000 / settings.rounds
        await load.run(server, { ...onceOf(name, warm), seconds: settings.seconds / 4 })
        addRound(outcome, await load.runWithCpu(server, { ...onceOf(name, measured), seconds }))
      }
    }
    return [...(bare === undefined ? [] : [baseline]), ...sides.map(({ outcome }) => outcome)]
  } finally {
    await bare?.stop()
  }
}

/** The questions before the first round and of each round, no address twice; fewer than wanted where the data have no more. */
function questionRounds(
  trial: Trial,
  sample: Sample,
  rounds: number,
  wanted: { first: number; warm: number; measured: number },
) {
  const questions = new Map<string, Question>()
  const enough = wanted.first + rounds * (wanted.warm + wanted.measured)
  for (let index = 0; questions.size < enough && index < enough * 2; index += 1) {
    const question = trial.ask(sample, index)
    if (question === undefined) break
    questions.set(question.ours, question)
  }
  const all = [...questions.values()]
  const before = all.splice(0, Math.min(wanted.first, Math.floor(all.length / 4)))
  const each = Math.floor(all.length / rounds)
  const warm = Math.min(wanted.warm, Math.ceil(each / 10))
  if (each - warm < 1) return { before, rounds: [] }
  return {
    before,
    rounds: Array.from({ length: rounds }, (_, round) => {
      const own = all.slice(round * each, (round + 1) * each)
      return { warm: own.slice(0, warm), measured: own.slice(warm) }
    }),
  }
}

async function recordAll(questions: Question[], recorder: Running, headers: Record<string, string>) {
  const answers: Recorded[] = []
  for (const { ours } of questions) answers.push(await recordAnswer(recorder.port, ours, headers))
  for (const answer of answers) expectStatus(answer, 200)
  return answers
}

function expectStatus({ path, status, body }: Recorded, expected: number): void {
  if (status !== expected)
    throw new Error(`${path} answered ${status}, not ${expected}: ${body.toString().slice(0, 500)}`)
}

const emptyOutcome = (server: string): Outcome => ({
  server,
  ...{ rates: [], cpus: [], latencies: [], errors: 0, bodyBytes: 0 },
})

function addRound(outcome: Outcome, measured: Awaited<ReturnType<LoadProcess['runWithCpu']>>): void {
  outcome.rates.push(measured.count / measured.seconds)
  outcome.cpus.push(measured.cpu)
  for (const latency of measured.latencies) outcome.latencies.push(latency)
  outcome.errors += measured.errors
  outcome.bodyBytes += measured.bodyBytes
}
