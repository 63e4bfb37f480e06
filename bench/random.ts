/** Numbers that look random and are the same in every run (mulberry32). */
export function randomFrom(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return {
    next,
    below,
    /** Small numbers far more often than great ones, as words and names are used (log-uniform, close to Zipf's law). */
    skewed: (end: number): number => Math.floor((end + 1) ** next()) - 1,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    chance: (probability: number): boolean => next() < probability,
  }
}
export type Random = ReturnType<typeof randomFrom>
