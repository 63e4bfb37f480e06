/**
 * Every closed list of the service, each term with its definition. Tables, seed files, contract and codebook all
 * derive from here. UCDP, SIPRI, W3C, EDTF and PLOVER words are used where they fit.
 */

export type Term<V extends Record<string, string>> = Extract<keyof V, string>
export type RecordType = Term<typeof recordTypes>
export type ReferenceRole = Term<typeof referenceRoles>

/** The terms of a vocabulary, in the order they are written, as the tuple that `z.enum` and CHECKs need. */
export const terms = <V extends Record<string, string>>(vocabulary: V): [Term<V>, ...Term<V>[]] =>
  Object.keys(vocabulary) as [Term<V>, ...Term<V>[]]

export const recordTypes = {
  source: 'A publication that reports facts.',
  entity: 'A person, group, country, organization, place, kind of materiel, agreement or conflict.',
  mention: 'One form in which a source names an entity, with every place where it stands.',
  quote: 'An attributed statement: assertion, denial, question or demand.',
  quantity: 'What is counted, so that only like is compared.',
  claim: 'What somebody put forward once; estimates are its reports.',
  estimate: 'One report of a claim about a quantity in one source.',
  origin: 'Where the knowledge behind an estimate comes from.',
  event: 'A proposition that something happened, with who asserts, denies, questions, narrates or presupposes it.',
  relation:
    'A proposition subject – predicate – object, with who asserts, denies, questions, narrates or presupposes it.',
  evidence: 'A testable span of a text, or the citation of a source, on which a fact rests.',
} as const

/** The subjects of changes: a record, or the description of the dataset itself. */
export const changeTypes = {
  ...recordTypes,
  dataset: 'The title, description, licence and rights of the dataset.',
} as const
export type ChangeType = Term<typeof changeTypes>

export const changeOps = {
  baseline: 'All records of a source that is new, or of the first release, in one.',
  added: 'The record is new.',
  changed: 'Fields of the record were changed.',
  withdrawn: 'The record was withdrawn; its id stays known.',
} as const

export const changeReasons = {
  source_corrected: 'The source corrected itself.',
  extraction_error: 'We had read or recorded the source wrongly, or overlooked it.',
  new_source: 'A source was added.',
  duplicate: 'Another record says the same.',
  superseded: 'Another record takes its place.',
  rule_changed: 'Our rules of recording changed.',
} as const

/** Collections: the last part of the path under /v1 where each type of record is listed. */
export const collections = {
  source: 'sources',
  entity: 'entities',
  mention: 'mentions',
  quote: 'quotes',
  quantity: 'quantities',
  claim: 'claims',
  estimate: 'estimates',
  origin: 'origins',
  event: 'events',
  relation: 'relations',
  evidence: 'evidence',
} as const satisfies Record<RecordType, string>

/**
 * Fields that hold ids, and of records of which type (`same`: that of the record itself); a name means the same in every
 * record.
 */
export const referenceFields: Record<string, RecordType | 'same' | undefined> = {
  part_of: 'same',
  event: 'event',
  country: 'entity',
  source: 'source',
  sources: 'source',
  publisher: 'entity',
  entity: 'entity',
  speakers: 'entity',
  addressees: 'entity',
  relayed_by: 'entity',
  about: 'entity',
  claimants: 'entity',
  spokesperson: 'entity',
  by: 'entity',
  subject: 'entity',
  object: 'entity',
  body: 'entity',
  supplier: 'entity',
  recipient: 'entity',
  materiel: 'entity',
  quantity: 'quantity',
  share_of: 'quantity',
  origin: 'origin',
  origins: 'origin',
  builds_on: 'origin',
  quote: 'quote',
  claim: 'claim',
  reports: 'estimate',
  estimate: 'estimate',
  estimates: 'estimate',
}

export const sourceKinds = {
  news_article: 'An article of a newspaper, magazine, agency or broadcaster.',
  report: 'A report of a state, organization or research group.',
  dataset: 'A published set of data.',
  statement: 'An official statement published by the body that makes it.',
  other: 'A publication of another kind.',
} as const

export const cslTypes = {
  'article-magazine': 'An article of a magazine.',
  'article-newspaper': 'An article of a newspaper.',
  broadcast: 'A radio or television programme.',
  webpage: 'A page known by its address.',
  report: 'A report.',
  dataset: 'A set of data.',
  entry: 'An entry of a work of reference or a database.',
  document: 'A publication whose type is not known more closely.',
} as const

