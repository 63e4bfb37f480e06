/** Letters as a reader may type them: without case, accents and the like. */
import { inOneSpelling } from './spelling.ts'

/** Plain spelling of letters that Unicode does not decompose. */
const plainLetters: Record<string, string> = {
  ...{ đ: 'd', ħ: 'h', ł: 'l', ø: 'o', ŧ: 't', æ: 'ae', œ: 'oe', ς: 'σ' },
  ...{ ß: 'ss', þ: 'th', ð: 'd', ı: 'i', ŋ: 'n', ə: 'e', ґ: 'г' },
}
const undecomposed = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g')

/** A text in lower case with its letters in plain spelling. */
export const inPlainLetters = (text: string): string =>
  text.replace(undecomposed, (letter) => plainLetters[letter] as string)

/** Accents and points that writers leave out: of Latin, Greek and Cyrillic, of Hebrew and of Arabic. */
// biome-ignore lint/suspicious/noMisleadingCharacterClass: each mark stands for itself
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g

/**
 * A word for search: compatibility forms, case, accents and characters without width are folded, and British
 * and American spellings; the vowel signs of other scripts, which are letters there, stay.
 */
export function foldWord(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return inOneSpelling(word)
  const bare = word
    .normalize('NFKD')
    .replace(accents, '')
    .replace(/\p{DI}/gu, '')
  return inOneSpelling(inPlainLetters(bare.toLowerCase().replace(accents, '')).normalize('NFC'))
}
