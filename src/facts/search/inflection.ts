/**
 * Inflected forms of English words: plurals and verb forms, after steps 1 and 5 of Porter2 (snowballstem.org). The later
 * steps are left out: they take "organization" for a form of "organ".
 */

/** Plurals and past forms that follow no rule. */
const irregular = new Map(
  Object.entries({
    ...{ men: 'man', women: 'woman', people: 'people', children: 'child', countries: 'country', lives: 'life' },
    ...{
      sent: 'send',
      said: 'say',
      says: 'say',
      made: 'make',
      left: 'leave',
      built: 'build',
      held: 'hold',
      told: 'tell',
    },
    ...{ fought: 'fight', bought: 'buy', brought: 'bring', sold: 'sell', gave: 'give', given: 'give', got: 'get' },
    ...{ went: 'go', gone: 'go', took: 'take', taken: 'take', fell: 'fall', lost: 'lose', died: 'die', dying: 'die' },
    ...{
      news: 'news',
      series: 'series',
      species: 'species',
      lens: 'lens',
      gases: 'gas',
      buses: 'bus',
      agreed: 'agree',
      analyses: 'analysis',
      crises: 'crisis',
      during: 'during',
    },
    ...{ evening: 'evening', morning: 'morning', hundred: 'hundred', united: 'united', nothing: 'nothing' },
    ...{ something: 'something', everything: 'everything', anything: 'anything', indeed: 'indeed', proceed: 'proceed' },
  }),
)

const hasVowel = /[aeiouy]/
/** A word that ends in a short syllable and has no other part: "fir", "hop", "siz". */
const isShort = (stem: string): boolean => /^[^aeiouy]*[aeiouy][^aeiouywx]$/.test(stem)

/** The form that the inflected forms of an English word share; it need not be a word. */
export function baseForm(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  const known = irregular.get(word)
  return known === undefined ? withoutFinalE(withoutEdIng(withoutPlural(word))) : withoutFinalE(known)
}

function withoutPlural(word: string): string {
  if (/sses$/.test(word)) return word.slice(0, -2)
  if (/ie[sd]$/.test(word)) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1)
  if (/(?:x|zz|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return /[aeiouy].*s$/.test(word) && !/(?:[us]s|is)$/.test(word) ? word.slice(0, -1) : word
}

function withoutEdIng(word: string): string {
  if (/eed$/.test(word)) return word
  const stem = /^(.*?)(?:ed|ing)$/.exec(word)?.[1]
  if (stem === undefined || stem.length < 2 || !hasVowel.test(stem)) return word
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return stem.slice(0, -1)
  return isShort(stem) ? `${stem}e` : stem
}

/** "produce" and "produced" share "produc"; "fire" and "fired" share "fire". */
const withoutFinalE = (word: string): string =>
  word.length > 4 && word.endsWith('e') && !word.endsWith('ee') && !isShort(word.slice(0, -1))
    ? word.slice(0, -1)
    : word
