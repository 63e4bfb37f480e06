/** Words of a source for display: quotation marks stand only round words that are recorded as exact. */
export const quoted = (words: string, isExact = true): string => (isExact ? `“${words}”` : words)
