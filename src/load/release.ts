/** Releases: the changes since the last one are appended to the history, each with its reason. */
import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whilePublishing } from '../db/sqlite/publishing.ts'
import { isDraft, isLaterVersion } from '../facts/versions.ts'
import { changeReasons, type Term, terms } from '../vocabulary.ts'
import { checkedRecords, newTally } from './check.ts'
import { inFuture, lastDayNow } from './check-days.ts'
import { historyFaults } from './check-version.ts'
import { type Differences, differencesFrom } from './differences.ts'
import { SeedError } from './faults.ts'
import { digestOf, digestOfLine, type Fingerprint, fieldsOf, fingerprintOf, keyOf } from './fingerprints.ts'
import type { Released } from './history.ts'
import { type Change, changeLine, historyFile, type ReleasedLine, releasedFile } from './history-lines.ts'
import { readSeed, type Seed } from './read.ts'
import { surveySeed } from './survey.ts'
import { render } from './write.ts'
import { recordWriter, writtenBeside } from './written.ts'

export type Reason = Term<typeof changeReasons>

export interface ReleaseOptions {
  note: string
  /** For all changes that have none of their own; undefined: derived where it follows. */
  reason: Reason | undefined
  /** By id. */
  reasons: ReadonlyMap<string, Reason>
}

/** The part of a change that is its own; the rest is the same for all of a release. */
type Own = Pick<Change, 'op' | 'type' | 'id' | 'source' | 'counts' | 'fields' | 'reason' | 'sha256'>

/**
 * Appends the changes of a seed since its last release to its history.
 * @throws SeedError if the seed has faults, its version is not raised, or a change needs a reason
 * @returns the lines that were appended
 */
export function release(folder: string, options: ReleaseOptions): Change[] {
  // The lock stands outside the folder, which holds nothing but the record.
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16)
  return whilePublishing(join(tmpdir(), `conflict-facts-release-${name}`), () => releaseAlone(folder, options))
}

function releaseAlone(folder: string, options: ReleaseOptions): Change[] {
  const seed = readSeed(folder)
  const survey = surveySeed(seed)
  const faults = [...historyFaults(seed, survey)]
  if (faults.length > 0) throw new SeedError(faults, notReleased)
  for (const record of checkedRecords(seed, survey, newTally())) render(record, survey)
  const { history, dataset } = seed
  const refuse = (path: string[], message: string): never => {
    throw new SeedError([seed.datasetFault(path, message)], notReleased)
  }
  if (isDraft(dataset.version))
    refuse(['version'], `A draft is not released. Take "-draft" away: ${dataset.version.replace('-draft', '')}.`)
  const now = [...recordsOf(seed)]
  const differences = differencesFrom(history?.released ?? new Map(), now)
  const isRaised = history === null || isLaterVersion(dataset.version, history.head.version)
  if (!isRaised)
    refuse(['version'], `Version ${dataset.version} was released on ${history.head.date}; nothing changed since.`)
  if (history !== null && dataset.date < history.head.date)
    refuse(
      ['date'],
      `${history.head.version} was released on ${history.head.date}. The next version has this day or a later one.`,
    )
  if (dataset.date > lastDayNow()) refuse(['date'], inFuture(dataset.date, lastDayNow()))
  const own = history === null ? [baselineOf(now, null)] : ownChanges(now, differences, options, seed)
  if (own.length === 0)
    refuse(['version'], `Nothing changed since ${history?.head.version}. Leave the version as it was.`)
  const state = digestOf(survey.fingerprints)
  const lines: string[] = []
  const changes: Change[] = []
  let [seq, previous] = [history?.head.seq ?? 0, history?.links.at(-1) ?? null]
  for (const one of own) {
    seq += 1
    const { version, date } = dataset
    const { op, type, id, source, counts, fields, reason, sha256 } = one
    const change = changeLine.parse({
      ...{
        seq,
        version,
        date,
        op,
        type,
        id,
        source,
        counts,
        fields,
        reason,
        note: options.note,
        sha256,
        state,
        previous,
      },
    })
    const line = JSON.stringify(change)
    previous = digestOfLine(line)
    changes.push(change)
    lines.push(line)
  }
  write(folder, { lines, head: previous as string, now })
  return changes
}

const notReleased = 'nothing was released'

