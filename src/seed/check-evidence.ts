import type { AssertionSeed } from '../facts/attribution.ts'
import type { EvidenceSeed } from '../facts/evidence.ts'
import { countCodePoints, type Span } from '../facts/spans.ts'
import type { Fault, Path } from './faults.ts'
import type { SeedRecord } from './read.ts'

interface EvidenceUse {
  evidence: EvidenceSeed[]
  path: Path
  /** Words the record says stand in the source, and where it says so. */
  words: { text: string; path: Path }[]
  source: string
}

/** Where a record keeps evidence, with the words each list must carry. */
function evidenceUses({ kind, seed }: SeedRecord): EvidenceUse[] {
  const statedIn = (holder: SeedRecord['seed'], path: Path) =>
    ['said', 'as_of', 'window', 'occurred', 'time'].flatMap((clock) =>
      holder[clock]?.as_stated
        ? [{ text: holder[clock].as_stated as string, path: [...path, clock, 'as_stated'] }]
        : [],
    )
  const hedges = (seed.hedges ?? []).map(({ words }: { words: string }, index: number) => ({
    text: words,
    path: ['hedges', index, 'words'],
  }))
  switch (kind.type) {
    case 'mention':
      return [{ evidence: seed.evidence, path: ['evidence'], words: [], source: seed.source }]
    case 'quote': {
      const cue = seed.cue === null ? [] : [{ text: seed.cue, path: ['cue'] }]
      const verbatim = seed.verbatim === null ? [] : [{ text: seed.verbatim, path: ['verbatim'] }]
      const words = [...cue, ...verbatim, ...hedges, ...statedIn(seed, [])]
      return [{ evidence: seed.evidence, path: ['evidence'], words, source: seed.source }]
    }
    case 'estimate': {
      const figure = seed.as_stated_exact ? [{ text: seed.as_stated, path: ['as_stated'] }] : []
      const words = [...figure, ...hedges, ...statedIn(seed, [])]
      return [{ evidence: seed.evidence, path: ['evidence'], words, source: seed.source }]
    }
    case 'event':
    case 'relation': {
      const uses: EvidenceUse[] = seed.assertions.map((assertion: AssertionSeed, index: number) => ({
        evidence: assertion.evidence,
        path: ['assertions', index, 'evidence'],
        words: statedIn(assertion, ['assertions', index]),
        source: seed.source,
      }))
      const all = uses.flatMap(({ evidence }) => evidence)
      return [...uses, { evidence: all, path: ['assertions'], words: statedIn(seed, []), source: seed.source }]
    }
    case 'entity':
      return seed.roles.map((role: SeedRecord['seed'], index: number) => ({
        evidence: role.evidence,
        path: ['roles', index, 'evidence'],
        words: [{ text: role.as_stated, path: ['roles', index, 'as_stated'] }, ...statedIn(role, ['roles', index])],
        source: role.source,
      }))
    default:
      return []
  }
}

/** Laws 1 to 3: what evidence must be, span by span and against the other spans of its text. */
export function checkEvidence(byId: Map<string, SeedRecord>, faults: Fault[]): void {
  const knownText = new Map<string, Map<number, string>>()
  for (const record of byId.values()) {
    for (const { evidence, path, words, source } of evidenceUses(record)) {
      const spanned = evidence.every(({ spans }) => spans !== undefined)
      for (const [index, item] of evidence.entries()) {
        const sourceId = item.source ?? source
        const fault = (inner: Path, message: string) => faults.push(record.fault([...path, index, ...inner], message))
        const target = byId.get(sourceId)
        if (target?.kind.type !== 'source') fault(['source'], `There is no source with the id "${sourceId}".`)
        else if (item.spans !== undefined && target.seed.text === null)
          fault([], `The source "${sourceId}" has no \`text\`, so a span cannot be tested: use \`citation: true\`.`)
        else if (item.spans !== undefined)
          checkSpans(item.spans, target.seed.text, evidence, knownTextOf(knownText, sourceId), fault)
      }
      if (spanned) checkWords(evidence, words, record, faults)
    }
  }
}

const knownTextOf = (all: Map<string, Map<number, string>>, sourceId: string): Map<number, string> => {
  const known = all.get(sourceId) ?? new Map<number, string>()
  all.set(sourceId, known)
  return known
}

interface TextSeed {
  code_points: number
  repeats: { start: number; end: number; offset: number }[]
}

function checkSpans(
  spans: Span[],
  text: TextSeed,
  siblings: EvidenceSeed[],
  known: Map<number, string>,
  fault: (path: Path, message: string) => void,
): void {
  const starts = new Set(siblings.flatMap((sibling) => sibling.spans?.map(({ start }) => start) ?? []))
  for (const [index, span] of spans.entries()) {
    const path = ['spans', index]
    if (span.end > text.code_points) {
      fault([...path, 'end'], `The text has ${text.code_points} code points; the span ends at ${span.end}.`)
      continue
    }
    const before = spans[index - 1]
    if (before !== undefined && before.end > span.start)
      fault([...path, 'start'], 'The spans of one occurrence stand in the order of the text and do not overlap.')
    const clash = learn(known, span)
    if (clash !== null) fault(path, clash)
    for (const repeat of text.repeats) {
      const twin = span.start + twinOffset(span, repeat)
      if (twin !== span.start && !starts.has(twin))
        fault(path, `Stands in a passage that the text repeats; the other occurrence starts at ${twin}.`)
    }
  }
}

/** How far away the same words stand again, where the span lies in a repeated passage or in its repetition; else 0. */
function twinOffset(span: Span, { start, end, offset }: TextSeed['repeats'][number]): number {
  if (span.start >= start && span.end <= end) return offset
  if (span.start >= start + offset && span.end <= end + offset) return -offset
  return 0
}

/** Adds the characters of a span and its context to what is known of the text; says where they disagree with it. */
function learn(known: Map<number, string>, { start, prefix, exact, suffix }: Span): string | null {
  let at = start - countCodePoints(prefix)
  if (at < 0) return `\`prefix\` has more characters than stand before offset ${start}.`
  for (const character of prefix + exact + suffix) {
    const other = known.get(at)
    if (other !== undefined && other !== character)
      return `Disagrees with another span of the same text: at offset ${at} stands ${JSON.stringify(other)} there, ${JSON.stringify(character)} here.`
    known.set(at, character)
    at += 1
  }
  return null
}

/** What a record says the source says must stand in its spans, in each occurrence. */
function checkWords(evidence: EvidenceSeed[], words: EvidenceUse['words'], record: SeedRecord, faults: Fault[]): void {
  for (const { text, path } of words)
    if (!evidence.some(({ spans }) => spans?.some(({ exact }) => exact.includes(text))))
      faults.push(record.fault(path, `${JSON.stringify(text)} stands in no span of the evidence.`))
}
