/** Sentences of ours: quotation marks stand only round words that are recorded as exact. */
import { plainText } from './text.ts'

/** Words after a mark that stands only before quoted words, in any language; the closing mark may be missing. */
const inMarks = /(?:["“”„‟«»‹›‚「」『』＂〝〞]|(?<!\d)″)([^"“”„‟«»‹›‚「」『』＂″〝〞‘’]+)/gu
/** Words between doubled grave accents and apostrophes, as TeX has them. */
const inGraves = /``([^`']+)/gu
/** Single marks outside of words, round more than a letter: all others may be apostrophes. */
const inSingleMarks = /(?<![\p{L}\p{N}])[‘'](?=\p{L})([^‘’'\n]{2,}?)[’'](?![\p{L}\p{N}])/gu

/** The fault of a sentence of ours that puts other words in quotation marks than those recorded as exact. */
export function quotationFault(text: string, exact: string | null = null): string | null {
  const stray = [inMarks, inGraves, inSingleMarks]
    .flatMap((marks) => [...text.matchAll(marks)])
    .map(([, words = '']) => words.trim())
    .find((words) => /[\p{L}\p{N}]/u.test(words) && !exact?.includes(words))
  return stray === undefined
    ? null
    : `Has quotation marks round ${JSON.stringify(stray)}. They stand only round the \`verbatim\` of a quote: write it without.`
}

/** A sentence of ours, without quotation marks. */
export const ownSentence = plainText.check((context) => {
  const fault = quotationFault(context.value)
  if (fault !== null) context.issues.push({ code: 'custom', message: fault, input: context.value })
})
