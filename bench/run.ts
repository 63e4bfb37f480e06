/** Runs the benchmark: npm run bench -- --database 10k=FILE --database 1M=FILE */
import { existsSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { basename, resolve } from 'node:path'
import { Command } from 'commander'
import { inPackage } from '../src/package.ts'
import { writeReport } from './document.ts'
import { findFeatures } from './features.ts'
import { LoadProcess } from './load-process.ts'
import { describeMachine } from './machine.ts'
import { writePeerFiles } from './peer-files.ts'
import { coresFor, memoryOf, type Running } from './processes.ts'
import { type Results, report } from './report.ts'
import { type Ground, runTrial, type Settings } from './rounds.ts'
import { takeSample } from './sample.ts'
import { startOurs, startPeer } from './servers.ts'
import { measureExports, measureParts, measureStarts, measureTools, measureWaiting } from './shots.ts'
import { median } from './statistics.ts'
import { type PeerName, peerNames, trials, warmUpPaths } from './trials.ts'

const shots = ['starts', 'exports', 'waiting', 'parts', 'tools'] as const

interface Options {
  database: Record<string, string>
  only: string[]
  quick?: boolean
  pin: boolean
  peers: boolean
  peersAt?: string
  rounds?: string
  write: boolean
}

const program = new Command('bench')
  .description(
    'Measures the service against node:http with the same bytes, and against other servers on the same rows.',
  )
  .requiredOption(
    '--database <label=file>',
    'a database that was loaded; may be repeated',
    (text: string, all: Record<string, string> = {}) => {
      const [, label = '', file = ''] = /^(?:([^=]*)=)?(.*)$/s.exec(text) ?? []
      return { ...all, [label || basename(file)]: resolve(file) }
    },
  )
  .option(
    '--only <name>',
    `only these trials; may be repeated: ${[...trials, ...shots.map((name) => ({ name }))].map(({ name }) => name).join(', ')}`,
    (name: string, all: string[]) => [...all, name],
    [] as string[],
  )
  .option('--rounds <number>', 'rounds of each trial (default: 5)')
  .option('--quick', 'few and short rounds, to try it; nothing is written to docs/performance.md')
  .option('--no-pin', 'let the system choose the cores')
  .option('--no-peers', 'without the other servers')
  .option('--peers-at <label>', 'the other servers at this database alone: searches of some take minutes at a million')
  .option('--no-write', 'only print')
  .parse()

const options = program.opts() as Options
const settings: Settings = options.quick
  ? { rounds: 2, seconds: 0.4, connections: 8, questions: 400, warmUpSeconds: 0.5 }
  : { rounds: 5, seconds: 1.2, connections: 8, questions: 2000, warmUpSeconds: 6 }
if (options.rounds !== undefined) settings.rounds = Number(options.rounds)

const cores = coresFor(options.pin, cpus().length)
const isWanted = (name: string): boolean => options.only.length === 0 || options.only.includes(name)
const chosen = trials.filter(({ name }) => isWanted(name))
const tell = (text: string) => console.error(text)

/** All that is asked of one database. Whatever was started for it is ended. */
async function measure(label: string, file: string): Promise<{ results: Results; sqliteVersion: string }> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  tell(`${label}: reading ${file}`)
  const sample = takeSample(file)
  const core = cores?.server
  const running: Running[] = []
  const started = async (server: Promise<Running>) => {
    const one = await server
    running.push(one)
    return one
  }
  const load = new LoadProcess(cores?.load)
  const results: Results = {
    ...{ label, records: sample.recordCount, estimates: sample.estimateCount, largest: sample.largest },
    ...{ trials: [], starts: [], exports: [], waits: [], parts: [], tools: [], memory: [], features: [], missing: [] },
  }
  try {
    const ours = await started(startOurs(file, core))
    const recorder = await started(startOurs(file, core))
    const peers = new Map<PeerName, Running>()
    const withPeers = options.peers && (options.peersAt ?? label) === label
    if (withPeers && chosen.some((trial) => Object.keys(trial.ask(sample, 0) ?? {}).length > 1)) {
      tell(`${label}: writing the rows for other servers`)
      const files = writePeerFiles(file, label)
      for (const name of peerNames)
        try {
          peers.set(name, await started(startPeer(name, files, core)))
        } catch (error) {
          results.missing.push({ server: name, reason: (error as Error).message })
          tell(`${label}: without ${name}: ${(error as Error).message}`)
        }
      for (const [name, server] of [['ours', recorder] as const, ...peers])
        results.features.push({ server: name, features: await findFeatures(server, name) })
    }
    const ground: Ground = { sample, ours, peers, recorder, load, core, settings }
    await load.run(ours, { paths: warmUpPaths(sample), seconds: options.quick ? 1 : 5 })
    for (const trial of chosen) {
      const outcomes = await runTrial(trial, ground)
      results.trials.push({ trial, outcomes })
      const rates = outcomes.map(
        ({ server, rates, errors }) =>
          `${server} ${median(rates).toFixed(0)}/s${errors > 0 ? ` (${errors} errors)` : ''}`,
      )
      tell(`${label}: ${trial.name}: ${rates.join(', ') || 'no questions in these data'}`)
    }
    for (const { name, pid } of [ours, ...peers.values()]) {
      const memory = memoryOf(pid)
      if (memory !== undefined && chosen.length > 0) results.memory.push({ server: name, ...memory })
    }
    for (const server of peers.values()) await server.stop()
    if (isWanted('waiting')) {
      tell(`${label}: waiting`)
      results.waits = await measureWaiting(ground, options.quick ? 2 : 10, cores?.load)
    }
    if (isWanted('parts')) {
      tell(`${label}: parts`)
      results.parts = await measureParts(ground, file)
    }
    if (isWanted('tools')) {
      tell(`${label}: tools`)
      results.tools = await measureTools(ground)
    }
    if (isWanted('exports')) {
      tell(`${label}: exports`)
      results.exports = await measureExports(ground, file, options.quick ? 1 : 3)
    }
    if (isWanted('starts')) {
      tell(`${label}: starts`)
      results.starts = await measureStarts(file, core, settings.rounds)
    }
    return { results, sqliteVersion: sample.sqliteVersion }
  } finally {
    await Promise.all([...running.map((server) => server.stop()), load.stop()])
  }
}

const [busy = 0] = loadavg()
const pinning = cores === null ? 'not pinned' : `servers on core ${cores.server}, load on core ${cores.load}`
/** The command as anyone can repeat it: without where the files lie here. */
const command = `npm run bench -- ${process.argv
  .slice(2)
  .map((argument) => argument.replace(/^([^=]*=)?.*\/([^/]+)$/, '$1$2'))
  .join(' ')}`

const all: Results[] = []
let sqliteVersion = ''
for (const [label, file] of Object.entries(options.database)) {
  const measured = await measure(label, file)
  all.push(measured.results)
  sqliteVersion = measured.sqliteVersion
}
const text = report(describeMachine(sqliteVersion, pinning, busy), command, all)
console.log(text)
if (options.write && !options.quick) writeReport(inPackage('docs', 'performance.md'), text)
process.exit(0)
