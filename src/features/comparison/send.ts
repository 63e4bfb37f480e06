import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Snapshot } from '../../db/open.ts'
import { byText, type Claim } from '../../facts/comparison/claims.ts'
import type { Pair } from '../../facts/comparison/pairs.ts'
import { type Survey, surveyPairs } from '../../facts/comparison/search.ts'
import { invalidParameters } from '../../http/contract/problems.ts'
import { defaultLimit, pageOf, pageScope, readCursor } from '../../http/response/pages.ts'
import type { ResponseContent } from '../../http/response/representations.ts'
import { meta } from '../../listing/meta.ts'
import { formatFor, inBatches, sendTable, type TableFormat } from '../../listing/tables.ts'
import { terms, verdicts } from '../../vocabulary.ts'
import { comparedClaimContract } from './claim-contract.ts'
import { renderComparison, renderGroups } from './comparison.ts'
import { groupContract, maxPairs } from './contract.ts'
import { type Between, groupReports, worstBetween } from './groups.ts'
import { pairContract } from './pair-contract.ts'
import type { ComparisonParameters } from './parameters.ts'
import { type Asked, type Compared, readAsked, readClaims } from './reading.ts'
import { renderClaim, renderPair } from './render.ts'
import { refuseWithoutEffect, writeTable } from './tables.ts'
import { inTurns } from './turns.ts'

interface AskedComparison {
  /** Id of the quantity. */
  id: string
  query: ComparisonParameters
  /** The format in the address; undefined: by `Accept`. */
  suffix?: TableFormat
}

/** Sends a comparison as JSON, or its pairs, groups or claims as a table. */
export async function sendComparison(
  request: FastifyRequest,
  reply: FastifyReply,
  { id, query, suffix }: AskedComparison,
): Promise<FastifyReply> {
  const { snapshot } = request
  const { pairs, verdict, limit, cursor, window, condition, strict, tolerance, spreads, group_by, ...filters } = query
  const wantsPairs = pairs ?? verdict !== undefined
  const format = formatFor(request, suffix)
  if (!wantsPairs) refuseWithoutEffect({ verdict }, 'Without effect: `pairs` is false.')
  if (format !== 'json' && wantsPairs) refuseWithoutEffect({ group_by }, 'A table has pairs or groups, not both.')
  const asked = await readAsked(request, id, { window, condition, strict, tolerance, spreads, group_by }, filters)
  const scope = pageScope(request, `/v1/quantities/${id}/comparison`)
  const after = cursor === undefined ? undefined : readCursor(cursor, scope, wantsPairs ? 2 : 1).key
  const isWhole = format !== 'json' && limit === undefined && cursor === undefined
  const page: Page = (rows, keyOf) =>
    pageOf(rows, { scope, limit: isWhole ? rows.length : (limit ?? defaultLimit), after }, keyOf)
  const name = `${id}-${wantsPairs ? 'pairs' : group_by === undefined ? 'claims' : 'groups'}`
  return sendTable(reply, { format, suffix, name }, async () => {
    const compared = await readClaims(snapshot, asked)
    const pairsOf = wantsPairs
      ? async (survey: Survey) => page(await listPairs(survey, verdict ?? terms(verdicts)), pairKey)
      : undefined
    const ask = { snapshot, asked, compared, page, pairsOf }
    return format === 'json' ? jsonOf(ask) : tableOf(ask, format)
  })
}

type Page = <T>(rows: T[], keyOf: (row: T) => (string | null)[]) => ReturnType<typeof pageOf<T>>

interface Ask {
  snapshot: Snapshot
  asked: Asked
  compared: Compared
  /** Cuts one page; in formats that cannot say that there is more, all rows unless a page is asked for. */
  page: Page
  /** The page of the pairs asked for; undefined: none are. */
  pairsOf: ((survey: Survey) => Promise<ReturnType<typeof pageOf<Pair>>>) | undefined
}

const pairKey = ({ first, second }: Pair) => [first.id, second.id]
const claimKey = ({ id }: { id: string }) => [id]

async function jsonOf({ snapshot, asked, compared, page, pairsOf }: Ask): Promise<ResponseContent> {
  const { all, options } = compared
  const survey = await inTurns(surveyPairs(all, options))
  const pairs = await pairsOf?.(survey)
  const claims = pairs ? { ...pairs, rows: claimsOf(pairs.rows) } : page(all, claimKey)
  const groups = await groupsOf(snapshot, asked, compared)
  const data = {
    ...(await renderComparison(snapshot, asked, compared, survey)),
    claims: claims.rows.map((claim) => renderClaim(claim, options)),
    ...(pairs && { pairs: pairs.rows.map(renderPair) }),
    ...(groups && {
      groups: await renderGroups(groups, asked, compared),
      between: (await inTurns(worstBetween(groups, options))).map(renderBetween),
    }),
  }
  const about = { ...meta(snapshot), ...asked.read, ...compared.undated }
  return { body: JSON.stringify({ data, ...claims.next, meta: about }), links: claims.links }
}

async function tableOf(
  { snapshot, asked, compared, page, pairsOf }: Ask,
  format: Exclude<TableFormat, 'json'>,
): Promise<ResponseContent> {
  const { all, options } = compared
  const { quantity } = asked
  if (pairsOf !== undefined) {
    const { rows, links } = await pairsOf(await inTurns(surveyPairs(all, options)))
    const table = { name: 'pairs', contract: pairContract, quantity, snapshot }
    return { body: writeTable(format, table, inBatches(rows, renderPair)), links }
  }
  const groups = await groupsOf(snapshot, asked, compared)
  if (groups !== undefined) {
    const { rows, links } = page(await renderGroups(groups, asked, compared), ({ group }) => [group])
    const table = { name: 'groups', contract: groupContract, quantity, snapshot }
    return { body: writeTable(format, table, [rows]), links }
  }
  const { rows, links } = page(all, claimKey)
  const rendered = inBatches(rows, (claim) => renderClaim(claim, options))
  const table = { name: 'claims', contract: comparedClaimContract, quantity, snapshot }
  return { body: writeTable(format, table, rendered), links }
}

const groupsOf = async (snapshot: Snapshot, { quantity, group_by }: Asked, { reports, options }: Compared) =>
  group_by && (await groupReports(snapshot, { quantity: quantity.id, reports, grouping: group_by }, options))

/** The claims that pairs name, by id. */
const claimsOf = (pairs: Pair[]): Claim[] =>
  [...new Set(pairs.flatMap(({ first, second }) => [first, second]))].sort((one, other) => byText(one.id, other.id))

const renderBetween = ({ first, second, pair }: Between) => ({
  ...{ first, second, verdict: pair.verdict, pair: renderPair(pair) },
})

/** @throws Problem 400 where there are too many to list */
async function listPairs({ counts: { counts }, list }: Survey, wanted: (keyof typeof verdicts)[]) {
  const pairs = await inTurns(list({ verdicts: wanted, limit: maxPairs }))
  if (pairs !== null) return pairs
  const listed = terms(verdicts).map((verdict) => `${counts[verdict] ?? 'unknown'} ${verdict}`)
  const detail = `More than ${maxPairs} pairs would be listed (${listed.join(', ')}). Narrow them down by verdict, or with filters such as claimant, source, origin or said_after.`
  throw invalidParameters([{ parameter: 'pairs', in: 'query', detail }])
}
