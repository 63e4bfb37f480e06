import { z } from 'zod'

const text = (description: string) => z.string().meta({ description })

const fieldContract = z
  .object({
    field: text('Path of the field; `[]` stands for each item of a list.'),
    type: text('string, integer, number, boolean, a literal, or the name of a part; lists say so.'),
    nullable: z.boolean().meta({ description: 'Whether it may be null.' }),
    optional: z.boolean().meta({ description: 'Whether it may be absent.' }),
    unit: z.string().nullable().meta({ description: 'Unit or form of its number or text; null: none.' }),
    vocabulary: z.string().nullable().meta({ description: 'Name of the vocabulary of its terms; null: free.' }),
    standard: text('The standard it follows, or own.'),
    description: text('Meaning.'),
  })
  .meta({ id: 'CodebookField', description: 'One field of a record.' })
export type CodebookField = z.output<typeof fieldContract>

const typeContract = z
  .object({
    name: text('Name of the component in the OpenAPI document.'),
    collection: z
      .string()
      .nullable()
      .meta({ description: 'Path of the list of such records; null for a part of records.' }),
    description: text('Definition.'),
    columns: z
      .array(z.string())
      .meta({ description: 'The columns of the list as CSV and XLSX, in order; empty for a part of records.' }),
    fields: z.array(fieldContract).meta({ description: 'Its fields, in the order they are served.' }),
  })
  .meta({ id: 'CodebookType', description: 'A type of record, or a part that records share.' })
export type CodebookType = z.output<typeof typeContract>

const vocabularyContract = z
  .object({
    name: text('Name of the vocabulary.'),
    standard: text('The standard its terms come from, or own.'),
    used_by: z.array(z.string()).meta({ description: 'The fields whose values are its terms.' }),
    terms: z
      .array(
        z.object({
          term: text('The term, as it is served.'),
          definition: text('Meaning.'),
          ucum: z.string().optional().meta({ description: 'Units only: the unit in UCUM.' }),
        }),
      )
      .meta({ description: 'Its terms, in order.' }),
  })
  .meta({ id: 'CodebookVocabulary', description: 'A closed list of terms.' })
export type CodebookVocabulary = z.output<typeof vocabularyContract>

const conventionContract = z
  .object({ title: text('Subject.'), text: text('The rule.') })
  .meta({ id: 'CodebookConvention', description: 'A rule for all records.' })
export type CodebookConvention = z.output<typeof conventionContract>

export const codebookContract = z
  .object({
    conventions: z.array(conventionContract).meta({ description: 'Rules for all records.' }),
    records: z.array(typeContract).meta({ description: 'The types of record.' }),
    parts: z.array(typeContract).meta({ description: 'The parts that records share.' }),
    vocabularies: z.array(vocabularyContract).meta({ description: 'The closed lists of terms.' }),
  })
  .meta({ id: 'Codebook', description: 'Every field, type, unit and term, generated from the contract.' })
export type Codebook = z.output<typeof codebookContract>
