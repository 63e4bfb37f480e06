/** Search documents of records: their texts and the tokens of these. */
import type { Connection } from '../db/sqlite/driver.ts'
import { searchIndexWriter } from '../db/sqlite/text-search.ts'
import { searchDocuments, searchWords } from '../db/tables.ts'
import { type Name, searchKeys } from '../facts/search/search-names.ts'
import { joined, TextTokeniser } from '../facts/search/token-text.ts'
import { numberToken, wordsOf } from '../facts/search/tokens.ts'
import type { EntitySeed } from '../records/entities/seed.ts'
import { type Row, referencesOf, row } from '../records/shared/definition.ts'
import { documentOf } from '../records/shared/search-document.ts'
import type { RecordType } from '../vocabulary.ts'
import type { CheckedRecord } from './check.ts'
import type { SeedRecord } from './record.ts'
import type { Survey } from './survey.ts'

/** Words that readers misspell: not those of scripts without spaces, whose tokens are pairs of characters. */
const isSuggested = (token: string): boolean =>
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}][\p{L}\p{N}]{2,39}$/u.test(
    token,
  )

/** Writes documents one by one, and at the end the words of all and the keys of the names of entities. */
export function documentWriter(survey: Survey, sqlite: Connection, insert: (row: Row) => void) {
  const index = searchIndexWriter(sqlite)
  const tokeniser = new TextTokeniser(nameTest(survey))
  const namesOf = entityNames(survey)
  const nameTokens = new Map<string, string>()
  const tokensOfName = (name: string): string => {
    const tokens = nameTokens.get(name) ?? tokeniser.ofName(name)
    nameTokens.set(name, tokens)
    return tokens
  }
  let document = 0
  return {
    write(id: string, type: RecordType, wire: Record<string, unknown>, record?: CheckedRecord): void {
      document += 1
      const { title, words, notes, numbers } = documentOf(wire)
      const entities = new Set(record === undefined ? [] : namesOf(record))
      const tokensOf = (text: string) => (type === 'entity' ? tokeniser.ofName(text) : tokeniser.ofText(text))
      insert(row(searchDocuments, { document, id, type, entities: joined(entities) }))
      index.write(document, {
        title_tokens: tokensOf(title),
        words_tokens: joined([...Array.from(words, tokensOf), ...Array.from(numbers, numberToken)]),
        notes_tokens: joined(Array.from(notes, tokensOf)),
        entities_tokens: joined(Array.from(entities, tokensOfName)),
      })
    },
    end(): void {
      index.end()
      for (const [word, count] of tokeniser.counts()) if (isSuggested(word)) insert(row(searchWords, { word, count }))
      writeSearchKeys(sqlite)
    },
  }
}

function writeSearchKeys(sqlite: Connection): void {
  const names = sqlite.prepare('select entity, scheme, name from entity_names order by entity, scheme, name').all()
  const update = sqlite.prepare('update entity_names set search_key = ? where entity = ? and scheme = ? and name = ?')
  for (const { key, entity, scheme, name } of searchKeys(names as Name[])) update.run(key, entity, scheme, name)
}

const nameKinds = ['person', 'country', 'place']

/**
 * Words that are names, which have no other forms: the words with a capital letter in the names of persons, countries
 * and places, and names of one word, an article aside. Names of bodies are made of common words ("Sanctions Monitoring
 * Team").
 */
function nameTest({ shared }: Survey): (token: string) => boolean {
  const names = new Set<string>()
  for (const { kind, seed } of shared.values()) {
    const { named, kind: entityKind, name, aliases }: EntitySeed = seed
    if (kind.type !== 'entity' || !named) continue
    for (const one of [name, ...aliases]) {
      const capital = one.replace(/^the /i, '').match(/\p{Lu}[\p{L}\p{M}\p{N}'’.-]*/gu) ?? []
      if (nameKinds.includes(entityKind) || (capital.join(' ') === one.replace(/^the /i, '') && capital.length === 1))
        for (const word of wordsOf(capital.join(' '))) for (const { token } of word.parts) names.add(token)
    }
  }
  return (token) => names.has(token)
}

/**
 * The names of the entities that a record refers to, by which it is found as well; the names of an entity are its own.
 */
function entityNames({ shared }: Survey): (record: CheckedRecord) => string[] {
  const made = new Map<string, string[]>()
  const namesOf = (id: string): string[] => {
    const { name, aliases, identifiers }: EntitySeed = (shared.get(id) as SeedRecord).seed
    const names = made.get(id) ?? [name, ...aliases, ...Object.values(identifiers).filter((one) => one !== undefined)]
    made.set(id, names)
    return names
  }
  return ({ references }) =>
    references.flatMap(({ type, id }) => {
      if (type === 'entity') return namesOf(id)
      // The names of a quantity are found with every figure for it.
      const quantity = type === 'quantity' ? shared.get(id) : undefined
      return quantity === undefined
        ? []
        : referencesOf(quantity.kind, quantity.seed).flatMap((one) => (one.type === 'entity' ? namesOf(one.id) : []))
    })
}
