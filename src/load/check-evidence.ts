import type { AssertionSeed } from '../facts/attribution.ts'
import type { EvidenceSeed } from '../facts/evidence.ts'
import type { Span } from '../facts/spans.ts'
import type { Fault, Path } from './faults.ts'
import { KnownText } from './known-text.ts'
import type { SeedRecord } from './record.ts'
import type { Survey } from './survey.ts'

interface EvidenceUse {
  evidence: EvidenceSeed[]
  path: Path
  /** Words that the record ascribes to the source, and their path in the record. */
  words: { text: string; path: Path }[]
  source: string
}

/** The lists of evidence in a record, with the words that each must contain. */
function evidenceUses({ kind, seed }: SeedRecord): EvidenceUse[] {
  const statedIn = (holder: SeedRecord['seed'], path: Path) =>
    ['said', 'as_of', 'window', 'occurred', 'time'].flatMap((clock) =>
      holder[clock]?.as_stated
        ? [{ text: holder[clock].as_stated as string, path: [...path, clock, 'as_stated'] }]
        : [],
    )
  const hedgesOf = (holder: SeedRecord['seed'], path: Path) =>
    (holder.hedges ?? []).map(({ words }: { words: string }, index: number) => ({
      text: words,
      path: [...path, 'hedges', index, 'words'],
    }))
  const hedges = hedgesOf(seed, [])
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
      const figure =
        seed.as_stated_exact && seed.as_stated !== null ? [{ text: seed.as_stated, path: ['as_stated'] }] : []
      const words = [...figure, ...hedges, ...statedIn(seed, [])]
      return [{ evidence: seed.evidence, path: ['evidence'], words, source: seed.source }]
    }
    case 'event':
    case 'relation': {
      const uses: EvidenceUse[] = seed.assertions.map((assertion: AssertionSeed, index: number) => ({
        evidence: assertion.evidence,
        path: ['assertions', index, 'evidence'],
        words: [...statedIn(assertion, ['assertions', index]), ...hedgesOf(assertion, ['assertions', index])],
        source: seed.source,
      }))
      // The time of the record is in the words of its own source, whatever others say of it.
      const all = uses.flatMap(({ evidence }) => evidence)
      const own = all.filter(({ source = seed.source }) => source === seed.source)
      return [
        ...uses,
        { evidence: own.length > 0 ? own : all, path: ['assertions'], words: statedIn(seed, []), source: seed.source },
      ]
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

/**
 * Laws 1 to 3: tests the evidence of records one by one, each span by itself and against all others of its text.
 * @param knownTexts filled with the code points of each text that spans show, by the id of its source
 */
export function evidenceChecker(
  { shared }: Survey,
  faults: Fault[],
  knownTexts: Map<string, KnownText>,
): (record: SeedRecord) => void {
  const knownTextOf = (source: string): KnownText => {
    const known = knownTexts.get(source) ?? new KnownText()
    knownTexts.set(source, known)
    return known
  }
  return (record) => {
    for (const { evidence, path, words, source } of evidenceUses(record)) {
      const spanned = evidence.every(({ spans }) => spans !== undefined)
      for (const [index, item] of evidence.entries()) {
        const sourceId = item.source ?? source
        const fault = (inner: Path, message: string) => faults.push(record.fault([...path, index, ...inner], message))
        const target = shared.get(sourceId)
        if (target?.kind.type !== 'source') fault(['source'], `There is no source with the id "${sourceId}".`)
        else if (item.spans !== undefined && target.seed.text === null)
          fault([], `The source "${sourceId}" has no \`text\`, so a span cannot be tested: use \`citation: true\`.`)
        else if (item.spans !== undefined)
          checkSpans(item.spans, target.seed.text, evidence, knownTextOf(sourceId), fault)
      }
      if (spanned) checkWords(evidence, words, record, faults)
    }
  }
}

interface TextSeed {
  code_points: number
  repeats: { start: number; end: number; offset: number }[]
}

function checkSpans(
  spans: Span[],
  text: TextSeed,
  siblings: EvidenceSeed[],
  known: KnownText,
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
    const clash = known.learn(span)
    if (clash !== null) fault(path, clash)
    for (const repeat of text.repeats) {
      const twin = span.start + twinOffset(span, repeat)
      if (twin !== span.start && !starts.has(twin))
        fault(path, `Part of a passage that the text repeats; the other occurrence starts at ${twin}.`)
    }
  }
}

/**
 * Distance in code points to the same words in a repeated passage, if the span lies in it or in its repetition; else 0.
 */
function twinOffset(span: Span, { start, end, offset }: TextSeed['repeats'][number]): number {
  if (span.start >= start && span.end <= end) return offset
  if (span.start >= start + offset && span.end <= end + offset) return -offset
  return 0
}

/** Words that a record ascribes to the source must be in its spans, in each occurrence. */
function checkWords(evidence: EvidenceSeed[], words: EvidenceUse['words'], record: SeedRecord, faults: Fault[]): void {
  for (const { text, path } of words)
    if (!evidence.some(({ spans }) => spans?.some(({ exact }) => exact.includes(text))))
      faults.push(record.fault(path, `${JSON.stringify(text)} stands in no span of the evidence.`))
}
