/**
 * The line that shows a fact on its own: its words, and in round brackets its claimants, relays, reporters and dates.
 * Nothing is smoothed: it says if a claimant is not named, and dates stay vague. Quotation marks stand only round words
 * that are recorded as exact.
 */
import { z } from 'zod'
import type { claimantKinds, quoteActs, stances, Term } from '../vocabulary.ts'

/** The people and publishers behind a fact, by name, not id. */
export interface Attribution {
  kind: Term<typeof claimantKinds>
  claimants: string[]
  /** The act of the claimants, unless it is simply a claim: "denial", "narrated". */
  act?: string | undefined
  spokesperson?: string | null | undefined
  addressees?: string[]
  relayedBy?: string[]
  /** In words; null if unknown. */
  said?: string | null | undefined
  /** Publisher of each source or, if that is not known, its title. */
  reportedBy: string[]
  /** In words; null if unknown. */
  published: string | null
  /** Text for a fact whose claimant is not named. */
  nobody?: string
  /** In quotation marks if they are exact. */
  hedges?: string[]
  /** True if the grammar of the source leaves open whether the claimant covers this. */
  isAmbiguous?: boolean
}

export const quoteActWords: Record<Term<typeof quoteActs>, string | undefined> = {
  assertion: undefined,
  denial: 'denial',
  question: 'question',
  demand: 'demand',
}

export const stanceWords: Record<Term<typeof stances>, string> = {
  asserts: 'asserted',
  denies: 'denied',
  questions: 'questioned',
  narrates: 'narrated',
  presupposes: 'presupposed',
}

const listed = (names: string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** The text in the round brackets. */
export function attributionLine(attribution: Attribution): string {
  const {
    kind,
    claimants,
    act,
    spokesperson,
    addressees = [],
    relayedBy = [],
    said,
    reportedBy,
    published,
  } = attribution
  const who = kind === 'none' ? (attribution.nobody ?? 'claimant not named') : listed(claimants)
  const lead = act === undefined ? who : kind === 'none' ? `${act}, ${who}` : `${act} by ${who}`
  const to = addressees.length > 0 ? ` to ${listed(addressees)}` : ''
  // A publisher who speaks, or a claimant who is the only reporter, is not listed again as reporter.
  const reporters = kind === 'publisher' ? [] : reportedBy.filter((name) => name !== listed(claimants))
  return [
    lead + to,
    attribution.isAmbiguous && 'attribution ambiguous',
    spokesperson && `through ${spokesperson}`,
    attribution.hedges?.length && `hedged ${attribution.hedges.join(', ')}`,
    said && `said ${said}`,
    relayedBy.length > 0 && `relayed by ${relayedBy.join(', then ')}`,
    reporters.length > 0 && `reported by ${listed(reporters)}`,
    published,
  ]
    .filter(Boolean)
    .join(', ')
}

/** Words and attributions in one line; brackets replace a full stop at the end of the words. */
export const displayLine = (words: string, ...attributions: Attribution[]): string =>
  `${words.replace(/\.$/, '')} (${attributions.map(attributionLine).join('; ')})`

export interface ShownFigure {
  /** The words of the source or, of a coded figure, its numbers. */
  words: string
  isCoded: boolean
  unit: string
  measure: string
  /** Name of the quantity. */
  quantity: string
  condition: string | null
}

/**
 * A figure in the words of its source. Context that the words alone would lose is added in square brackets, as an
 * editor's addition: the unit, what a share or a coded figure is of, and that a capacity is not a delivery.
 */
export function figureWords({ words, isCoded, unit, measure, quantity, condition }: ShownFigure): string {
  const added: string[] = []
  if (measure === 'share' || isCoded) added.push(quantity)
  else if (!words.toLowerCase().includes(unit)) added.push(`${unit}s`)
  if (measure === 'capacity') added.push(measure)
  return `${words}${added.length > 0 ? ` [${added.join(', ')}]` : ''}${condition === null ? '' : `, ${condition}`}`
}

export const displayContract = z.string().meta({
  description:
    'One line that can stand alone: the words with their hedge, who claims, relays and reports it, and when.',
  examples: ['at least 11,000 containers (U.S. State Department analysts, reported by Foreign Policy, October 2024)'],
})
