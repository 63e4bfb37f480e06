import { fold } from '../facts/text.ts'
import { alpha3OfCountry } from '../records/entities/countries.ts'
import type { Fault } from './faults.ts'
import type { Seed } from './read.ts'
import type { SeedRecord } from './record.ts'
import type { Survey } from './survey.ts'

/** Tests entities one by one: a name leads only to the records that have it, an identifier to one entity. */
export function nameChecker({ retired }: Seed, { kindOf }: Survey, faults: Fault[]): (record: SeedRecord) => void {
  const bearers = new Map<string, string>()
  const withdrawn = new Set(retired.map(({ id }) => id))
  return ({ kind, seed, fault }) => {
    if (kind.type !== 'entity') return
    const names = [
      { path: ['name'], name: seed.name as string },
      ...seed.aliases.map((name: string, index: number) => ({ path: ['aliases', index], name })),
    ]
    for (const { path, name } of names) {
      const id = kindOf.has(name) ? name : fold(name)
      const type = kindOf.get(id)?.type
      // Filters for entities take ids and names alike, and names in any letter case.
      if (id !== seed.id && (type === 'entity' || (type !== undefined && id === name)))
        faults.push(fault(path, `"${name}" is the id of another record, of type ${type}. Give a name that is no id.`))
      if (withdrawn.has(name) || withdrawn.has(fold(name)))
        faults.push(fault(path, `"${name}" is the id of a record that was withdrawn. Give a name that is no id.`))
    }
    for (const [scheme, code] of Object.entries(seed.identifiers)) {
      if (code === undefined) continue
      // The two codes of ISO 3166-1 for a country are one identifier.
      const iso = alpha3OfCountry.get(code as string) ?? (code as string)
      const named = scheme.startsWith('iso') ? iso : `${scheme} ${code}`
      const bearer = bearers.get(named) ?? seed.id
      bearers.set(named, bearer)
      if (bearer !== seed.id)
        faults.push(fault(['identifiers', scheme], `${code} identifies "${bearer}" already; a code names one entity.`))
    }
  }
}
