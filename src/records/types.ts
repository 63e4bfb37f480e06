/** Every type of record, once: its seed form, its served form, and its list. */
import type { Listing, RecordListing } from '../listing/listing.ts'
import { changeList } from './changes/list.ts'
import { claimList } from './claims/list.ts'
import { claimSeed } from './claims/seed.ts'
import { entityList } from './entities/list.ts'
import { entitySeed } from './entities/seed.ts'
import { estimateList } from './estimates/list.ts'
import { estimateSeed } from './estimates/seed.ts'
import { eventList } from './events/list.ts'
import { eventSeed } from './events/seed.ts'
import { evidenceList } from './evidence/list.ts'
import { mentionList } from './mentions/list.ts'
import { mentionSeed } from './mentions/seed.ts'
import { originList } from './origins/list.ts'
import { originSeed } from './origins/seed.ts'
import { quantityList } from './quantities/list.ts'
import { quantitySeed } from './quantities/seed.ts'
import { quoteList } from './quotes/list.ts'
import { quoteSeed } from './quotes/seed.ts'
import { relationList } from './relations/list.ts'
import { relationSeed } from './relations/seed.ts'
import type { SeedDefinition } from './shared/definition.ts'
import { sourceList } from './sources/list.ts'
import { sourceSeed } from './sources/seed.ts'
import { timeline } from './timeline/list.ts'
import { versionList } from './versions/list.ts'

// biome-ignore lint/suspicious/noExplicitAny: types differ in their seed and wire forms; each is safe by itself
export type AnySeedDefinition = SeedDefinition<any, any>

export interface RecordTypeDefinition {
  list: RecordListing
  /** Undefined for evidence, which is written inside the facts that rest on it. */
  seed?: AnySeedDefinition
  /** Set if a record of this type can be cited by itself. */
  isCited?: true
}

/** The types in the order of the documentation, in which a reader of the seed meets them as well. */
export const recordTypes: readonly RecordTypeDefinition[] = [
  { list: sourceList, seed: sourceSeed, isCited: true },
  { list: entityList, seed: entitySeed },
  { list: mentionList, seed: mentionSeed, isCited: true },
  { list: quoteList, seed: quoteSeed, isCited: true },
  { list: quantityList, seed: quantitySeed },
  { list: originList, seed: originSeed },
  { list: claimList, seed: claimSeed },
  { list: estimateList, seed: estimateSeed, isCited: true },
  { list: eventList, seed: eventSeed, isCited: true },
  { list: relationList, seed: relationSeed, isCited: true },
  { list: evidenceList },
]

/** Lists of what is no record of its own: dates, and the changes and versions of the dataset. */
export const otherLists: readonly Listing[] = [timeline, changeList, versionList]

/** All lists. */
export const listings: readonly Listing[] = [...recordTypes.map(({ list }) => list), ...otherLists]

export const seedDefinitions: readonly AnySeedDefinition[] = recordTypes.flatMap(({ seed }) => seed ?? [])