/** Every record as it is to be released. */
function* recordsOf(seed: Seed): Generator<Released> {
  const writtenOf = recordWriter(seed)
  const before = seed.history?.released
  for (const written of writtenBeside(seed)) {
    const { type, id } = written
    const source = before?.get(keyOf({ type, id, isWithdrawn: false }))?.source ?? null
    const was = before?.get(keyOf(written))?.source ?? null
    yield { ...fingerprintOf(written), fields: fieldsOf(written), source: source ?? was }
  }
  for (const draft of seed.drafts([])) {
    const written = writtenOf(draft)
    const own = draft.written.source
    const source = written.type === 'source' ? written.id : typeof own === 'string' ? own : null
    yield { ...fingerprintOf(written), fields: fieldsOf(written), source }
  }
}

/** All of these records in one line. */
function baselineOf(records: readonly Released[], source: string | null): Own {
  const counts: Record<string, number> = {}
  for (const { type, isWithdrawn } of records) {
    const name = isWithdrawn ? 'withdrawn' : type
    counts[name] = (counts[name] ?? 0) + 1
  }
  return {
    ...{ op: 'baseline', type: null, id: null, source, counts, fields: null },
    ...{ reason: 'new_source', sha256: digestOf(records) },
  }
}

function ownChanges(
  now: readonly Released[],
  { added, changed, withdrawn }: Differences<Released>,
  { reason, reasons }: ReleaseOptions,
  seed: Seed,
): Own[] {
  const newSources = added.filter(({ type }) => type === 'source').map(({ id }) => id)
  const isOfNewSource = ({ source }: Released) => source !== null && newSources.includes(source)
  const superseded = new Set(seed.retired.flatMap(({ id, superseded_by }) => (superseded_by === null ? [] : [id])))
  const unexplained: string[] = []
  const reasonOf = ({ id, isWithdrawn }: Fingerprint): Reason => {
    const derived = isWithdrawn
      ? superseded.has(id)
        ? 'superseded'
        : undefined
      : newSources.length > 0
        ? 'new_source'
        : undefined
    const found = reasons.get(id) ?? reason ?? derived
    if (found === undefined) unexplained.push(id)
    return found ?? 'rule_changed'
  }
  const of = (op: Own['op'], { type, id, sha256, ...one }: Released, fields: string[] | null = null): Own => ({
    ...{ op, type, id, source: null, counts: null, fields, sha256, reason: reasonOf({ type, id, sha256, ...one }) },
  })
  const own = [
    ...newSources.sort().map((source) =>
      baselineOf(
        now.filter((one) => one.source === source),
        source,
      ),
    ),
    ...inOrder(added.filter((one) => !isOfNewSource(one))).map((one) => of('added', one)),
    ...inOrder(changed.map((one) => one.now)).map((one) => of('changed', one, changedFields(one, changed))),
    ...inOrder(withdrawn).map((one) => of('withdrawn', one)),
  ]
  const unknown = [...reasons.keys()].filter((id) => !own.some((one) => one.id === id))
  const faults = [
    ...unexplained.map((id) => `Why did "${id}" change? Give --reason ${id}=REASON, or --reason REASON for all.`),
    ...unknown.map((id) => `"${id}" has no change of its own, and needs no reason.`),
  ]
  if (faults.length > 0)
    throw new SeedError(
      faults.map((fault) => seed.datasetFault([], `${fault} Allowed: ${terms(changeReasons).join(', ')}.`)),
      notReleased,
    )
  return own
}

const inOrder = (records: Released[]): Released[] =>
  records.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))

/** The fields of a record that differ, by name. */
function changedFields(record: Released, changed: Differences<Released>['changed']): string[] {
  const before = changed.find(({ now }) => now === record)?.before.fields ?? {}
  const names = new Set([...Object.keys(before), ...Object.keys(record.fields)])
  return [...names].filter((name) => before[name] !== record.fields[name]).sort()
}

/** Writes both files beside the present ones and puts them in their place, the history last. */
function write(folder: string, { lines, head, now }: { lines: string[]; head: string; now: Released[] }): void {
  const history = join(folder, historyFile)
  const before = existsSync(history) ? readFileSync(history, 'utf8') : ''
  const released = inOrder(now).map(({ type, id, isWithdrawn, source, sha256, fields }) => {
    const line: ReleasedLine = { type, id, ...(isWithdrawn && { withdrawn: true as const }), source, sha256, fields }
    return JSON.stringify(line)
  })
  replace(join(folder, releasedFile), [JSON.stringify({ head }), ...released].map((line) => `${line}\n`).join(''))
  replace(history, before + lines.map((line) => `${line}\n`).join(''))
}

function replace(path: string, text: string): void {
  const next = `${path}.tmp`
  const handle = openSync(next, 'w')
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(next, path)
}
