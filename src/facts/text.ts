import { z } from 'zod'
import { inPlainLetters } from './letters.ts'
import { seedForms } from './seed-faults.ts'
import { inOneSpelling } from './spelling.ts'

/** Ids are given by the editor, unique across all records and never used again. */
export const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/
export const idRule = 'lower-case letters and digits in groups joined by single hyphens, at most 80 characters'
export const recordId = z
  .string()
  .max(80, `An id is ${idRule}.`)
  .regex(idPattern, `An id is ${idRule}.`)
  .refine((id) => !/^e-[0-9a-f]{16}$/.test(id), 'Ids such as e-1f0c5a7be03d2c9a are those of evidence.')
  .register(seedForms, { allowed: 'an id, such as north-korea' })

/** Words of a source: not blank, no control characters except line breaks, no lone surrogates. */
export const sourceWords = z
  .string()
  .max(2000)
  .refine(
    (text) => text.isWellFormed() && !/[\p{Cc}--\n]/v.test(text),
    'Must not hold control characters or halves of characters.',
  )
  .refine((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text), 'Must not be empty.')
  .refine((text) => text === text.trim(), 'Must not begin or end with spaces.')
  .register(seedForms, { allowed: 'text; in quotation marks where it would be a number or a truth value' })

/**
 * Invisible characters: zero-width ones, direction marks, soft hyphens, fillers, line separators, and those without
 * meaning. Joiners and variation selectors belong to the writing of some scripts.
 */
const unseen =
  /[[\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800\ufff9-\ufffd\p{Noncharacter_Code_Point}]--[\u200c\u200d\p{Variation_Selector}]]/v
const misplacedJoiner =
  /(?<![[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hangul}]])[\u200c\u200d\p{Variation_Selector}]|[\u200c\u200d](?![\p{L}\p{M}])/v

/** Text written by editors for people to read. */
export const plainText = sourceWords.refine(
  (text) => !unseen.test(text) && !misplacedJoiner.test(text),
  'Must not hold characters that nobody sees: zero-width ones, direction marks, soft hyphens.',
)

/** A name or title: one line. */
export const nameText = plainText.refine((text) => !text.includes('\n'), 'A name is one line.')

/** An address of RFC 3986 with a host, and without a user name. */
const addressForm =
  /^https?:\/\/(?:[\w.-]+|\[[\dA-Fa-f:.]+\])(?::\d+)?(?:[/?#](?:%[\dA-Fa-f]{2}|[\w\-.~:/?#[\]@!$&'()*+,;=])*)?$/
export const webUrl = z
  .url({ protocol: /^https?$/, error: 'Must be an http or https address.', abort: true })
  .max(2000, 'An address has at most 2000 characters.')
  .regex(
    addressForm,
    'Must be an address without spaces, user name or password, such as https://example.org/a; other characters are written with percent signs (%20).',
  )

/** An object of a seed file. An unknown key is refused with the list of allowed keys. */
export function seedObject<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `Unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}. Allowed: ${Object.keys(shape).join(', ')}.`
        : undefined,
  })
}

/**
 * A key that may be left out where it follows from others. Its object fills it in before its rules are checked, and
 * refuses what does not follow.
 */
export const derived = <S extends z.ZodType>(schema: S): S => schema.optional() as unknown as S

/** Reports a broken rule on one key of the object that a `check` examines. */
export function addFault(context: z.core.ParsePayload, path: string | (string | number)[], message: string): void {
  context.issues.push({ code: 'custom', message, path: typeof path === 'string' ? [path] : path, input: context.value })
}

/** A name for sorting. Letters after the first hundred do not affect an order. */
export const sortKey = (text: string): string => [...fold(text)].slice(0, 100).join('')

/** Text for comparison of names: compatibility forms, letter case and accents folded (Unicode NFKD without marks). */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** Refuses a list that has an item twice, with the place of the second; `keyOf` decides which items are equal. */
export function uniqueItems<T>(keyOf: (item: T) => unknown = (item) => item) {
  return (context: z.core.ParsePayload<T[]>): void => {
    const seen = new Set<unknown>()
    for (const [index, item] of context.value.entries()) {
      if (seen.has(keyOf(item))) addFault(context, [index], 'Listed twice.')
      seen.add(keyOf(item))
    }
  }
}
/**
 * Characters of names that some writers use and others do not: spaces, dashes, dots, apostrophes, characters without
 * width.
 */
const separators = "[\\s\\p{Cf}\\p{Pd}_.·‧・。\\u2212\\u2043'’‘‛`´′ʹʻʼʽʾʿˈꞌ՚׳]+"
const betweenDigits = new RegExp(`(?<=\\p{N})${separators}(?=\\p{N})`, 'gu')
const anySeparators = new RegExp(separators, 'gu')

/**
 * A name for comparison: letter case, accents, separators and British or American spelling are ignored. Digits that are apart stay apart. "Kim
 * Jong-un" equals "KIM JONG UN", "BM-21" equals "BM21", "5.45" differs from "545". Empty if the name has nothing else.
 */
export const nameKey = (name: string): string =>
  // Upper case is applied first, so that ß becomes SS.
  inPlainLetters(fold(fold(name).toUpperCase()))
    .replace(/[a-z]+/g, inOneSpelling)
    .replace(betweenDigits, '\0')
    .replace(anySeparators, '')
    .replaceAll('\0', ' ')
