import { z } from 'zod'
import { type RecordKind, references, row } from '../../db/record-kind.ts'
import { entities, entityNames } from '../../db/tables.ts'
import { evidenceList, renderEvidence } from '../../facts/evidence.ts'
import { fold, plainText, recordId, seedObject, sortKey } from '../../facts/text.ts'
import { renderTime, timeSeed } from '../../facts/time.ts'
import { entityKinds, type identifierSchemes, type Term, terms } from '../../vocabulary.ts'
import { type Entity, entityContract } from './contract.ts'

const identifierPatterns: Record<Term<typeof identifierSchemes>, RegExp> = {
  iso3166_1_alpha2: /^[A-Z]{2}$/,
  iso3166_1_alpha3: /^[A-Z]{3}$/,
  wikidata: /^Q[1-9]\d*$/,
}
const identifier = (scheme: keyof typeof identifierPatterns) =>
  z
    .string()
    .regex(identifierPatterns[scheme], `Not an identifier of ${scheme}: ${identifierPatterns[scheme]}`)
    .optional()

const seed = seedObject({
  id: recordId,
  kind: z.enum(terms(entityKinds)),
  name: plainText,
  aliases: z.array(plainText).default([]),
  named: z.boolean().default(true),
  implied: z.boolean().default(false),
  identifiers: seedObject({
    iso3166_1_alpha2: identifier('iso3166_1_alpha2'),
    iso3166_1_alpha3: identifier('iso3166_1_alpha3'),
    wikidata: identifier('wikidata'),
  }).default({}),
  roles: z
    .array(
      seedObject({
        title: plainText,
        body: recordId.nullable().default(null),
        as_stated: plainText,
        source: recordId,
        time: timeSeed.nullable().default(null),
        evidence: evidenceList,
      }),
    )
    .default([]),
  note: plainText.nullable().default(null),
})
export type EntitySeed = z.output<typeof seed>

export const entityKind: RecordKind<EntitySeed, Entity> = {
  type: 'entity',
  collection: 'entities',
  seed,
  contract: entityContract,
  references: ({ roles }) =>
    roles.flatMap(({ body, source }, index) => [
      ...references('entity', 'body', body, 'role_in').map((one) => ({ ...one, path: ['roles', index, 'body'] })),
      { type: 'source' as const, id: source, path: ['roles', index, 'source'] },
    ]),
  render({ id, kind, name, aliases, named, implied, identifiers, roles, note }) {
    return {
      id,
      type: 'entity',
      ...{ kind, name, aliases, named, implied },
      identifiers: (Object.keys(identifierPatterns) as (keyof typeof identifierPatterns)[]).flatMap((scheme) => {
        const value = identifiers[scheme]
        return value === undefined ? [] : [{ scheme, value }]
      }),
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
  rows({ id, kind, named, implied, name, aliases, identifiers }) {
    const names = [
      { scheme: 'name', value: name },
      ...aliases.map((value) => ({ scheme: 'alias', value })),
      ...identifiers,
    ]
    return [
      row(entities, { id, kind, sort_name: sortKey(name), named, implied }),
      ...names.map(({ scheme, value }) => row(entityNames, { entity: id, scheme, name: value, folded: fold(value) })),
    ]
  },
}
