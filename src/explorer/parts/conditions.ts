/** Conditions under which a reader looks at facts. They go along into every link to a view that takes them. */

const ofFacts = ['known_by', 'source']
const ofClaims = [...ofFacts, 'origin', 'claimant']
const ofComparison = [...ofClaims, 'window', 'tolerance', 'spreads', 'strict']

/**
 * View → conditions that it takes; a view of one record ends in a slash. That of a single fact shows the same under any
 * of them, and has all of them for the way on.
 */
const taken: Record<string, readonly string[]> = {
  ...{ estimates: ofClaims, quotes: ofFacts, 'entities/': ofFacts, 'origins/': ofFacts, 'sources/': ['known_by'] },
  ...Object.fromEntries(
    ['entities', 'events', 'evidence', 'mentions', 'relations', 'timeline'].map((list) => [list, ['source']]),
  ),
  ...Object.fromEntries(
    ['quantities/', 'claims/', 'estimates/', 'events/', 'evidence/', 'mentions/', 'quotes/', 'relations/'].map(
      (view) => [view, ofComparison],
    ),
  ),
}

/** Those conditions of the current address that a view takes. */
export function conditionsFor(view: string, query = new URLSearchParams(location.search)): Record<string, string> {
  const names = (taken[view] ?? []).filter((name) => query.has(name))
  return Object.fromEntries(names.map((name) => [name, query.getAll(name).join()]))
}
