import { entityResource } from './entities/resource.ts'
import { estimateResource } from './estimates/resource.ts'
import { eventResource } from './events/resource.ts'
import { evidenceResource } from './evidence/resource.ts'
import { mentionResource } from './mentions/resource.ts'
import { originResource } from './origins/resource.ts'
import { quantityResource } from './quantities/resource.ts'
import { quoteResource } from './quotes/resource.ts'
import type { Listing, Resource } from './records/resource.ts'
import { relationResource } from './relations/resource.ts'
import { sourceResource } from './sources/resource.ts'
import { timeline } from './timeline/resource.ts'

/** Every type of record with a list of its own, in the order of the documentation. */
export const resources: Resource[] = [
  sourceResource,
  entityResource,
  mentionResource,
  quoteResource,
  quantityResource,
  estimateResource,
  originResource,
  eventResource,
  relationResource,
  evidenceResource,
]

/** Everything that can be listed. */
export const listings: Listing[] = [...resources, timeline]

/** What can be cited by itself. */
export const citedResources: Resource[] = [
  sourceResource,
  mentionResource,
  quoteResource,
  estimateResource,
  eventResource,
  relationResource,
]
