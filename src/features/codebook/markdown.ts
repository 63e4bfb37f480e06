/** The codebook as a page: docs/codebook.md. */
import type { Codebook, CodebookField, CodebookType, CodebookVocabulary } from './contract.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const anchor = (title: string): string => title.toLowerCase().replaceAll(' ', '-')

/** The codebook in Markdown. */
export function codebookMarkdown({ conventions, records, parts, vocabularies }: Codebook): string {
  const partNames = new Set(parts.map(({ name }) => name))
  const typeCell = ({ type, nullable, optional }: CodebookField) => {
    const name = /\w+$/.exec(type)?.[0] ?? ''
    const shown = partNames.has(name) ? type.replace(name, `[${name}](#${anchor(name)})`) : type
    return shown + (nullable ? ' or null' : '') + (optional ? ', may be absent' : '')
  }
  const typeSection = ({ name, collection, description, columns, fields }: CodebookType) => {
    const rows = fields.map((one) => [
      `\`${one.field}\``,
      typeCell(one),
      one.vocabulary === null ? (one.unit ?? '') : `[${one.vocabulary}](#${anchor(one.vocabulary)})`,
      one.description,
      one.standard,
    ])
    const where = collection === null ? '' : ` Listed at \`/v1/${collection}\`.`
    const flat =
      columns.length === 0 ? '' : `\n\nColumns as CSV and XLSX: ${columns.map((column) => `\`${column}\``).join(', ')}.`
    return `### ${name}\n\n${description}${where}\n\n${table(['Field', 'Type', 'Unit or vocabulary', 'Meaning', 'Standard'], rows)}${flat}`
  }
  const vocabularySection = ({ name, standard, used_by, terms }: CodebookVocabulary) => {
    const rows = terms.map(({ term, definition, ucum }) => [
      `\`${term}\``,
      ucum === undefined ? definition : `${definition} UCUM: \`${ucum}\`.`,
    ])
    const used = used_by.length === 0 ? '' : ` Used by ${used_by.map((field) => `\`${field}\``).join(', ')}.`
    return `### ${name}\n\nStandard: ${standard}.${used}\n\n${table(['Term', 'Definition'], rows)}`
  }
  return `${[
    '# Codebook',
    'Every field, type, unit and term of the service. Written from the contract by `npm run generate`; do not edit.',
    '## Conventions',
    ...conventions.map(({ title, text }) => `**${title}.** ${text}`),
    '## Records',
    ...records.map(typeSection),
    '## Parts of records',
    ...parts.map(typeSection),
    '## Vocabularies',
    ...vocabularies.map(vocabularySection),
  ].join('\n\n')}\n`
}
