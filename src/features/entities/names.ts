import type { FindSeed } from '../../db/record-kind.ts'
import { entityKind } from './record.ts'

/** The names of entities, in the order of their ids. */
export const namesOf = (ids: readonly string[], find: FindSeed): string[] => ids.map((id) => find(entityKind, id).name)
