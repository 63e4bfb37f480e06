import { isLaterVersion } from '../facts/versions.ts'
import { claimSeed } from '../records/claims/seed.ts'
import { claimOf } from '../records/estimates/seed.ts'
import type { AnySeedDefinition } from '../records/types.ts'
import { takesAssertions } from './assertions.ts'
import { inFuture, lastDayNow } from './check-days.ts'
import { type Fault, SeedError } from './faults.ts'
import { type Fingerprint, fingerprintOf } from './fingerprints.ts'
import type { Seed } from './read.ts'
import type { Draft, SeedRecord } from './record.ts'
import { firstRecorded, type RecordedOf } from './recorded.ts'
import { recordWriter, writtenBeside } from './written.ts'

/** Facts about all records that are needed before one of them can be checked and rendered. */
export interface Survey {
  /** The type of every id in use. */
  kindOf: Map<string, AnySeedDefinition>
  /**
   * Records that others show or build on: sources, entities, quantities, origins. All other records are read once more.
   */
  shared: Map<string, SeedRecord>
  /** The claims that estimates name, with the quantity of the first report and the ids of all. */
  claims: Map<string, { quantity: string; reports: string[]; fault: Draft['fault'] }>
  /** Of every record and withdrawal, and of the description of the dataset. */
  fingerprints: Fingerprint[]
  recordedOf: RecordedOf
}

const sharedTypes = ['source', 'entity', 'quantity', 'origin']

/**
 * Reads all records once to collect their ids, claims and shared records.
 * @throws SeedError with every fault
 */
export function surveySeed(seed: Seed): Survey {
  const faults: Fault[] = []
  const kindOf = new Map<string, AnySeedDefinition>()
  const shared = new Map<string, SeedRecord>()
  const claims: Survey['claims'] = new Map()
  const fingerprints = [...writtenBeside(seed)].map(fingerprintOf)
  const writtenOf = recordWriter(seed)
  const retired = new Map(seed.retired.map(({ id, version }) => [id, version]))
  const repeated: Repeated[] = []
  const take = (id: string, kind: AnySeedDefinition, fault: Draft['fault'], path: string): void => {
    const other = kindOf.get(id)
    if (other !== undefined) repeated.push({ id, other, fault: (message) => fault([path], message) })
    else if (retired.has(id))
      faults.push(fault([path], `The id "${id}" was withdrawn in version ${retired.get(id)}. Ids are never reused.`))
    else kindOf.set(id, kind)
  }
  for (const draft of seed.drafts(faults)) {
    const { kind, written, fault } = draft
    take(written.id, kind, fault, 'id')
    fingerprints.push(fingerprintOf(writtenOf(draft)))
    if (sharedTypes.includes(kind.type)) {
      const record = draft.parse(faults)
      if (record !== undefined) shared.set(written.id, record)
    }
    if (kind.type !== 'estimate') continue
    const { quantity } = written
    const claim = claimOf(written)
    const reported = claims.get(claim)
    if (reported === undefined) claims.set(claim, { quantity: quantity as string, reports: [written.id], fault })
    else reported.reports.push(written.id)
  }
  for (const [id, { fault }] of claims) take(id, claimSeed, fault, 'claim')
  for (const { source, verification, fault } of seed.verifications) {
    if (verification.date > lastDayNow()) faults.push(fault(['date'], inFuture(verification.date, lastDayNow())))
    const record = shared.get(source)
    if (record?.kind.type !== 'source') faults.push(fault(['source'], `There is no source with the id "${source}".`))
    else if (record.seed.verification !== undefined) faults.push(fault(['source'], `"${source}" is listed twice.`))
    else record.seed.verification = verification
  }
  faults.push(...faultsOfRepeated(repeated, seed))
  checkRetired(seed, kindOf, faults)
  checkAppended(seed, kindOf, faults)
  if (faults.length > 0) throw new SeedError(faults)
  return { kindOf, shared, claims, fingerprints, recordedOf: firstRecorded(seed, claims) }
}

/** An id that a record has before, of which only the type is kept. */
interface Repeated {
  id: string
  other: AnySeedDefinition
  fault(message: string): Fault
}

/** Names the place of the first record with each id. All records are read once more for that. */
function faultsOfRepeated(repeated: Repeated[], seed: Seed): Fault[] {
  if (repeated.length === 0) return []
  const ids = new Set(repeated.map(({ id }) => id))
  const places = new Map<string, Fault>()
  for (const { written, fault } of seed.drafts([]))
    if (ids.has(written.id) && !places.has(written.id)) places.set(written.id, fault(['id'], ''))
  return repeated.map(({ id, other, fault }) => {
    const { file, line } = places.get(id) as Fault
    return fault(`The id "${id}" belongs to another ${other.type}, ${file}:${line}. Ids are unique across all records.`)
  })
}

/** An assertion is of an event or a relation. */
function checkAppended({ assertions, retired }: Seed, kindOf: Survey['kindOf'], faults: Fault[]): void {
  for (const [id, list] of assertions) {
    const kind = kindOf.get(id)
    if (kind !== undefined && takesAssertions(kind)) continue
    const withdrawn = retired.find((one) => one.id === id)
    const found =
      kind !== undefined
        ? `"${id}" is a record of type ${kind.type}.`
        : withdrawn !== undefined
          ? `"${id}" was withdrawn in version ${withdrawn.version}.`
          : `There is no event or relation with the id "${id}".`
    for (const { fault } of list) faults.push(fault(['of'], `${found} Allowed: the id of an event or relation.`))
  }
}

function checkRetired({ retired, dataset }: Seed, kindOf: Survey['kindOf'], faults: Fault[]): void {
  const withdrawnIn = new Map<string, string>()
  for (const { id, version, fault } of retired) {
    if (withdrawnIn.has(id)) faults.push(fault(['id'], `"${id}" is listed twice.`))
    withdrawnIn.set(id, version)
    if (isLaterVersion(version, dataset.version))
      faults.push(fault(['version'], laterVersion(version, dataset.version)))
  }
  for (const { id, version, superseded_by, fault } of retired) {
    if (superseded_by === null || kindOf.has(superseded_by)) continue
    const later = withdrawnIn.get(superseded_by)
    if (later === undefined) faults.push(fault(['superseded_by'], `There is no record with the id "${superseded_by}".`))
    else if (isLaterVersion(version, later))
      faults.push(
        fault(['superseded_by'], `"${superseded_by}" was withdrawn in ${later}, before "${id}". Name a later record.`),
      )
    else if (chainOf(retired, id) === null)
      faults.push(fault(['superseded_by'], 'Forms a circle of withdrawn ids. Name a record, or null.'))
  }
}

const laterVersion = (version: string, present: string): string =>
  `There is no version ${version} yet. Allowed: versions up to that of dataset.yaml, ${present}.`

/** The ids that supersede a withdrawn one, each the one before; null if they form a circle. */
function chainOf(retired: Seed['retired'], id: string): string[] | null {
  const chain: string[] = []
  for (let at: string | null = id; at !== null; ) {
    const here = retired.find((one) => one.id === at)
    at = here?.superseded_by ?? null
    if (at === null) break
    if (at === id || chain.includes(at)) return null
    chain.push(at)
  }
  return chain
}

/** The present record in place of a withdrawn one; its successors may have been withdrawn since. */
export function presentSuccessor(retired: Seed['retired'], id: string): string | null {
  const last = chainOf(retired, id)?.at(-1) ?? null
  return retired.some((one) => one.id === last) ? null : last
}