export const citationStyles = {
  apa: 'APA Style, 7th edition.',
  harvard1: 'Cite Them Right, 12th edition (Harvard, author and date).',
  vancouver: 'Citing Medicine, 2nd edition (NLM, Vancouver).',
} as const

export const completenesses = {
  full: 'The text the spans were taken from is the whole publication.',
  excerpt: 'The text the spans were taken from ends before the publication does.',
} as const

export const evidenceLevels = {
  span: 'Words at known offsets of a text known by its SHA-256: anyone who holds the text can test it.',
  citation: 'The source alone; its text was not at hand.',
} as const

export const entityKinds = {
  person: 'A human being.',
  group: 'People referred to together, named or not ("experts").',
  country: 'A state.',
  organization: 'A body with an identity of its own.',
  place: 'A place, or a class of places, that is not a country.',
  materiel: 'Arms, ammunition, equipment, containers or goods.',
  agreement: 'A treaty, pact or contract.',
  conflict: 'An armed conflict.',
} as const

/** Kinds of search that are suggested in place of one that finds nothing. */
export const suggestionKinds = {
  any_type: 'The same words, in records of every type.',
  spelling: 'The nearest words that records have.',
  fewer_words: 'Without the words that no record has, or without the rarest.',
  entity: 'The name of an entity.',
} as const

export const identifierSchemes = {
  iso3166_1_alpha2: 'ISO 3166-1 alpha-2 country code.',
  iso3166_1_alpha3: 'ISO 3166-1 alpha-3 country code.',
  wikidata: 'Wikidata item.',
  gwno: 'Number of a state in the list of Gleditsch and Ward, which UCDP uses.',
  ucdp_actor: 'Number of an actor at UCDP (`side_a_new_id`, `side_b_new_id`).',
  ucdp_conflict: 'Number of a conflict at UCDP (`conflict_new_id`).',
  ucdp_dyad: 'Number of a dyad, two parties that fight, at UCDP (`dyad_new_id`).',
} as const

export const mentionForms = {
  name: 'The name, in full or in part.',
  alias: 'Another name or an abbreviation.',
  adjective: 'The adjective made from a name ("North Korean").',
  metonym: 'A capital or seat that stands for a government or state ("Moscow").',
  title: 'An office or rank that stands for its holder or for the body it belongs to.',
  description: 'Words that describe what has no name ("lawmakers").',
} as const

export const claimantKinds = {
  named: 'A person, state or organization with a name.',
  group: 'Several people known by their place ("U.S. State Department analysts").',
  unnamed_class: 'A class of people without a name ("experts").',
  publisher: 'The source itself speaks.',
  none: 'The source names nobody.',
} as const

export const quoteActs = {
  assertion: 'The speaker says that something is so.',
  denial: 'The speaker says that something is not so; a claim like any other.',
  question: 'The speaker asks.',
  demand: 'The speaker says that something should be done.',
} as const

export const quoteModes = {
  direct: 'In quotation marks in the source.',
  indirect: 'In the words of the source.',
  mixed: 'In the words of the source, with some in quotation marks.',
} as const

export const units = {
  container: { ucum: '{container}', definition: 'A shipping container, of whatever size and load.' },
  shell: { ucum: '{shell}', definition: 'An artillery shell, of whatever calibre; no rockets.' },
  round: { ucum: '{round}', definition: 'A round of artillery or of multiple rocket launchers.' },
  person: { ucum: '{person}', definition: 'A human being.' },
  share: { ucum: '1', definition: 'A part of a whole, from 0 to 1.' },
  week: { ucum: 'wk', definition: 'A week of seven days.' },
  mile: { ucum: '[mi_i]', definition: 'An international statute mile.' },
} as const
export const unitDefinitions = Object.fromEntries(
  Object.entries(units).map(([unit, { definition }]) => [unit, definition]),
) as { [U in keyof typeof units]: string }

export const stages = {
  left: 'Counted when it left the supplier.',
  arrived: 'Counted when it reached the recipient.',
  delivered: 'Counted as sent, shipped, delivered or arrived; the sources do not distinguish these.',
  produced: 'Counted when made.',
  fired: 'Counted when used.',
} as const

export const measures = {
  total: 'A count over a window.',
  rate: 'A count per period.',
  stock: 'A count at a moment.',
  capacity: 'What could be held; nothing says that it was.',
  share: 'A part of another quantity.',
  duration: 'A length of time.',
  distance: 'A length in space.',
} as const

