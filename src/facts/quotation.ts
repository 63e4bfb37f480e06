/** Words of a source as people are shown them: quotation marks stand only round words that are recorded as exact. */
export const quoted = (words: string, isExact = true): string => (isExact ? `“${words}”` : words)
