import * as vocabulary from '../../vocabulary.ts'
import { terms, vocabularyStandards } from '../../vocabulary.ts'
import type { CodebookVocabulary } from './contract.ts'

type Name = keyof typeof vocabularyStandards
type Meaning = string | { definition: string; ucum: string }

const lists: Record<Name, Record<string, Meaning>> = vocabulary

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Every vocabulary, with the standard of its terms; the codebook adds the fields that use it. */
export const allVocabularies: CodebookVocabulary[] = terms(vocabularyStandards).map((name: Name) => ({
  name: snakeCase(name),
  standard: vocabularyStandards[name],
  used_by: [],
  terms: Object.entries(lists[name]).map(([term, meaning]) =>
    typeof meaning === 'string' ? { term, definition: meaning } : { term, ...meaning },
  ),
}))

/** The vocabulary with exactly these terms. */
export const vocabularyOf = (values: string[]): CodebookVocabulary | undefined =>
  allVocabularies.find((one) => one.terms.map(({ term }) => term).join() === values.join())
