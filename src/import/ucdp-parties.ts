/** The entities that rows of UCDP GED name: actors, conflicts, dyads and countries, each with its number there. */
import { nameKey } from '../facts/text.ts'
import { hashedId } from './ids.ts'
import type { UcdpRow } from './ucdp-row.ts'

export interface UcdpEntity {
  id: string
  kind: 'country' | 'organization' | 'group' | 'conflict'
  name: string
  aliases: string[]
  named: boolean
  identifiers: Record<string, string>
  part_of: string | null
}

const ucdpNumber = /^[1-9]\d{0,8}$/
const stateNumber = /^[1-9]\d{0,3}$/

export class UcdpParties {
  readonly #entities = new Map<string, UcdpEntity>()
  /** The ids of countries that the seed has, by the key of each of their names. */
  readonly #countries: ReadonlyMap<string, string>

  constructor(countries: ReadonlyMap<string, string>) {
    this.#countries = countries
  }

  /** All of them. A government whose state stands in the table as a country is a part of it, which has the number. */
  get all(): UcdpEntity[] {
    const all = [...this.#entities.values()]
    const countries = new Map(
      all.flatMap(({ kind, id, identifiers }) => (kind === 'country' ? [[identifiers.gwno, id]] : [])),
    )
    return all.map((entity) => {
      const { gwno, ...identifiers } = entity.identifiers
      const country = gwno === undefined || entity.kind === 'country' ? undefined : countries.get(gwno)
      return country === undefined ? entity : { ...entity, identifiers, part_of: country }
    })
  }

  /** The actor on a side; in one-sided violence side B is the civilians, who are no actor. */
  actor(row: UcdpRow, side: 'a' | 'b'): string {
    const [name, number] = [row.required(`side_${side}`), this.#number(row, `side_${side}_new_id`)]
    const isCivilians = nameKey(name) === 'civilians'
    const entity = this.#entity(row, `side_${side}`, {
      id: `ucdp-actor-${number}`,
      kind: isCivilians ? 'group' : 'organization',
      name,
      named: !isCivilians,
      identifiers: { ucdp_actor: number },
    })
    const state = row.text(`gwno${side}`)
    if (state === null) return entity.id
    // Several states on one side are joined by commas; an identifier is of one.
    if (stateNumber.test(state)) entity.identifiers.gwno ??= state
    if (entity.identifiers.gwno !== state) row.lose(`gwno${side}`, 'an actor has the number of one state')
    return entity.id
  }

  /** The dyad, or the conflict where both have one name, which is then one entity with both numbers. */
  conflict(row: UcdpRow): string {
    const [name, number] = [row.required('conflict_name'), this.#number(row, 'conflict_new_id')]
    const conflict = this.#entity(row, 'conflict_name', {
      ...{ id: `ucdp-conflict-${number}`, kind: 'conflict', name, named: true },
      identifiers: { ucdp_conflict: number },
    })
    const [dyadName, dyadNumber] = [row.required('dyad_name'), this.#number(row, 'dyad_new_id')]
    const { identifiers } = conflict
    if (nameKey(dyadName) === nameKey(conflict.name) && (identifiers.ucdp_dyad ?? dyadNumber) === dyadNumber) {
      identifiers.ucdp_dyad = dyadNumber
      return conflict.id
    }
    return this.#entity(row, 'dyad_name', {
      ...{ id: `ucdp-dyad-${dyadNumber}`, kind: 'conflict', name: dyadName, named: true },
      ...{ identifiers: { ucdp_dyad: dyadNumber }, part_of: conflict.id },
    }).id
  }

  /** The country in which the event happened: that of the seed with the same name, or a new one. */
  country(row: UcdpRow): string {
    const name = row.required('country')
    const number = row.text('country_id')
    if (number !== null && !stateNumber.test(number))
      row.refuse('country_id', 'Is no number of a state of Gleditsch and Ward. Allowed: 1 to 9999.')
    const known = this.#countries.get(nameKey(name))
    if (known !== undefined) {
      if (number !== null)
        row.lose('country_id', `the country is ${known} of the seed, whose record an import does not change`)
      return known
    }
    const id = number === null ? hashedId(['country', name], nameKey(name)) : `gwno-${number}`
    const identifiers = number === null ? {} : { gwno: number }
    return this.#entity(row, 'country', { id, kind: 'country', name, named: true, identifiers }).id
  }

  #number(row: UcdpRow, column: string): string {
    const number = row.required(column)
    if (number !== '' && !ucdpNumber.test(number))
      row.refuse(column, 'Is no number of UCDP. Allowed: digits, such as 299.')
    return number
  }

  /** The entity with an id: one made before has the name as an alias, if it is another. */
  #entity(
    row: UcdpRow,
    column: string,
    made: Omit<UcdpEntity, 'aliases' | 'part_of'> & { part_of?: string },
  ): UcdpEntity {
    const before = this.#entities.get(made.id)
    if (before === undefined) {
      const entity = { part_of: null, ...made, aliases: [] }
      this.#entities.set(made.id, entity)
      return entity
    }
    if (![before.name, ...before.aliases].some((one) => nameKey(one) === nameKey(made.name))) {
      row.flag(column, 'another name for the same number is kept as an alias')
      before.aliases.push(made.name)
    }
    return before
  }
}
