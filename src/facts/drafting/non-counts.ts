/** Numbers of running prose that count nothing: ages, clocks, rooms, votes, places; beyond those of the reader of figures. */
import type { Figure } from '../stated/read-figures.ts'

/** A number with the words round it. */
interface Surroundings {
  before: string
  words: string
  after: string
}

type Rule = (around: Surroundings, figure: Figure) => boolean

export const telephone = /\+\d[\d ()./-]{5,}\d|\(\d{3}\) ?\d{3}-\d{4}|\b(?:\d{3}-)?\d{3}-\d{4}\b/g

const timeUnit = /^(?:second|minute|hour|day|night|week|weekend|month|quarter|year|decade|centur)\p{L}*$/u
const isBare = (words: string): boolean => /^[\d,.]+$/.test(words)
const isPlain = ({ modifier }: Figure): boolean => modifier === 'unmodified'

/** "Kersten, 58, who", "then 64,"; "the age from 27 to 25"; "most of them over 70", "children under five". */
const isAge: Rule = ({ before, words, after }, { unit, share, low, high, best }) =>
  (/^\d{1,2}$/.test(words) && /(?:\p{Lu}\p{L}+, |, (?:then|now|aged) )$/u.test(before) && after.startsWith(',')) ||
  (/^\d{1,2}$/.test(words) && /\b(?:boy|girl|man|woman|son|daughter|child|teenager|pensioner) of $/.test(before)) ||
  (/^(?:from |to )?\d{1,2}$/.test(words) && /\bages?\b[^.;,]{0,30}$/.test(before)) ||
  (best === null && (low ?? high ?? 100) < 100 && unit === null && !share && agedPeople.test(`${before}${words}`))
const agedPeople =
  /\b(?:them|people|men|women|children|those|residents|civilians|mostly|anyone|everyone|all|aged|adults|girls|boys|males|citizens) (?:(?:is|are|were|was|aged) )?(?:over|under|above|below) \S+$/i