/** Harm to people, where people are counted. */
export const harms = {
  killed: 'Lost their lives.',
  injured: 'Were wounded or hurt, and lived.',
  displaced: 'Had to leave where they lived.',
  missing: 'Nobody knows where they are.',
} as const

/** People counted apart, as UCDP counts deaths (`deaths_a`, `deaths_b`, `deaths_civilians`, `deaths_unknown`). */
export const personStatuses = {
  civilian: 'Civilians.',
  combatant: 'Combatants, of whatever side.',
  side_a: 'Combatants of the first party, side A.',
  side_b: 'Combatants of the second party, side B.',
  unknown: 'People of whom the source does not say what they were.',
} as const

export const estimateForms = {
  stated: 'Words state the figure.',
  coded: 'A coder gives numbers, without words.',
} as const

export const modifiers = {
  unmodified: 'The number stands alone.',
  at_least: 'The number is a floor and may be reached; no ceiling is claimed.',
  more_than: 'The number is a floor and is exceeded; no ceiling is claimed.',
  at_most: 'The number is a ceiling and may be reached; no floor is claimed.',
  less_than: 'The number is a ceiling and is not reached; no floor is claimed.',
  almost: 'The number is a ceiling that is nearly reached ("nearly", "almost"); how nearly is not stated.',
  about: 'The number is near; how near is not stated.',
  between: 'A floor and a ceiling are stated.',
  vague: 'No number is stated ("thousands").',
} as const

export const boundSides = {
  stated: 'The words give this bound.',
  unbounded: 'The words set no bound on this side ("at least" sets no ceiling).',
  unstated: 'The words imply a bound on this side and do not say which ("about 5,000").',
} as const

export const hedgeScopes = {
  value: 'The hedge concerns the number.',
  content: 'The hedge concerns what is counted or said to be so.',
  attribution: 'The hedge concerns who claims it.',
  time: 'The hedge concerns the time.',
} as const

export const qualityFlags = {
  bounds_out_of_order: 'The source breaks low ≤ best ≤ high; kept as published (compare the UCDP GED codebook).',
  attribution_ambiguous: 'The grammar of the source leaves open whether the claimant covers this.',
  relayed_text: 'Noted from a page that relays or reposts another publication.',
  conflicting_reports: 'Another report of the same claim gives another bound.',
  estimated_by_source: 'The source marks the number as an estimate of its own, such as SIPRI does.',
  headline_differs: 'The headline of the source says something else than its text.',
} as const

export const independences = {
  independent: 'Rests on its own collection, as a source says.',
  assumed_independent: 'Taken to rest on its own collection; no source says so.',
  builds_on: 'Rests, in whole or in part, on the origins named.',
  unknown: 'Nothing is known of what it rests on.',
} as const

export const timeBases = {
  stated: 'The source states the date.',
  relative: 'The source states it in relation to another date ("last month"), named in `anchor`.',
  noted: 'The editor recorded it from the page, whose text is not at hand.',
  inferred: 'The editor inferred it from what `anchor` says.',
} as const

export const clocks = {
  published: 'When the source was published, or reported the fact.',
  said: 'When the claimant or speaker said it.',
  as_of: 'The day up to which the claimant says the figure holds.',
  window: 'The span of time the figure covers.',
  occurred: 'When the event happened, or the relation held.',
} as const

export const windowSides = {
  stated: 'The side is stated.',
  unknown: 'The side is not stated (EDTF: nothing beside the slash).',
  open: 'The side is said to be open (EDTF: `..`).',
} as const

export const stances = {
  asserts: 'Says that the proposition holds.',
  denies: 'Says that it does not hold.',
  questions: 'Doubts that it holds, or asks whether it does.',
  narrates: 'Tells it as part of the account, without arguing for it.',
  presupposes: 'Takes it for granted, in a question or a noun phrase ("its deliveries"), without saying it.',
} as const

/** The types of organized violence (UCDP `type_of_violence` 1, 2, 3). */
export const violenceTypes = {
  state_based: 'State-based conflict: a state fights another, or an organized group.',
  non_state: 'Non-state conflict: organized groups fight each other, none of them a state.',
  one_sided: 'One-sided violence: a state or an organized group kills civilians.',
} as const

/** How clearly the reports show single events (UCDP `event_clarity` 1, 2). */
export const eventClarities = {
  high: 'The reports tell of this event by itself.',
  low: 'The reports tell of several incidents together, which are recorded as one event.',
} as const

