/** The records that rows refer to, by id or by name: those of the seed, and those that the table brings. */
import { distance } from 'fastest-levenshtein'
import { idPattern, nameKey } from '../facts/text.ts'
import type { Seed } from '../load/read.ts'
import type { Survey } from '../load/survey.ts'
import type { Find } from '../records/shared/neighbours.ts'
import type { RecordType } from '../vocabulary.ts'
import { hashedId, slug } from './ids.ts'

/** Types of record that a table may bring. */
export type MadeType = 'source' | 'entity' | 'quantity' | 'origin'

export interface Made {
  type: MadeType
  record: { id: string } & Record<string, unknown>
  /** The row and column that named it first. */
  row: number
  column: string
}

const maxIdLength = 80
const maxNearest = 3

export class Known {
  readonly made = new Map<string, Made>()
  readonly #survey: Survey
  readonly #retired: ReadonlySet<string>
  /** Ids by type and name. */
  readonly #ids = new Map<string, Set<string>>()

  constructor({ retired }: Seed, survey: Survey) {
    this.#survey = survey
    this.#retired = new Set(retired.map(({ id }) => id))
    for (const [id, { kind, seed }] of survey.shared)
      for (const name of [seed.name, seed.title, seed.url, ...(seed.aliases ?? [])]) this.#index(kind.type, name, id)
  }

  /** The record with an id, as it is written in the seed or will be. */
  record(type: RecordType, id: string): Record<string, unknown> | undefined {
    const found = this.#survey.shared.get(id)
    if (found?.kind.type === type) return found.seed
    const made = this.made.get(id)
    return made?.type === type ? made.record : undefined
  }

  readonly find: Find = (type, id) => this.record(type, id) as never

  /** True of the id of a record of the seed. */
  has = (type: RecordType, id: string): boolean => this.#survey.kindOf.get(id)?.type === type

  /** Ids of the records that a text names: by id, else by name, alias or address. */
  idsOf(type: MadeType, text: string): string[] {
    if (this.record(type, text) !== undefined) return [text]
    return [...(this.#ids.get(keyOf(type, text)) ?? [])]
  }

  /**
   * The id of the record that a text names.
   * @returns the id, undefined for a new name, or the fault of the text
   */
  resolve(type: MadeType, text: string): { id: string | undefined } | { fault: string } {
    const ids = this.idsOf(type, text)
    if (ids.length > 1)
      return { fault: `${JSON.stringify(text)} is the name of several: ${ids.join(', ')}. Allowed: one of these ids.` }
    if (ids.length === 0 && text.includes('-') && idPattern.test(text)) {
      const nearest = this.#nearest(type, text)
      const near = nearest.length === 0 ? '' : ` Nearest: ${nearest.join(', ')}.`
      return {
        fault: `There is no ${type} with the id ${JSON.stringify(text)}.${near} Allowed: an id, or the name of a new one as people write it.`,
      }
    }
    return { id: ids[0] }
  }

  /** Adds a record that the table brings, under an id made from its name. */
  make(type: MadeType, name: string, record: object, { row, column, id: given }: MadeAt): string {
    const id = given ?? this.#freeId(type, name)
    this.made.set(id, { type, record: { id, ...record }, row, column })
    this.#index(type, name, id)
    return id
  }

  /** A second name of a record that the table brings. */
  alias = (type: MadeType, name: string, id: string): void => this.#index(type, name, id)

  #freeId(type: MadeType, name: string): string {
    const plain = slug(name)
    const isFree =
      plain !== '' &&
      plain.length <= maxIdLength &&
      !this.#survey.kindOf.has(plain) &&
      !this.made.has(plain) &&
      !this.#retired.has(plain)
    return isFree ? plain : hashedId([plain === '' ? type : plain], [type, name])
  }

  #index(type: RecordType, name: unknown, id: string): void {
    if (typeof name !== 'string' || name === '') return
    const key = keyOf(type, name)
    this.#ids.set(key, (this.#ids.get(key) ?? new Set()).add(id))
  }

  #nearest(type: RecordType, text: string): string[] {
    return [...this.#survey.shared]
      .flatMap(([id, { kind }]) => (kind.type === type ? [{ id, steps: distance(id, text) }] : []))
      .filter(({ id, steps }) => steps <= text.length / 3 || id.includes(text))
      .sort((one, other) => one.steps - other.steps)
      .slice(0, maxNearest)
      .map(({ id }) => id)
  }
}

interface MadeAt {
  row: number
  column: string
  /** An id that is made from more than the name. */
  id?: string
}

/** Addresses are compared as they stand, names without letter case and accents. */
const keyOf = (type: string, text: string): string => `${type} ${/^https?:/.test(text) ? text : nameKey(text) || text}`
