import type { Random } from './random.ts'

/** Words of reports on deliveries, the commonest first; invented words follow them. */
const known =
  'shells the of containers artillery to in from rounds delivered shipped ammunition port army factory analysts ministry ' +
  'border train weapons officials report supply depot vessel cargo front brigade missiles imagery satellite drones agency ' +
  'transfer estimate stock convoy rocket mortar howitzer storage rail terminal route deal pact sanctions inspection'

const syllables = 'ba ko ri ta ne mu sol ven dar il or ash ter quin pel ga ru mi thos len vi za ny cor'.split(' ')

/** So many words: those of the trade, then invented ones, each once. */
export function vocabularyOf(size: number, random: Random): string[] {
  const words = new Set(known.split(' '))
  while (words.size < size)
    words.add(Array.from({ length: 2 + random.below(3) }, () => random.pick(syllables)).join(''))
  return [...words]
}

/** A name of two invented words in capitals; some have accents, as names have. */
export function nameOf(number: number, random: Random): string {
  const part = () => {
    const word = Array.from({ length: 2 + random.below(2) }, () => random.pick(syllables)).join('')
    return word.slice(0, 1).toUpperCase() + word.slice(1)
  }
  const name = `${part()} ${part()}`
  return `${random.chance(0.1) ? name.replace(/a/, 'á').replace(/o/, 'ö') : name} ${number.toString(36)}`
}