/** A year before a verb that looks like a plural: "the budget for 2024 allots". */
const isYear: Rule = ({ before, words }, figure) =>
  /^(?:19|20)\d[1-9]\b|^20[1-9]0\b/.test(words) &&
  isPlain(figure) &&
  /(?:^|\b(?:for|of|the|a|and|or|year|since|in|late|early|mid)[ -]|['’]s |\()$/i.test(before)

/** "voted 311-112" */
const isVote: Rule = ({ before, words, after }) =>
  isBare(words) && (/^-\d/.test(after) || /\d-$/.test(before)) && /\b(?:vot\p{L}+|won|lost|beat|score)\b/iu.test(before)

/** "the 2 per cent target" */
const isGoal: Rule = ({ after }, { share }) =>
  share && /^["”’']? (?:goal|target|threshold|benchmark|rule|pledge|commitment)\b/.test(after)

const isIdiom: Rule = ({ before, words, after }) =>
  /\bone (?:thing|another)\b|^half (?:again|as|way|past)\b/i.test(words + after) ||
  /\bnone\b/i.test(words) ||
  /\b(?:Group|Gang|Council|Committee|Club|Big) (?:of )?$/.test(before)

/** "for two years", "the first time in 20 years", "12 years in prison" tell of a time. */
const isTime: Rule = ({ before, after }, figure) => {
  if (!timeUnit.test(figure.unit ?? '')) return false
  if (/\btime in $/.test(before) || /^ (?:in|behind) (?:prison|jail|bars)\b/.test(after)) return true
  const isShort = isPlain(figure) && figure.best !== null && figure.best <= 12
  return isShort && /\b(?:for|in|within|over|after|every|of|the|those|these) $/i.test(before)
}

/** "80 km to the west", "12 miles from the border" */
const isBearing: Rule = ({ after }, figure) =>
  isPlain(figure) &&
  /^(?:km|kms|kilomet\p{L}+|miles?|metres?|meters?|mi)$/u.test(figure.unit ?? '') &&
  /^ (?:to the |north|south|east|west|outside|inside|from|away|inland|off|behind|up|down)/.test(after)

/** Parts of the text itself, and words that stand for anything. */
const isUnlisted: Rule = (_around, figure) =>
  isPlain(figure) &&
  /^(?:things|ways|reasons|questions|lessons|takeaways|charts|steps|points|options|scenarios|pages|chapters|occasions|sides|fronts|factors)$/i.test(
    figure.unit ?? '',
  )

/** A stated zero is one of counted things: "no casualties", "no shells were received", "put losses at zero". */
const isNoZero: Rule = ({ before, words, after }, { best }) => {
  if (best !== 0) return false
  if (/^(?:zero|0)$/i.test(words)) return !/\b(?:at|to|was|is|were|are|of) $/.test(before)
  return !/\b(?:casualt|deaths?|injur|fatalit|victims?|losses|prisoners|killed|wounded|hurt|hit|downed|delivered|received|sent|reported|arrived|crossed|fired|left port)/i.test(
    `${words}${after}`,
  )
}

/** "One" counts beside other figures and where people or things came to harm, and is an article otherwise. */
const isArticle: Rule = ({ before, words, after }, { best, share }) =>
  best === 1 &&
  !share &&
  /^one(?! (?:or|to|in|out of)\b)/i.test(words) &&
  !/\b(?:kill|wound|injur|destroy|damag|los|s[ai]nk|shot down|hitting|hit|at least|only|just|exactly|and|leav)\p{L}* $/iu.test(
    before,
  ) &&
  !/\b(?:killed|wounded|injured|hurt|dead|missing|destroyed|damaged|sank|sunk|shot down)\b/.test(
    `${words}${/^[^.;]{0,20}/.exec(after)?.[0]}`,
  )

/** "1430 GMT", "at 9 on" */
const isClock: Rule = ({ before, words, after }, { unit }) =>
  /^\s?(?:GMT|UTC|a\.m\.|p\.m\.|am\b|pm\b|o['’]clock|hours (?:GMT|local)|local time)/.test(after) ||
  /\b(?:GMT|UTC|a\.m|p\.m|o['’]clock)\b|^\d{1,2}(?:am|pm)\b/.test(words) ||
  (/\b(?:at|until|before|by) $/i.test(before) &&
    /^\d{1,2}(?:\.\d\d)?$/.test(words) &&
    /^(?: on|\.?$|,)/.test(after) &&
    unit === null)

/** "Room 12", "Hill 217", "#5" */
const isNumbered: Rule = ({ before, words }, { share }) =>
  !share && ((isBare(words) && /(?:^|[\s(])[+#№]$/.test(before)) || (/^\d{1,4}$/.test(words) && numbered.test(before)))
const numbered =
  /\b(?:platform|track|route|pier|exit|terminal|stop|seat|cabin|cell|level|stage|size|table|figure|note|appendix|room|apartment|flat|gate|line|lot|bus|tram|building|house|hall|channel|floor|ward|district|school|hospital|battalion|paragraph|clause|para|rule|law|decree|order|bill|Protocol|Directive|Regulation|Convention|Paragraph|Clause|Decree|Order|Law|Bill|Act|Rule|Gate|Line|Area|Zone|Sector|District|Ward|Camp|Hill|Height|Point|Battery|Squadron|Battalion|Company|Corps|Army|Fleet|School|Hospital|Station|Channel|House|Hall|Building|Operation|Task Force|Grade|Phase|Category|World War|Boeing|Airbus|Leopard|Abrams) $/

/** "pp. 12-14", "a 300-page report", "a two-thirds majority", "minus 20C" */
const isOfAnother: Rule = ({ before, after }) =>
  /\bpp?\.? ?\d+ ?[-–] ?$/.test(before) || /^(?:-page\b| majority\b| ?°| degrees\b|C\b)/.test(after)

/** "made the journey 14 times" */
const isFrequency: Rule = ({ after }, figure) =>
  isPlain(figure) && (figure.best ?? 100) < 100 && /^ times\b/.test(after)

const rules = [
  isFrequency,
  isOfAnother,
  isAge,
  isYear,
  isVote,
  isGoal,
  isIdiom,
  isTime,
  isBearing,
  isUnlisted,
  isNoZero,
  isArticle,
  isClock,
  isNumbered,
]

/** True of a number that counts nothing. */
export const isNoCount: Rule = (around, figure) => rules.some((rule) => rule(around, figure))
