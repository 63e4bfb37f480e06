import { parseEdtf } from '../../facts/edtf.ts'
import { contextMaxCodePoints, exactMaxUnspaced, exactMaxWords } from '../../facts/spans.ts'
import { csvGuardRule } from '../../http/response/csv.ts'
import { xlsxRule } from '../../http/response/xlsx.ts'
import { listRule, namesRule } from '../../listing/columns.ts'
import type { CodebookConvention } from './contract.ts'

const seasonDays = (['spring', 'summer', 'autumn', 'winter'] as const).map((name, index) => {
  const edtf = `2024-${21 + index}`
  const { earliest, latest } = parseEdtf(edtf).days
  return `${edtf} (${name}) covers ${earliest} to ${latest}`
})

/** Rules for all records, in short. */
export const conventions: CodebookConvention[] = [
  {
    title: 'No fact without evidence',
    text: 'Every mention, quote, estimate, event and relation rests on spans of a text known by its SHA-256, or, where the text is not at hand, on the citation of a source.',
  },
  {
    title: 'Spans can be tested',
    text: `\`start\` and \`end\` count Unicode code points from 0, half-open; \`exact\` has at most ${exactMaxWords} words, and at most ${exactMaxUnspaced} characters of scripts without spaces; \`prefix\` and \`suffix\` at most ${contextMaxCodePoints} code points. The text itself is its publisher's and is not served.`,
  },
  {
    title: 'One fact, many occurrences',
    text: 'What a source says twice is one fact with two occurrences. A longer statement has several parts, in order.',
  },
  {
    title: 'Reported is not asserted',
    text: 'Who claims, who speaks for the claimant, who passes on (`relayed_by`, first to last) and who publishes are different fields. A denial is an assertion of its own. What a question or a noun phrase takes for granted is presupposed, which is neither asserted nor doubted.',
  },
  {
    title: 'Own words and the words of the source',
    text: '`as_stated`, `as_written`, `cue`, `exact` and the `words` of a hedge are those of the source; `gist`, `definition`, `caveats` and `note` are ours. `verbatim` is null unless quotation marks stand in the source. Text in square brackets in a title or in `display` is supplied by the editor.',
  },
  {
    title: 'Unknown, none and zero',
    text: 'null means that nothing is stated or known, never zero. An empty list means that there is none. `claimant_kind` tells a claimant who is not named from none.',
  },
  {
    title: 'Numbers and their sides',
    text: '`low`, `high` and `best` hold only numbers that the words give; `best` is never computed, and nothing is averaged or summed. `low_side` and `high_side` say why a number is missing: `unbounded` where the words set no bound ("at least" sets no ceiling), `unstated` where they imply one and do not name it ("about 5,000" says neither). `low_inclusive` and `high_inclusive` say whether the bound itself is admitted. Sources break low ≤ best ≤ high; that is flagged, not mended.',
  },
  {
    title: 'Spreads',
    text: '`spread` is a range over several estimators nobody names: no one claims the whole of it, and it is no interval of one claim.',
  },
  {
    title: 'Claims, reports and origins',
    text: 'Estimates with the same `claim` report one claim, and those with the same `origin` rest on one knowledge; repeats corroborate nothing. Only an origin of which a source says that it rests on its own collection is `independent`; what is merely taken for so is `assumed_independent`, and is counted apart.',
  },
  {
    title: 'Vague dates',
    text: '`edtf` is as vague as the source; `earliest` and `latest` are the first and last of the widest days it covers, null where nothing bounds that side. `~` (approximate), `?` (uncertain) and `%` (both) widen nothing; they keep a time from ever being sure. `basis` says whether the date is stated, relative to another, noted by us from a page that is not at hand, or inferred.',
  },
  {
    title: 'Seasons',
    text: `Seasons are those of the northern hemisphere and run from the meteorological start to the astronomical end, the widest days anyone means: ${seasonDays.join('; ')}. Winter may be the one that ends or the one that begins in the year.`,
  },
  {
    title: 'Since at least',
    text: '`since_at_least`: the words say that it may have begun earlier, so the start has no first day, only a last. Where the words of a start are narrower than any EDTF text ("mid-2022"), the editor gives its days: `start_earliest` and `start_latest`.',
  },
  {
    title: 'Windows',
    text: 'A window has two sides, each with the days it may fall on. `start_side` and `end_side` are `stated`, `unknown` (EDTF: nothing beside the slash) or `open` (EDTF: `..`).',
  },
  {
    title: 'Filters on time',
    text: '`…_during`, `…_before` and `…_after` match what is possible on the widest days; with `_surely` they match what is true whatever the day was, and never a time that is approximate, uncertain or only inferred. Records without the time match neither; `…_missing=true` finds them. Of a date-time (ISO 8601, as JavaScript and Grafana write it) the day counts, as written.',
  },
  {
    title: 'An entity stands for its parts',
    text: 'A filter for an entity finds what refers to its parts too (`part_of`, at whatever remove), and to whoever may have held an office in it or in one of them (`roles`) when the fact was said, happened or, where neither is known, was published. A role without a stated time counts as held at any time. `meta.read_as` names the entities that each value stood for; `exact=true` takes the entity alone. A part never stands for its whole. Facets count what records name themselves.',
  },
  {
    title: 'Flat rows',
    text: `As CSV and XLSX a record is one row. A column is named by the path of keys joined by \`_\`, as \`said_earliest\`; columns are only ever added. ${namesRule} NDJSON has these names too, after the fields of the record. ${listRule} ${csvGuardRule} In XLSX: ${xlsxRule} Evidence is a table of its own, whose \`fact\` is the id of the record.`,
  },
  {
    title: 'Ids',
    text: 'Ids are given by the editor, unique across all types, and never used again; a withdrawn one is answered with its reason. Ids of evidence are made from what the evidence says.',
  },
]
