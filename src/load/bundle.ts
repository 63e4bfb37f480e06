/**
 * Bundles, outside of the seed folder, that are to become a part of it: one source with its facts or, in files that
 * programs write, a table of facts of several sources.
 */

import { basename } from 'node:path'
import { isDraft, isLaterVersion, raisedMinor } from '../facts/versions.ts'
import { type CheckTally, checkedRecords, newTally } from './check.ts'
import { type Fault, SeedError } from './faults.ts'
import { shownPath } from './folder.ts'
import { checkSuccession } from './known-ids.ts'
import { type TextShare, textShares } from './known-text.ts'
import { Likeness } from './likeness.ts'
import { readSeed, type Seed } from './read.ts'
import type { Draft } from './record.ts'
import { type RecordFiles, readRecordFiles } from './record-files.ts'
import { type Survey, surveySeed } from './survey.ts'
import { render } from './write.ts'

export interface CheckedBundle {
  source: { id: string; title: string }
  /** Version in which the bundle would be released, and the present one with its day. */
  nextVersion: string
  version: string
  date: string
  /** Ids of the records that it adds, by type. */
  added: Map<string, string[]>
  /** Records of the seed that it changes, with the reason in words. */
  changed: string[]
  /** Records that may be the same as one of the seed, for an editor to decide. */
  questions: string[]
  warning: string | null
  /** Share of the text of the source that the excerpts show. */
  textShares: TextShare[]
  words: CheckTally['words']
}

/**
 * Checks a bundle as a load would once it stands in the seed folder, and writes nothing.
 * @throws SeedError naming every fault
 */
export function checkBundle(files: RecordFiles, shownAs: string, seedFolder: string, file: string): CheckedBundle {
  try {
    return checkUnion(files, shownAs, seedFolder, file)
  } catch (error) {
    if (error instanceof SeedError) throw new SeedError(error.faults, 'nothing was added', 'The seed with the bundle')
    throw error
  }
}

function checkUnion(files: RecordFiles, shownAs: string, seedFolder: string, file: string): CheckedBundle {
  const seed = readSeed(seedFolder, files)
  const { version, date } = seed.dataset
  const nextVersion = versionAfter(seed)
  // Other records need another version, which the editor raises once the bundle is in the seed.
  if (nextVersion !== version) seed.dataset.version = `${nextVersion}-draft`
  const bundle = readRecordFiles(files, [])
  const drafts = Array.from(bundle.drafts([]), inShort)
  const faults: Fault[] = []
  const isTable = files.names.every((name) => name.endsWith('.ndjson'))
  const source = isTable ? tableSource(drafts, shownAs) : onlySource(drafts, shownAs, faults)
  const survey = surveyWith(seed, faults)
  const warning = checkSuccession(seed, survey, file)
  const ids = new Set(drafts.map(({ id }) => id))
  const likeness = new Likeness(ids)
  const tally = newTally()
  for (const record of checkedRecords(seed, survey, tally)) likeness.add(record, render(record, survey))
  const added = new Map<string, string[]>()
  for (const { type, id } of drafts) {
    const ofType = added.get(type) ?? []
    added.set(type, ofType)
    ofType.push(id)
  }
  const appendedTo = new Set(bundle.assertions.flatMap(({ of }) => (ids.has(of) ? [] : [of])))
  const reported = [...survey.claims].filter(
    ([, { reports }]) => reports.some((id) => ids.has(id)) && reports.some((id) => !ids.has(id)),
  )
  return {
    source,
    ...{ nextVersion, version, date, added, warning },
    changed: [
      ...[...appendedTo].sort().map((id) => `${survey.kindOf.get(id)?.type} ${id}: another assertion`),
      ...reported.map(([id]) => `claim ${id}: another report`),
    ],
    questions: likeness.questions(),
    textShares: textShares(tally.knownTexts, survey).filter((share) => share.source === source.id),
    words: tally.words,
  }
}

/** The version of the next release: the one under way, else the present one with its minor number raised. */
function versionAfter({ dataset: { version }, history }: Seed): string {
  if (isDraft(version)) return version.replace('-draft', '')
  return history !== null && isLaterVersion(version, history.head.version) ? version : raisedMinor(version)
}

/** The survey of the union. Its faults are told together with those found before. */
function surveyWith(seed: Seed, before: Fault[]): Survey {
  const faults = [...before]
  let survey: Survey | undefined
  try {
    survey = surveySeed(seed)
  } catch (error) {
    if (!(error instanceof SeedError)) throw error
    faults.push(...error.faults)
  }
  if (survey === undefined || faults.length > 0) throw new SeedError(faults)
  return survey
}

/** Fields of a record of a bundle that are held in memory while it is checked. */
type InShort = ReturnType<typeof inShort>

const inShort = ({ kind: { type }, written: { id, source, title }, fault }: Draft) => ({
  ...{ type, id, source, fault },
  title: String(title),
})

/** The name of a table, whose facts may be of several sources, also of those that the seed has. */
function tableSource(drafts: InShort[], shownAs: string): CheckedBundle['source'] {
  const sources = drafts.filter(({ type }) => type === 'source')
  if (drafts.length === 0 || sources.length === 1) return onlySource(drafts, shownAs, [])
  return { id: basename(shownAs, '.ndjson'), title: basename(shownAs, '.ndjson') }
}

/** The source of a bundle. All of its records that have a source have that one. */
function onlySource(drafts: InShort[], shownAs: string, faults: Fault[]): CheckedBundle['source'] {
  const [source, ...others] = drafts.filter(({ type }) => type === 'source')
  if (source === undefined) {
    const message = 'Has no source. A bundle has exactly one, under `sources`, with its facts.'
    throw new SeedError([{ file: shownPath(shownAs), line: null, path: [], message }])
  }
  const { id, title } = source
  for (const other of others)
    faults.push(other.fault(['id'], `A second source beside "${id}". A bundle has exactly one: make two bundles.`))
  for (const draft of drafts)
    if (draft.type !== 'source' && typeof draft.source === 'string' && draft.source !== id && others.length === 0)
      faults.push(draft.fault(['source'], `Of the source "${draft.source}". Allowed in this bundle: "${id}".`))
  return { id, title }
}
