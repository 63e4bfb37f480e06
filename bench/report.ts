/** The measurements as Markdown. */
import type { Features } from './features.ts'
import type { Outcome } from './rounds.ts'
import {
  asInProduction,
  type ExportOutcome,
  type PartOutcome,
  type ToolOutcome,
  type WaitOutcome,
  type Waits,
} from './shots.ts'
import { median, none, p99Of, percentile, shown } from './statistics.ts'
import type { Trial } from './trials.ts'

/** All that was measured on one database. */
export interface Results {
  label: string
  records: number
  estimates: number
  largest: { quantity: string; estimates: number }
  trials: { trial: Trial; outcomes: Outcome[] }[]
  starts: number[]
  exports: ExportOutcome[]
  waits: WaitOutcome[]
  parts: PartOutcome[]
  tools: ToolOutcome[]
  /** Server → its memory in MiB after all trials. */
  memory: { server: string; now: number; peak: number }[]
  features: { server: string; features: Features }[]
  /** Peers that could not be measured, and why. */
  missing: { server: string; reason: string }[]
}

const inRange = (values: number[]): string =>
  values.length === 0 ? none : `${shown(median(values))} (${shown(Math.min(...values))}–${shown(Math.max(...values))})`

/** Round by round, so that a slow minute of the machine stands on both sides. */
const ratios = (values: (number | undefined)[], others: (number | undefined)[]): number[] =>
  values.flatMap((value, index) => {
    const other = others[index]
    return value === undefined || other === undefined || other === 0 ? [] : [value / other]
  })

