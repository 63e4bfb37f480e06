import { z } from 'zod'
import { evidenceContract } from '../../facts/evidence.ts'
import { recordedContract } from '../../facts/recorded.ts'
import { timeContract } from '../../facts/time.ts'
import { entityKinds, identifierSchemes, terms } from '../../vocabulary.ts'

const identifierContract = z
  .object({
    scheme: z.enum(terms(identifierSchemes)).meta({ description: 'Scheme of the identifier.' }),
    value: z.string().meta({ description: 'The identifier.', examples: ['Q423'] }),
  })
  .meta({ id: 'Identifier', description: 'A verified identifier of the entity elsewhere.' })

const roleContract = z
  .object({
    title: z.string().meta({ description: 'The office, rank or place, in our own words.' }),
    body: z.string().nullable().meta({ description: 'Id of the organization or country it is held in.' }),
    as_stated: z.string().nullable().meta({ description: 'The words of the source; null: they are not at hand.' }),
    time: timeContract
      .nullable()
      .meta({ description: 'When it was held, as far as the source says; null: not stated, it may be at any time.' }),
    evidence: z.array(evidenceContract).min(1).meta({ description: 'The words it rests on.' }),
  })
  .meta({ id: 'EntityRole', description: 'A role an entity holds, in the wording of a source.' })

export const entityContract = z
  .object({
    id: z.string().meta({ description: 'Id of the entity.' }),
    type: z.literal('entity').meta({ description: 'Type of record.' }),
    kind: z.enum(terms(entityKinds)).meta({ description: 'Kind of entity.' }),
    name: z.string().meta({ description: 'Name, or a description where it has none.' }),
    aliases: z.array(z.string()).meta({ description: 'Other names, abbreviations included.' }),
    named: z.boolean().meta({ description: 'False where nobody is named ("experts").' }),
    implied: z.boolean().meta({ description: 'True where it appears only through a title held in it.' }),
    identifiers: z.array(identifierContract).meta({ description: 'Verified identifiers; empty: none verified.' }),
    part_of: z
      .string()
      .nullable()
      .meta({
        description:
          'Id of the entity that it is part of: the state of a ministry, the broader kind of materiel. Filters for that ' +
          'entity include it.',
        examples: ['south-korea'],
      }),
    roles: z.array(roleContract).meta({ description: 'Roles it holds, with their wording.' }),
    note: z.string().nullable().meta({ description: "An editor's remark." }),
    recorded: recordedContract.meta({ description: 'Version and day in which we first recorded it.' }),
  })
  .meta({
    id: 'Entity',
    description: 'A person, group, country, organization, place, kind of materiel, agreement or conflict.',
  })
export type Entity = z.output<typeof entityContract>
