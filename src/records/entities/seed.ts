import { z } from 'zod'
import { entities, entityNames } from '../../db/tables.ts'
import { evidenceList, renderEvidence } from '../../facts/evidence.ts'
import { patternText } from '../../facts/seed-faults.ts'
import {
  addFault,
  fold,
  nameKey,
  nameText,
  plainText,
  recordId,
  seedObject,
  sortKey,
  sourceWords,
} from '../../facts/text.ts'
import { renderTime, timeSeed } from '../../facts/time.ts'
import { entityKinds, identifierSchemes, type Term, terms } from '../../vocabulary.ts'
import { row, type SeedDefinition } from '../shared/definition.ts'
import { type Entity, entityContract } from './contract.ts'
import { alpha3OfCountry } from './countries.ts'

const ucdpNumber = /^[1-9]\d{0,8}$/
const identifierPatterns: Record<Term<typeof identifierSchemes>, RegExp> = {
  iso3166_1_alpha2: /^[A-Z]{2}$/,
  iso3166_1_alpha3: /^[A-Z]{3}$/,
  wikidata: /^Q[1-9]\d*$/,
  gwno: /^[1-9]\d{0,3}$/,
  ucdp_actor: ucdpNumber,
  ucdp_conflict: ucdpNumber,
  ucdp_dyad: ucdpNumber,
}
const identifierForms: Record<keyof typeof identifierPatterns, string> = {
  iso3166_1_alpha2: 'two capital letters, such as KP',
  iso3166_1_alpha3: 'three capital letters, such as PRK',
  wikidata: 'the number of a Wikidata item, such as Q423',
  gwno: 'a number of Gleditsch and Ward, in quotation marks, such as "652"',
  ucdp_actor: 'a number of UCDP, in quotation marks, such as "118"',
  ucdp_conflict: 'a number of UCDP, in quotation marks, such as "299"',
  ucdp_dyad: 'a number of UCDP, in quotation marks, such as "11973"',
}
const identifier = (scheme: keyof typeof identifierPatterns) =>
  patternText(identifierPatterns[scheme], identifierForms[scheme])
    .optional()
    .meta({ description: identifierSchemes[scheme] })

const seed = seedObject({
  id: recordId,
  kind: z.enum(terms(entityKinds)),
  name: nameText,
  aliases: z.array(nameText).default([]),
  named: z.boolean().default(true),
  implied: z.boolean().default(false),
  identifiers: seedObject({
    iso3166_1_alpha2: identifier('iso3166_1_alpha2'),
    iso3166_1_alpha3: identifier('iso3166_1_alpha3'),
    wikidata: identifier('wikidata'),
    gwno: identifier('gwno'),
    ucdp_actor: identifier('ucdp_actor'),
    ucdp_conflict: identifier('ucdp_conflict'),
    ucdp_dyad: identifier('ucdp_dyad'),
  }).default({}),
  part_of: recordId.nullable().default(null),
  roles: z
    .array(
      seedObject({
        title: nameText,
        body: recordId.nullable().default(null),
        as_stated: sourceWords.nullable().default(null),
        source: recordId.meta({ description: 'Id of the source that names the role.' }),
        time: timeSeed.nullable().default(null),
        evidence: evidenceList,
      }).check((context) => {
        const { as_stated, evidence } = context.value
        if (as_stated === null && evidence.some(({ spans }) => spans !== undefined))
          addFault(context, 'as_stated', 'Is missing: the words of the source, where the evidence shows them.')
      }),
    )
    .default([]),
  note: plainText.nullable().default(null),
}).check((context) => {
  const { kind, name, aliases, identifiers } = context.value
  const names = [name, ...aliases].map(fold)
  for (const [index, one] of [name, ...aliases].entries())
    if (/[\p{P}\p{S}]/u.test(one) && !/[\p{L}\p{N}]/u.test(one))
      addFault(
        context,
        index === 0 ? 'name' : ['aliases', index - 1],
        'Has no letter and no digit, by which a filter could find it. Allowed: names with a letter or a digit.',
      )
  for (const [index, alias] of aliases.entries())
    if (names.indexOf(fold(alias)) <= index)
      addFault(context, ['aliases', index], 'Already given: names are compared without letter case and accents.')
  const { iso3166_1_alpha2: alpha2, iso3166_1_alpha3: alpha3 } = identifiers
  const codeFault = (scheme: string, message: string) => addFault(context, ['identifiers', scheme], message)
  if ((alpha2 ?? alpha3) !== undefined && kind !== 'country' && kind !== 'place')
    addFault(context, 'identifiers', 'Only a country or a place has a code of ISO 3166-1.')
  if (alpha2 !== undefined && !alpha3OfCountry.has(alpha2))
    codeFault('iso3166_1_alpha2', `ISO 3166-1 assigns ${alpha2} to no country. Allowed: assigned codes, such as KP.`)
  else if (alpha3 !== undefined && alpha2 !== undefined && alpha3OfCountry.get(alpha2) !== alpha3)
    codeFault('iso3166_1_alpha3', `The alpha-3 code of ${alpha2} is ${alpha3OfCountry.get(alpha2)}.`)
  else if (alpha3 !== undefined && ![...alpha3OfCountry.values()].includes(alpha3))
    codeFault('iso3166_1_alpha3', `ISO 3166-1 assigns ${alpha3} to no country. Allowed: assigned codes, such as PRK.`)
})
export type EntitySeed = z.output<typeof seed>

export const entitySeed: SeedDefinition<EntitySeed, Entity> = {
  type: 'entity',
  seed,
  contract: entityContract,
  roles: { part_of: 'part_of', body: 'role_in' },
  chain: 'part_of',
  render({ id, kind, name, aliases, named, implied, identifiers, part_of, roles, note }) {
    return {
      id,
      type: 'entity',
      ...{ kind, name, aliases, named, implied },
      identifiers: (Object.keys(identifierPatterns) as (keyof typeof identifierPatterns)[]).flatMap((scheme) => {
        const value = identifiers[scheme]
        return value === undefined ? [] : [{ scheme, value }]
      }),
      part_of,
      roles: roles.map(({ title, body, as_stated, source, time, evidence }) => ({
        title,
        body,
        as_stated,
        time: time && renderTime(time),
        evidence: renderEvidence(evidence, id, title, source),
      })),
      note,
    }
  },
  rows({ id, kind, named, implied, name, aliases, identifiers, part_of }) {
    const names = [
      { scheme: 'name', value: name },
      ...aliases.map((value) => ({ scheme: 'alias', value })),
      ...identifiers,
    ]
    return [
      row(entities, { id, kind, sort_name: sortKey(name), named, implied, part_of }),
      ...names.map(({ scheme, value }) =>
        row(entityNames, { entity: id, scheme, name: value, folded: nameKey(value) }),
      ),
    ]
  },
}