const table = (heads: string[], rows: string[][]): string =>
  [heads, heads.map((_, index) => (index === 0 ? '---' : '--:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')

const known = (values: (number | undefined)[]): number[] => values.filter((value) => value !== undefined)
const kilobytes = ({ bodyBytes, latencies }: Outcome): string => shown(bodyBytes / 1000 / latencies.length)

function baselineTable({ trials }: Results): string {
  const rows = trials.flatMap(({ trial, outcomes }) => {
    const bare = outcomes.find(({ server }) => server === 'bare')
    const ours = outcomes.find(({ server }) => server === 'ours')
    if (bare === undefined || ours === undefined) return []
    return [
      [
        trial.title,
        kilobytes(ours),
        inRange(bare.rates),
        inRange(ours.rates),
        `**${inRange(ratios(ours.rates, bare.rates))}**`,
        shown(median(known(bare.cpus))),
        shown(median(known(ours.cpus))),
        inRange(ratios(ours.cpus, bare.cpus)),
        shown(median(ours.latencies)),
        shown(p99Of(ours.latencies)),
        String(bare.errors + ours.errors),
      ],
    ]
  })
  const heads = ['', 'kB', 'bare, requests/s', 'ours, requests/s', 'ours / bare', 'bare, CPU µs', 'ours, CPU µs']
  return table([...heads, 'CPU, ours / bare', 'ours, p50 ms', 'p99 ms', 'errors'], rows)
}

function peerTable({ trials }: Results): string | undefined {
  const rows = trials.flatMap(({ trial, outcomes }) => {
    const ours = outcomes.find(({ server }) => server === 'ours')
    const peers = outcomes.filter(({ server }) => server !== 'bare' && server !== 'ours')
    if (ours === undefined || peers.length === 0) return []
    return [ours, ...peers].map((one) => [
      one === ours ? trial.title : '',
      one.server,
      kilobytes(one),
      inRange(one.rates),
      one === ours ? '' : `**${inRange(ratios(ours.rates, one.rates))}**`,
      shown(median(known(one.cpus))),
      shown(median(one.latencies)),
      shown(p99Of(one.latencies)),
      String(one.errors),
    ])
  })
  const heads = ['', 'server', 'kB', 'requests/s', 'ours / peer', 'CPU µs', 'p50 ms', 'p99 ms', 'errors']
  return rows.length === 0 ? undefined : table(heads, rows)
}

function slowTable({ trials }: Results): string | undefined {
  const rows = trials
    .filter(({ trial }) => trial.kind === 'single')
    .flatMap(({ trial, outcomes }) =>
      outcomes.map((one) => [
        trial.title,
        shown(median(one.latencies)),
        shown(Math.max(...one.latencies)),
        shown(p99Of(one.latencies)),
        String(one.latencies.length),
        String(one.errors),
      ]),
    )
  return rows.length === 0 ? undefined : table(['', 'p50 ms', 'most ms', 'p99 ms', 'count', 'errors'], rows)
}

function exportTable({ exports }: Results): string | undefined {
  const rows = exports.map(({ title, megabytes, rates, memory, errors }) => [
    title,
    shown(megabytes),
    inRange(rates),
    shown(memory?.before),
    shown(memory?.peak),
    shown(memory && memory.peak - memory.before),
    String(errors),
  ])
  const heads = ['', 'MB', 'MB/s', 'memory before, MiB', 'peak', 'growth', 'errors']
  return rows.length === 0 ? undefined : table(heads, rows)
}

function waitTable({ waits }: Results): string | undefined {
  const most = ({ latencies }: Waits) => shown(percentile(latencies, 1))
  const rows = waits.map(({ title, alone, beside, slow }) => {
    const [p99Alone, p99Beside] = [p99Of(alone.latencies), p99Of(beside.latencies)]
    return [
      title,
      shown(median(alone.latencies)),
      shown(median(beside.latencies)),
      shown(p99Alone),
      shown(p99Beside),
      `**${shown(p99Alone && p99Beside && p99Beside / p99Alone)}**`,
      most(alone),
      most(beside),
      String(slow.latencies.length),
      shown(median(slow.latencies)),
      String(alone.errors + beside.errors + slow.errors),
    ]
  })
  const heads = [
    ...['while', 'p50 ms, alone', 'beside it', 'p99 ms, alone', 'beside it', 'p99, beside / alone', 'most ms, alone'],
    ...['beside it', 'slow answers', 'their p50 ms', 'errors'],
  ]
  return rows.length === 0 ? undefined : table(heads, rows)
}

function partTable({ parts }: Results): string | undefined {
  const whole = (trial: string) => parts.find((one) => one.trial === trial && one.title === asInProduction)
  const rows = parts.map((one) => [
    one.trial,
    one.title,
    inRange(one.rates),
    inRange(known(one.cpus)),
    inRange(ratios(one.cpus, whole(one.trial)?.cpus ?? [])),
    String(one.errors),
  ])
  const heads = ['', '', 'requests/s', 'CPU µs', `CPU / ${asInProduction}`, 'errors']
  return rows.length === 0 ? undefined : table(heads, rows)
}

function featureTable({ features }: Results): string | undefined {
  const names = Object.keys(features[0]?.features ?? {})
  const rows = names.map((name) => [name, ...features.map((one) => one.features[name] ?? none)])
  return features.length < 2 ? undefined : table(['', ...features.map(({ server }) => server)], rows)
}

const memoryLine = ({ memory }: Results): string =>
  memory.map(({ server, now, peak }) => `${server} ${shown(now)} (peak ${shown(peak)})`).join(', ')

function toolLine({ tools }: Results): string | undefined {
  const [sockets, autocannon] = tools
  if (sockets === undefined || autocannon === undefined) return undefined
  return `On the baseline, one record: this load tool ${inRange(sockets.rates)} requests/s, autocannon ${inRange(autocannon.rates)}.`
}

function section(results: Results): string {
  const { label, records, estimates, largest, starts, memory, missing } = results
  const isBaselined = results.trials.some(({ outcomes }) => outcomes.some(({ server }) => server === 'bare'))
  const part = (title: string, content: string | undefined) => (content ? `#### ${title}\n\n${content}` : undefined)
  return [
    `### ${label}: ${records.toLocaleString('en')} records, ${estimates.toLocaleString('en')} estimates, ${largest.estimates.toLocaleString('en')} of them of one quantity`,
    part('Against node:http with the same bytes', isBaselined ? baselineTable(results) : undefined),
    part('Against other servers, on the same rows', peerTable(results)),
    part('What they answer, as seen in an answer of each', featureTable(results)),
    ...missing.map(({ server, reason }) => `Not measured: ${server}. ${reason.trim().split('\n')[0]}`),
    part('Slow questions, one at a time', slowTable(results)),
    part('Records by id, 1,000 a second, alone and while a slow question is asked over and over', waitTable(results)),
    part('What the parts of an answer cost', partTable(results)),
    part('Whole sets', exportTable(results)),
    starts.length === 0 ? undefined : `From start to first answer: ${inRange(starts)} ms.`,
    memory.length === 0 ? undefined : `Memory after all trials, MiB: ${memoryLine(results)}.`,
    toolLine(results),
  ]
    .filter((one) => one !== undefined)
    .join('\n\n')
}

/** The whole report: the machine, the command, then each database. */
export function report(machine: [string, string][], command: string, results: Results[]): string {
  return [table(['', ''], machine).replace('--:', '---'), `\`\`\`sh\n${command}\n\`\`\``, ...results.map(section)].join(
    '\n\n',
  )
}
