import { z } from 'zod'

/** Ids are given by the editor, unique across all records and never used again. */
export const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/
export const idRule = 'lower-case letters and digits in groups joined by single hyphens, at most 80 characters'
export const recordId = z.string().max(80, `An id is ${idRule}.`).regex(idPattern, `An id is ${idRule}.`)

/** Text that people read: not empty, no control characters but line breaks, no lone surrogates. */
export const plainText = z
  .string()
  .min(1, 'Must not be empty.')
  .max(2000)
  .refine((text) => text.isWellFormed() && !/[\p{Cc}--\n]/v.test(text), 'Must not hold control characters.')

export const webUrl = z.url({ protocol: /^https?$/, error: 'Must be an http or https address.' }).max(2000)

/** An object of a seed file. An unknown key is refused with the list of those allowed. */
export function seedObject<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `Unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}. Allowed: ${Object.keys(shape).join(', ')}.`
        : undefined,
  })
}

/** Reports a broken rule on one key of the object a `check` looks at. */
export function addFault(context: z.core.ParsePayload, path: string | (string | number)[], message: string): void {
  context.issues.push({ code: 'custom', message, path: typeof path === 'string' ? [path] : path, input: context.value })
}

/** A name as lists are sorted by it. What comes after so many letters does not decide an order. */
export const sortKey = (text: string): string => [...fold(text)].slice(0, 100).join('')

/** Text as names are compared: compatibility forms, letter case and accents folded (Unicode NFKD without marks). */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
