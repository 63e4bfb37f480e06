/** Words for one day, month, season or year, and for times that rest on another one; their EDTF. */
import { EdtfError, parseEdtf } from '../edtf.ts'
import { edtfFromWords } from '../time-reading.ts'

const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\b\\.?)'
const day = '\\d{1,2}(?:st|nd|rd|th)?'
const year = '(?:1[89]|20)\\d\\d(?![\\d,.]\\d|\\d|[-–]?(?:mm|GMT|hours)| (?:GMT|UTC|hrs|hours))'
const season = '(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)'
const weekday = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)'
const part =
  '(?:(?:[Vv]ery )?(?:[Ee]arly|[Mm]id|[Ll]ate)[- ](?:in )?|(?:the )?(?:start|beginning|middle|end|close|turn) of (?:the )?)'
const unit = '(?:minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centuries)'
const either = (word: string) => `[${word[0]?.toUpperCase()}${word[0]}]${word.slice(1)}`
const smallWords = 'an a one two three four five six seven eight nine ten eleven twelve twenty several few many'.split(
  ' ',
)
const small = `(?:${smallWords.map(either).join('|')}|[Aa] few|[Aa] couple of|\\d{1,3})`
const rough = '(?:about |around |roughly |nearly |almost |more than |at least |over |some )?'
const hedge = '(?:about|around|roughly|nearly|almost|than|least|over|some|to) '
const named = `(?:${unit}|${weekday}|${month}|${season}|morning|afternoon|evening|night)`

/** Points and periods, the longest form first. */
const points = [
  '\\d{4}-\\d{2}-\\d{2}',
  `${year}[-–/](?:${year}|\\d\\d(?!\\d))`,
  `${day} (?:of )?${month},? ${year}`,
  `${month} ${day}(?: and ${day}| ?[-–] ?${day})?,? ${year}`,
  `(?:the )?(?:first|second|third|fourth|last|final) (?:half|quarter) of ${year}`,
  `Q[1-4] (?:of )?${year}`,
  `${part}?${month}(?: of|,)? ${year}`,
  `(?:the )?${part}?${season}(?: of|,)? ${year}`,
  `${part}?(?:the )?(?:1[89]|20)\\d0s`,
  `${part}?${year}`,
  `${day}(?: and ${day}| ?[-–] ?${day})? (?:of )?${month}`,
  `${month} ${day}(?: and ${day}| ?[-–] ?${day})?(?![\\d,]*\\d)(?! (?:million|billion|thousand|people))`,
  `(?:[Tt]his|[Ll]ast|[Nn]ext|[Ee]arlier this|[Ll]ater this|[Ll]ate last|[Ee]arly last|[Ee]arly this|[Ll]ate this|[Tt]he same|[Tt]he following|[Tt]he previous|[Tt]hat|[Tt]he preceding) ${named}(?:'s)?`,
  `(?:[Tt]he |[Ii]ts |[Tt]heir )?(?:past|last|next|coming|previous|preceding|following|recent|first) (?:${rough}${small} )?${unit}s?`,
  `${rough}${small} (?:${unit}s? and a half|${unit}s?|and a half ${unit}s?)[- ](?:ago|later|earlier|on\\b|prior|into)`,
  `(?<!${hedge})${small} ${unit}s?[- ](?:before|after)`,
  `${part}(?:the |this |last |next )?(?:${unit}|${month}|${season})`,
  `[Yy]esterday(?: (?:morning|evening))?|(?<=\\b(?:[Bb]y|[Bb]efore|[Ss]ince|[Aa]t|[Aa]fter|[Uu]ntil) )(?:Christmas|Easter|Ramadan|New Year)|[Tt]oday|[Tt]omorrow|[Tt]onight|[Oo]vernight`,
  `(?:[Ee]arly |[Ll]ate )?${weekday}(?: (?:morning|afternoon|evening|night))?`,
  `(?<=\\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Tt]o|[Tt]hrough|[Aa]nd|[Bb]etween|[Bb]efore|[Aa]fter|[Dd]uring|[Oo]f) )(?:${part})?(?:${month}|(?:the )?(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)|the [Ff]all)`,
  '[Tt]he weekend',
]
/** Points and periods of time in a sentence. */
export const point = new RegExp(`(?<![\\p{L}\\p{N}$€£][-–]?|[.,]\\d*)(?:${points.join('|')})(?![\\p{L}\\p{N}])`, 'gu')

const halves: Record<string, [string, string]> = { first: ['01', '06'], second: ['07', '12'] }
const quarters = ['01/03', '04/06', '07/09', '10/12']
const quarterNames = ['first', 'second', 'third', 'fourth']

/** The EDTF of a point; null if its words do not name a year. */
export function edtfOf(words: string): string | null {
  const [, half, halfYear] = /(first|second) half of (\d{4})$/i.exec(words) ?? []
  if (half !== undefined)
    return `${halfYear}-${halves[half.toLowerCase()]?.[0]}/${halfYear}-${halves[half.toLowerCase()]?.[1]}`
  const [, name, number, quarterYear] =
    /(?:(first|second|third|fourth) quarter of |Q([1-4]) (?:of )?)(\d{4})$/i.exec(words) ?? []
  if (quarterYear !== undefined) {
    const index = number === undefined ? quarterNames.indexOf(name?.toLowerCase() ?? '') : Number(number) - 1
    const [from, to] = (quarters[index] as string).split('/')
    return `${quarterYear}-${from}/${quarterYear}-${to}`
  }
  const years = /^(\d{4})[-–/](?:\d\d)?(\d\d)$/.exec(words)
  if (years !== null) return valid(`${years[1]}/${years[1]?.slice(0, 2)}${years[2]}`)
  const [, monthName, first, second, ofYear] =
    new RegExp(`^(${month}) (\\d{1,2})(?: and | ?[-–] ?)(\\d{1,2}),? (\\d{4})$`).exec(words) ?? []
  if (ofYear !== undefined) {
    const [from, to] = [first, second].map((one) => edtfFromWords(`${monthName} ${one}, ${ofYear}`))
    return from && to ? valid(`${from}/${to}`) : null
  }
  const bare = words.replace(new RegExp(`^(?:the )?${part}`), '').replace(/^the /i, '')
  if (!/\d{4}|\d0s/.test(bare)) return null
  return valid(edtfFromWords(bare))
}

/** EDTF text that is well formed, else null: "31 June 2023" names no day. */
export function valid(edtf: string | null): string | null {
  if (edtf === null) return null
  try {
    parseEdtf(edtf)
    return edtf
  } catch (error) {
    if (!(error instanceof EdtfError)) throw error
    return null
  }
}