/** How exactly the place of an event is known (UCDP `where_prec`). */
export const wherePrecisions = {
  1: 'The place itself.',
  2: 'Within about 25 km of the point.',
  3: 'The administrative area of the second order, such as a district; the point stands for it.',
  4: 'The administrative area of the first order, such as a province; the point stands for it.',
  5: 'A line, or an area with vague limits; the point stands for it.',
  6: 'The country; the point stands for it.',
  7: 'International waters or airspace; the point stands for it.',
} as const

/** How exactly the day of an event is known (UCDP `date_prec`). */
export const datePrecisions = {
  1: 'The day.',
  2: 'A range of two to six days.',
  3: 'The week.',
  4: 'The month, or a range of eight days to a month.',
  5: 'More than a month, up to a year.',
} as const

export const eventKinds = {
  organized_violence:
    'An armed force is used by an organized party, and people die (UCDP: event of organized violence).',
  arms_transfer: 'Arms, ammunition or parts move from a supplier to a recipient.',
  transport: 'Cargo is shipped, unloaded or carried on.',
  agreement_signing: 'An agreement is signed.',
  invasion: 'Armed forces of one state enter another.',
  denunciation: 'Actors condemn something in public.',
  exchange: 'Goods, money or services are given in return.',
  assistance: 'Help is given, of whatever kind.',
  battlefield_effect: 'A delivery shows its effect in combat.',
} as const

export const participantRoles = {
  supplier: 'Gives or sends.',
  recipient: 'Is given or sent.',
  materiel: 'What is given, sent or used.',
  carrier: 'What carries it.',
  origin_place: 'Where it starts.',
  destination_place: 'Where it arrives.',
  signatory: 'Signs.',
  agreement: 'What is signed.',
  attacker: 'Attacks.',
  target: 'Is attacked or condemned.',
  actor: 'Acts, where no other role fits.',
  site: 'Where it happens.',
  side_a: 'The first party (UCDP: side A); in one-sided violence, the one that kills.',
  side_b: 'The second party (UCDP: side B); in one-sided violence, the civilians.',
  conflict: 'The conflict, or the dyad within it, that it belongs to.',
} as const

export const predicates = {
  supplies_arms_to: 'The subject gives or sells arms or ammunition to the object.',
  threatens: 'The subject is a danger to the object.',
  sustains: 'The subject helps the object to go on.',
  invades: 'The armed forces of the subject enter the object.',
  party_to: 'The subject is a party to the object.',
  fought_with: 'The subject is fought with the object.',
  resists: 'The subject fights against the object.',
  trades_with: 'The subject exchanges goods, services or money with the object.',
  serves_ambitions_of: 'The subject furthers the ambitions of the object.',
} as const

/** Roles in which a record refers to an entity: the third column of the index behind "everything that mentions X". */
export const referenceRoles = {
  publisher: 'Publishes the source.',
  mentioned: 'Is named by the mention.',
  speaker: 'Speaks in the quote.',
  addressee: 'Is spoken to in the quote.',
  about: 'Is what the quote is about.',
  claimant: 'Puts the estimate forward.',
  spokesperson: 'Speaks for the claimant.',
  relayed_by: 'Passes the claim or statement on.',
  quantity_supplier: 'Supplies what the quantity counts.',
  quantity_recipient: 'Receives what the quantity counts.',
  quantity_materiel: 'Is the materiel the quantity counts.',
  participant: 'Takes part in the event.',
  event_country: 'Is the country in which the event happened.',
  subject: 'Is the subject of the relation.',
  object: 'Is the object of the relation.',
  asserter: 'Asserts, denies, questions, narrates or presupposes the proposition.',
  role_in: 'Is the body in which the entity holds a role.',
  part_of: 'Is what the entity is part of.',
} as const

/** How one claim stands to another of the same quantity. */
export const verdicts = {
  contradicts: 'They cannot both be right: bounds that the words set exclude each other.',
  at_odds: 'They cannot both be right, unless one of their single numbers is off by `tolerance_needed` or more.',
  agrees: 'Their windows are the same, and both can be right; `relation` says how they lie to each other.',
  growth: 'Their windows differ, and both can be right of one total that grows.',
  undecided: 'Vague ends or missing numbers leave it open; `why` says which.',
  not_comparable: 'They are not about the same thing; `why` says what differs.',
} as const

/** Reasons why two claims are undecided or not comparable. */
export const verdictReasons = {
  no_number: 'One of them states no number.',
  same_side: 'Neither sets a bound on a side on which the other could be tested.',
  vague_window: 'Whether their windows are the same, differ or contain each other is not sure.',
  window: 'Their windows differ, and nothing of this quantity carries over from one window to another.',
  condition: 'They hold under different conditions.',
  spread: 'One of them is a range over several unnamed estimators: nobody claims the whole of it.',
} as const

