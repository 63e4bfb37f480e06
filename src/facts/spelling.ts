/** British and American spellings of English words, which are one word to a reader: a closed list of stems and endings. */

/** Beginnings of words whose other spelling is the second of each pair. */
const beginnings: [written: string, same: string][] = [
  ...pairs('defenc-defens offenc-offens licenc-licens pretenc-pretens practis-practic'),
  ...'arm behavi cand clam col demean endeav fav ferv flav glam harb hon hum lab neighb od parl ranc rig rum savi sav splend succ tum val vap vig'
    .split(' ')
    .map((stem): [string, string] => [`${stem}our`, `${stem}or`]),
  ...'cancel channel counsel dial equal fuel funnel initial label level libel marvel model parcel pedal quarrel rival shovel shrivel signal spiral total travel tunnel unravel'
    .split(' ')
    .flatMap((stem) => ['ed', 'er', 'ing', 'or', 'ous'].map((end): [string, string] => [`${stem}l${end}`, stem + end])),
  ...pairs('fulfill-fulfil enroll-enrol skillful-skilful installment-instalment willful-wilful distill-distil'),
  ...pairs('programm-program manoeuv-maneuv analyz-analys paralyz-paralys catalyz-catalys'),
  ...pairs('grey-gray sceptic-skeptic alumini-alumin aeroplane-airplane artefact-artifact ageing-aging plough-plow'),
  ...pairs(
    'judgement-judgment acknowledgement-acknowledgment sulph-sulf catalogue-catalog dialogue-dialog analogue-analog',
  ),
  ...pairs('mould-mold jewellery-jewelry anaesth-anesth haemorrh-hemorrh paediatr-pediatr encyclopaed-encycloped'),
]

function pairs(list: string): [string, string][] {
  return list.split(' ').map((pair) => pair.split('-') as [string, string])
}

const sameBeginning = new Map(beginnings)
const before = '^(?:anti|counter|cyber|de|dis|inter|mis|multi|non|over|pre|re|self|un|under)?'
const written = new RegExp(`(?<=${before})(?:${[...sameBeginning.keys()].join('|')})`)

/** "centre", "centred" and "centring" beside "center", "centered" and "centering". */
const finalRe =
  /(?<=^(?:epi|kilo|centi|milli|amphi)?(?:calib|cent|fib|lit|lust|maneuv|meag|met|sab|somb|spect|theat))r(?:e(?=s?$)|(?=ed$|ing$|abl))/
/** "organize", and its beginnings down to "organiz"; not "citizen", "Belize", "size" or "horizon". */
const ize = /(?<=[a-z]{3})(?<!^bel)iz(?=$|e(?!n|l)|i(?:$|n)|a(?:$|t|b))/

/** A word of plain small letters in the one spelling that stands for all of its spellings. It need not be a usual one. */
export function inOneSpelling(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  return word
    .replace(written, (stem) => sameBeginning.get(stem) as string)
    .replace(finalRe, 'er')
    .replace(ize, 'is')
    .replace(/(?<=^ton)ne(?=s?$)|(?<=gram)m?e(?=s?$)/, '')
}

/** Other ways to write the beginning of a word: "defe" has none, "armou" has "armor". */
export const otherBeginnings = (word: string): string[] =>
  beginnings.flatMap(([one, other]) =>
    word.length > 3 && one.startsWith(word) && !other.startsWith(word) ? [other] : [],
  )
