/** The comparison of the claims about one quantity, as JSON. */
import { setImmediate } from 'node:timers/promises'
import type { Snapshot } from '../../db/open.ts'
import { countBehind } from '../../facts/comparison/ladder.ts'
import { extremesOf, newestByClaimant, newestOf } from '../../facts/comparison/newest.ts'
import { isFailing } from '../../facts/comparison/pairs.ts'
import type { FoundPairs, Survey } from '../../facts/comparison/search.ts'
import { summarise } from '../../facts/comparison/summary.ts'
import { type Comparison, type GroupRow, maxFailing, maxPairs, maxRungs } from './contract.ts'
import type { Group } from './groups.ts'
import { levelsOf, renderNotRuledOut } from './levels.ts'
import { findClaimantNames } from './queries.ts'
import { type Asked, aboutOf, type Compared } from './reading.ts'
import { idsOf, renderPair, renderRung } from './render.ts'
import { inTurns } from './turns.ts'
import { wordingOf } from './wording.ts'

/** Everything but the pairs that were asked for. */
export async function renderComparison(
  snapshot: Snapshot,
  asked: Asked,
  compared: Compared,
  survey: Survey,
): Promise<Omit<Comparison, 'claims' | 'groups' | 'between' | 'pairs'>> {
  const { all, claims, condition, options, reports } = compared
  const levels = await levelsOf(claims, condition, options)
  const ladder = levels?.ladder ?? []
  await setImmediate()
  const found = await pairsToShow(survey)
  await setImmediate()
  const extremes = extremesOf(claims, options)
  await setImmediate()
  const newest = newestByClaimant(claims)
  await setImmediate()
  const { claimants, origins } = countBehind(all)
  await setImmediate()
  const not_ruled_out = renderNotRuledOut(levels, compared, asked.window, options)
  await setImmediate()
  const names = await findClaimantNames(snapshot, claims)
  const figure = ({ value, claims }: NonNullable<typeof extremes>['lowest']) => ({ value, claims: idsOf(claims) })
  return {
    ...aboutOf(asked, compared),
    summary: summarise(
      { claims, others: all.length - claims.length },
      levels,
      found,
      wordingOf(claims, asked.quantity, names),
    ),
    counts: {
      ...{ reports: reports.length, claims: all.length, claimants, origins, pairs: found.counts },
      without_number: all.filter(({ numbered }) => numbered.length === 0).length,
    },
    figures: extremes && {
      ...{ lowest: figure(extremes.lowest), highest: figure(extremes.highest), ratio: extremes.ratio },
    },
    not_ruled_out,
    failing: (found.pairs ?? [])
      .filter(({ verdict }) => isFailing(verdict))
      .slice(0, maxFailing)
      .map(renderPair),
    ladder: ladder.slice(0, maxRungs).map(renderRung),
    ladder_count: ladder.length,
    newest: newest.map(({ claimant, reports, undated }) => ({
      ...{ claimant, estimates: idsOf(reports), undated: idsOf(undated) },
    })),
  }
}

/** The pairs for the summary and the list of failing ones: the failing ones alone where there are too many others. */
async function pairsToShow({ counts, list }: Survey): Promise<FoundPairs> {
  const pairs =
    (await inTurns(list({ verdicts: null, limit: maxPairs }))) ??
    (await inTurns(list({ verdicts: ['contradicts', 'at_odds'], limit: maxPairs })))
  return { ...counts, pairs }
}

/** The claims of each group on their own. */
export async function renderGroups(
  groups: Group[],
  { window }: Asked,
  { condition, options }: Compared,
): Promise<GroupRow[]> {
  const rows: GroupRow[] = []
  for (const { group, reports, claims } of groups) {
    const here = claims.filter((claim) => claim.condition === condition)
    const levels = await levelsOf(here, condition, options)
    rows.push({
      ...{ group, reports: reports.length, claims: idsOf(claims), newest: idsOf(newestOf(reports)) },
      not_ruled_out: renderNotRuledOut(levels, { claims: here, condition }, window, options),
      ladder: (levels?.ladder ?? []).slice(0, maxRungs).map(renderRung),
    })
  }
  return rows
}
