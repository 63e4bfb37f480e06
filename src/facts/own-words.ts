/** Sentences of ours: quotation marks stand only round words that are recorded as exact. */
import { plainText } from './text.ts'

/**
 * The fault of a sentence of ours that puts other words in quotation marks than those recorded as exact. Single ones are
 * left alone, since they may be apostrophes.
 */
export function quotationFault(text: string, exact: string | null = null): string | null {
  const stray = [...text.matchAll(/["“”„«»「『]([^"“”„«»「」『』]+)["“”«»」』]/gu)]
    .map(([, words = '']) => words.trim())
    .find((words) => !exact?.includes(words))
  return stray === undefined
    ? null
    : `Has quotation marks round ${JSON.stringify(stray)}. They stand only round the \`verbatim\` of a quote: write it without.`
}

/** A sentence of ours, without quotation marks. */
export const ownSentence = plainText.check((context) => {
  const fault = quotationFault(context.value)
  if (fault !== null) context.issues.push({ code: 'custom', message: fault, input: context.value })
})