/** How the numbers of one claim lie to those of another that agrees with it. */
export const claimRelations = {
  equal: 'Both admit the same numbers.',
  inside: 'Every number that the first admits, the second admits too.',
  contains: 'Every number that the second admits, the first admits too.',
  overlaps: 'Some numbers satisfy both, and each admits others.',
} as const

/** The one of two claims whose numbers lie above those of the other. */
export const pairSides = {
  first: 'The first: its lower side lies above the upper side of the second.',
  second: 'The second: its lower side lies above the upper side of the first.',
} as const

/** Origins of a bound of a claim in a comparison. */
export const claimSides = {
  ...boundSides,
  tolerance: 'Computed from the number stated with the tolerance the reader gave; stored nowhere.',
} as const

/** Sides on which claims bound a total. */
export const ladderSides = {
  floor: 'A lower bound: so much or more.',
  ceiling: 'An upper bound: so much or less.',
} as const

/** Parts of a claim that lie outside a corridor. */
export const outsideParts = {
  below_floor: 'Below the highest floor.',
  above_ceiling: 'Above the lowest ceiling.',
} as const

/** Assumptions about windows and clocks, in the order in which the smallest set is chosen among equally small ones. */
export const windowAssumptions = {
  start_of_flow: 'The start of the window is not stated: taken as the start of the flow.',
  end_as_of: 'The end of the window is not stated: taken as the day up to which the claimant says it holds.',
  end_said: 'The end of the window is not stated: taken as the day it was said.',
  end_published: 'The end of the window is not stated, nor when it was said: taken as the day it was published.',
  end_of_period:
    'The window ends in a month, season or year that had not passed: its rest is meant too. In pairs only.',
  approximate_as_written: 'An end or clock that is approximate, or only inferred, is taken as it is written.',
  same_end: 'Two ends that are taken from the same clock of the same source are the same day. In pairs only.',
  stated_start_is_start_of_flow:
    'Nothing is counted as moved before a start that is stated. In pairs and for ceilings.',
} as const

/** Attributes by which a comparison groups claims. */
export const groupings = {
  claimant: 'By claimant; a joint claim stands in the group of each.',
  country: 'By the country that a claimant is, belongs to, or held an office of at that time.',
  origin: 'By origin of the knowledge.',
  source: 'By the source that reports it.',
} as const

/** Readings of a range over several unnamed estimators in a comparison. */
export const spreadReadings = {
  apart: 'It stays apart: nobody claims the whole of it.',
  as_interval: 'It is read as one claim.',
} as const

const own = 'own'

/** The standard of each vocabulary; `own` if no standard has the terms that are needed. The codebook states them. */
export const vocabularyStandards = {
  recordTypes: own,
  changeTypes: own,
  changeOps: own,
  changeReasons: own,
  sourceKinds: own,
  cslTypes: 'CSL 1.0.2',
  citationStyles: 'CSL 1.0.2 styles',
  completenesses: own,
  evidenceLevels: own,
  entityKinds: own,
  suggestionKinds: own,
  identifierSchemes: 'ISO 3166-1, Wikidata, Gleditsch and Ward, UCDP',
  mentionForms: own,
  claimantKinds: own,
  quoteActs: own,
  quoteModes: own,
  units: 'UCUM',
  stages: own,
  measures: own,
  harms: own,
  personStatuses: 'own; after the columns of the UCDP GED codebook',
  estimateForms: own,
  modifiers: own,
  boundSides: own,
  hedgeScopes: own,
  qualityFlags: 'own; bounds_out_of_order after the UCDP GED codebook',
  independences: own,
  timeBases: own,
  clocks: own,
  windowSides: 'EDTF (ISO 8601-2)',
  stances: own,
  violenceTypes: 'UCDP GED codebook, type_of_violence',
  eventClarities: 'UCDP GED codebook, event_clarity',
  wherePrecisions: 'UCDP GED codebook, where_prec',
  datePrecisions: 'UCDP GED codebook, date_prec',
  eventKinds: 'own; an event may carry a PLOVER code besides',
  participantRoles: 'own; supplier and recipient after SIPRI',
  predicates: own,
  referenceRoles: own,
  verdicts: own,
  verdictReasons: own,
  claimRelations: own,
  pairSides: own,
  claimSides: own,
  ladderSides: own,
  outsideParts: own,
  windowAssumptions: own,
  groupings: own,
  spreadReadings: own,
} as const
