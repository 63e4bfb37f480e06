import type { RecordKind } from '../db/record-kind.ts'
import { entityKind } from './entities/record.ts'
import { claimKind, estimateKind } from './estimates/record.ts'
import { eventKind } from './events/record.ts'
import { mentionKind } from './mentions/record.ts'
import { originKind } from './origins/record.ts'
import { quantityKind } from './quantities/record.ts'
import { quoteKind } from './quotes/record.ts'
import { relationKind } from './relations/record.ts'
import { sourceKind } from './sources/record.ts'

// biome-ignore lint/suspicious/noExplicitAny: kinds differ in their seed and wire types; each is safe by itself
export type AnyRecordKind = RecordKind<any, any>

/** Every type of record an editor writes, in the order a reader of the seed meets them. */
export const recordKinds: readonly AnyRecordKind[] = [
  sourceKind,
  entityKind,
  mentionKind,
  quoteKind,
  quantityKind,
  originKind,
  claimKind,
  estimateKind,
  eventKind,
  relationKind,
]
