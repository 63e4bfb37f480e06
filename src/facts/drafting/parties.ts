/** Parties of a text, and the pronouns that stand for them. */

const pronouns = /^(?:he|she|it|they|we|i|there|this|that|you|those|these|none|one)$/i
const bodyWords =
  /\b(?:ministry|department|staff|office|army|force|forces|government|agency|board|council|union|fund|centre|center|institute|group|watchdog|bank|company|party|court|committee|commission|parliament|kremlin|pentagon|house|office|report|study|statement|organi[sz]ation|association|network|data|bureau|authority|police|navy|mission|embassy|university|alliance|nato|association|campaign|charity|firm|operator|coalition|watch|rights|international|united|nations|states|sides)\b/i
const personWords =
  /\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Adm|Gov|Sen|Rep|Prof|Dame|Sir|Lord|Lady|President|Minister|Secretary|Ambassador|General|Colonel|spokes\p{L}+|official|officer|commander|gunner|diplomat|director|analyst|chief|soldier|adviser|envoy|expert|researcher|doctor|resident|survivor|person|man|woman|mother|father|minister|secretary|president|governor|mayor|chair|commissioner)\b/u

/**
 * The party that a pronoun likely stands for; null if none can be meant.
 * @param parties in the order of the text
 */
export function antecedent(pronoun: string, parties: string[]): string | null {
  const candidates = parties.filter((words) => !pronouns.test(words)).reverse()
  const isPerson = (whole: string) => {
    const words = whole.split(/ (?:of|for|from|with|at|in) (?!State\b)/)[0] as string
    const last = words.split(' ').at(-1) as string
    if (bodyWords.test(last) || /['’]s$/.test(last)) return false
    if (personWords.test(last)) return !/[^s]s$/.test(last)
    if (bodyWords.test(words)) return false
    if (personWords.test(words) || /\p{Lu}[\p{L}.'’-]+ \p{Lu}[\p{L}'’-]+$/u.test(words)) return true
    return candidates.some((other) => other.endsWith(` ${words}`))
  }
  const found = (test: (words: string) => boolean) => candidates.find(test) ?? null
  if (/^(?:he|she|who)$/.test(pronoun)) return found(isPerson)
  if (pronoun === 'it') return found((words) => !isPerson(words) && !/s$/.test(words))
  return pronoun === 'they' ? found((words) => /s\b/.test(words) && !isPerson(words)) : null
}
