/** Changes of a number: "rose by 2 million to 6 million" states 6 million. */
import { lowerAt } from './number-words.ts'
import type { Token } from './tokens.ts'

const verbs =
  /^(?:r[io]se|rises|rising|risen|gr[eo]ws?|grown|growing|growth|increas\w+|jump\w*|climb\w*|rais\w+|soar\w*|surg\w+|f[ae]ll\w*|dropp?\w*|declin\w+|decreas\w+|reduc\w+|cut|cuts|cutting|shr[aiu]nk\w*|sw[eo]ll\w*|plung\w+|plummet\w*|s[aiu]nk|sinking|gain\w*|advanc\w+|lift\w*|widen\w*|slash\w*|went|goes|expand\w*|revis\w+|chang\w+|doubl\w+|tripl\w+|quadrupl\w+|dwindl\w+|slump\w*|sli[dp]\w*|halv\w+|up|down)$/
/** Verbs that take no object, so that a number after them is the change itself. */
const intransitive =
  /^(?:r[io]se|rises|rising|risen|f[ae]ll|falls|fallen|falling|climb\w*|jump\w*|declin\w+|soar\w*|plung\w+|plummet\w*)$/
const nouns = /^(?:rise|growth|increase|jump|surge|fall|drop|decline|decrease|reduction|cut)$/

/** True if a verb of change stands shortly before a place. */
export const followsChange = (tokens: Token[], at: number): boolean =>
  tokens.slice(Math.max(0, at - 5), at).some(({ lower }) => verbs.test(lower))

/**
 * True if a range may be a change and the level that it reaches: "gained 300 to 1,200". After other verbs it is one or
 * the other: "rose", "dropped".
 */
export const mayReach = (tokens: Token[], at: number): boolean =>
  /^(?:gain|add|gr[eo]w|expand|increas|decreas|shr[aiu]nk)(?:s|e[sd]?|ed|n|ing)?$/.test(lowerAt(tokens, at - 1))

/** True if the number after a place is the amount of a change: "rose by", "an increase of", "fell", ", up". */
export function isChangeAt(tokens: Token[], at: number, share: boolean): boolean {
  const [before, previous] = [lowerAt(tokens, at - 1), lowerAt(tokens, at - 2)]
  if (before === 'by') return followsChange(tokens, at - 1)
  if (before === 'of') return nouns.test(previous)
  if (/^(?:up|down)$/.test(before)) return share || /^(?:[,(]|is|are|was|were|)$/.test(previous)
  return intransitive.test(before) || (share && verbs.test(before))
}
