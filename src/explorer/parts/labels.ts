/** Parameters and their values as a reader calls them. */
import { edtfInWords } from '../../facts/time-words.ts'
import { counted, numberOf, spoken } from './words.ts'

const labels: Record<string, string> = {
  ...{ about: 'About', act: 'Kind of statement', addressee: 'Spoken to', as_of: 'As of', best: 'Number named' },
  ...{ body: 'Of', builds_on: 'Builds on', by: 'According to', claim: 'Claim', claimant: 'Claimant' },
  ...{ claimant_kind: 'Who speaks', clock: 'Which date', condition: 'Condition', could_be: 'Could be' },
  ...{ fact_type: 'Kind of fact', form: 'Form', independence: 'Independence', known_by: 'Known by', kind: 'Kind' },
  ...{ materiel: 'Materiel', measure: 'What is measured', mode: 'Direct or indirect', modifier: 'Wording' },
  ...{ order: 'Order', origin: 'Origin', publisher: 'Publisher', quantity: 'What is counted', scale: 'Scale' },
  ...{ show: 'Plot or table', source: 'Source', speaker: 'Speaker', spreads: 'Spreads', strict: 'Nothing assumed' },
  ...{ tolerance: 'A number alone may be off by', type: 'Kind of record', window: 'Counted in the time', q: 'Words' },
}

const numberFilter = /^(.+)_([gl])te$/
const timeFilter = /^(?:(.+)_)?(during|before|after)(_surely)?$/

/** True of a parameter whose value is a time. */
export const isOfTime = (name: string): boolean => timeFilter.test(name) || name === 'known_by' || name === 'window'

/** The name of a parameter in words. */
export function labelOf(name: string): string {
  const [, clock, relation, surely] = timeFilter.exec(name) ?? []
  const [, number, side] = numberFilter.exec(name) ?? []
  if (number !== undefined) return `${labelOf(number)} at ${side === 'g' ? 'least' : 'most'}`
  const words =
    relation === undefined
      ? (labels[name] ?? spoken(name))
      : `${clock === undefined ? '' : `${spoken(clock)} `}${surely === undefined ? '' : 'surely '}${relation}`
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

function timeOf(value: string): string {
  try {
    return edtfInWords(value)
  } catch {
    return value
  }
}

function languageOf(tag: string): string {
  try {
    return languages.of(tag) ?? tag
  } catch {
    return tag
  }
}

/**
 * A value of a parameter in words.
 * @param nameOf the name of a record, for its id
 */
export function valueInWords(name: string, value: string, nameOf: (id: string) => string): string {
  if (isOfTime(name)) return timeOf(value)
  if (['claim', 'fact', 'id'].includes(name)) return counted(value.split(',').length, 'record')
  if (name === 'tolerance') return numberOf(Number(value), 'share')
  if (name === 'language') return languageOf(value)
  if (value === 'true' || value === 'false') return value === 'true' ? 'yes' : 'no'
  const values = value.split(',').map((one) => {
    const known = nameOf(one)
    return known === one ? spoken(one) : known
  })
  return values.join(', ')
}
