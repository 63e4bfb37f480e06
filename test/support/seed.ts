/** The chance of a run: the same every time, unless FUZZ_SEED (or FIRE_SEED, of faults) names another seed, or is `random`. */
export function seedFrom(name: 'FUZZ_SEED' | 'FIRE_SEED'): number {
  const named = process.env[name] ?? '20241004'
  return named === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(named)
}
