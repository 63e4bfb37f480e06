import type { Reference } from '../db/record-kind.ts'
import { claimKind } from '../features/estimates/record.ts'
import { checkEvidence } from './check-evidence.ts'
import { type Fault, SeedError } from './faults.ts'
import type { Seed, SeedRecord } from './read.ts'

/** A checked seed: every reference resolves, every law that spans records holds. */
export interface CheckedSeed extends Seed {
  /** Every record by id, in the order of the files; claims follow the estimates that name them. */
  byId: Map<string, SeedRecord>
  /** The references of each record, so that they are not collected twice. */
  referencesOf: Map<string, Reference[]>
}

/** Checks what concerns several records. Throws {@link SeedError} with every fault. */
export function checkSeed(seed: Seed): CheckedSeed {
  const faults: Fault[] = []
  const byId = indexById([...seed.records, ...claimsOf(seed.records)], seed.retired, faults)
  const referencesOf = new Map<string, Reference[]>()
  for (const [id, record] of byId) referencesOf.set(id, record.kind.references(record.seed))
  checkReferences(byId, referencesOf, seed.retired, faults)
  if (faults.length > 0) throw new SeedError(faults)
  checkClaims(byId, faults)
  checkCycles(byId, faults)
  checkEvidence(byId, faults)
  if (faults.length > 0) throw new SeedError(faults)
  return { ...seed, byId, referencesOf }
}

/** The claims that estimates name, each with the quantity of the first report. */
function claimsOf(records: SeedRecord[]): SeedRecord[] {
  const claims = new Map<string, SeedRecord>()
  for (const { kind, seed, fault } of records) {
    if (kind.type !== 'estimate' || claims.has(seed.claim)) continue
    claims.set(seed.claim, {
      kind: claimKind,
      seed: { id: seed.claim, quantity: seed.quantity },
      fault: (_path, message) => fault(['claim'], message),
    })
  }
  return [...claims.values()]
}

function indexById(records: SeedRecord[], retired: Seed['retired'], faults: Fault[]): Map<string, SeedRecord> {
  const byId = new Map<string, SeedRecord>()
  const retiredIds = new Map(retired.map((one) => [one.id, one]))
  if (retiredIds.size < retired.length)
    for (const [index, one] of retired.entries())
      if (retired.findIndex(({ id }) => id === one.id) < index)
        faults.push(one.fault(['id'], `"${one.id}" is listed twice.`))
  for (const record of records) {
    const { id } = record.seed
    const other = byId.get(id)
    if (other !== undefined)
      faults.push(
        record.fault(
          ['id'],
          `The id "${id}" belongs to another ${other.kind.type}. Ids are unique across all records.`,
        ),
      )
    else if (retiredIds.has(id))
      faults.push(
        record.fault(
          ['id'],
          `The id "${id}" was withdrawn in version ${retiredIds.get(id)?.version}. Ids are never reused.`,
        ),
      )
    else byId.set(id, record)
  }
  return byId
}

function checkReferences(
  byId: Map<string, SeedRecord>,
  referencesOf: Map<string, Reference[]>,
  retired: Seed['retired'],
  faults: Fault[],
): void {
  for (const [recordId, list] of referencesOf) {
    const record = byId.get(recordId)
    for (const { type, id, path } of list) {
      const target = byId.get(id)
      if (target === undefined) record && faults.push(record.fault(path, `There is no ${type} with the id "${id}".`))
      else if (target.kind.type !== type)
        record &&
          faults.push(record.fault(path, `"${id}" is a record of type ${target.kind.type}; ${type} is needed here.`))
    }
  }
  for (const { superseded_by, fault } of retired)
    if (superseded_by !== null && !byId.has(superseded_by))
      faults.push(fault(['superseded_by'], `There is no record with the id "${superseded_by}".`))
}

function checkClaims(byId: Map<string, SeedRecord>, faults: Fault[]): void {
  for (const { kind, seed, fault } of byId.values()) {
    if (kind.type !== 'estimate') continue
    const claim = byId.get(seed.claim)
    if (claim !== undefined && claim.seed.quantity !== seed.quantity)
      faults.push(
        fault(
          ['quantity'],
          `Reports of one claim count one thing; another report of "${seed.claim}" counts "${claim.seed.quantity}".`,
        ),
      )
  }
}

/** Nothing is computed from itself, builds on itself or is a share of itself, however far round. */
function checkCycles(byId: Map<string, SeedRecord>, faults: Fault[]): void {
  const edges: { type: string; key: string; next(seed: SeedRecord['seed']): string[] }[] = [
    {
      type: 'estimate',
      key: 'derived_from',
      next: (seed) => seed.derived_from.map((base: { estimate: string }) => base.estimate),
    },
    { type: 'origin', key: 'builds_on', next: (seed) => seed.builds_on },
    { type: 'quantity', key: 'share_of', next: (seed) => (seed.share_of === null ? [] : [seed.share_of]) },
  ]
  for (const { type, key, next } of edges) {
    const done = new Set<string>()
    for (const [id, { kind, fault }] of byId) {
      if (kind.type !== type || done.has(id)) continue
      const cycle = findCycle(id, (at) => next(byId.get(at)?.seed), done)
      if (cycle !== null) faults.push(fault([key], `Goes round in a circle: ${cycle.join(' → ')}.`))
    }
  }
}

/** Depth-first without recursion, so that a long chain cannot overflow the stack. Adds what it has cleared to `done`. */
function findCycle(start: string, next: (id: string) => string[], done: Set<string>): string[] | null {
  const path: string[] = []
  const onPath = new Set<string>()
  const stack: { id: string; leave: boolean }[] = [{ id: start, leave: false }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { id, leave } = top
    if (leave) {
      path.pop()
      onPath.delete(id)
      done.add(id)
      continue
    }
    if (onPath.has(id)) return [...path.slice(path.indexOf(id)), id]
    if (done.has(id)) continue
    path.push(id)
    onPath.add(id)
    stack.push({ id, leave: true }, ...next(id).map((other) => ({ id: other, leave: false })))
  }
  return null
}
