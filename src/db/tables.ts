/**
 * The one Drizzle model. A record is a row of `records` (its id, type and rendered JSON) and a row of its own table
 * with the columns that can be filtered; `evidence`, `times`, `entity_references` and `assertions` are shared by all
 * types of fact. Rows are written once, by a load, and never changed.
 */
import { getTableName, type SQL, sql } from 'drizzle-orm'
import {
  type AnySQLiteColumn,
  check,
  customType,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core'
import * as vocabulary from '../vocabulary.ts'
import { terms } from '../vocabulary.ts'

/** A CHECK that a column holds a term of a closed list (or null, where the column allows it). */
function oneOf(column: AnySQLiteColumn, list: Record<string, unknown>) {
  const literals = Object.keys(list).map((term) => (column.dataType === 'number' ? term : `'${term}'`))
  return check(`${getTableName(column.table)}_${column.name}_term`, sql`${column} in (${sql.raw(literals.join(', '))})`)
}

const recordId = () =>
  text()
    .primaryKey()
    .references(() => records.id)
const term = <V extends Record<string, string>>(list: V) => text({ enum: terms(list) })
/** JSON as text, which engines return as it was written. */
const json = customType<{ data: string }>({ dataType: () => 'text' })
const flag = () => integer({ mode: 'boolean' })
/** A name for sorting: letter case and accents folded. */
const sortName = () => text().notNull()

/** An index for each column that a list is filtered or sorted by, with the id for order. */
const ordered = (id: AnySQLiteColumn, ...columns: AnySQLiteColumn[]) =>
  columns.map((column) => index(`${getTableName(column.table)}_by_${column.name}`).on(column as never, id as never))

/** The one row that describes the dataset in this file. */
export const dataset = sqliteTable(
  'dataset',
  {
    singleton: integer().primaryKey(),
    id: text().notNull(),
    title: text().notNull(),
    description: text().notNull(),
    version: text().notNull(),
    date: text().notNull(),
    license_id: text().notNull(),
    license_url: text().notNull(),
    rights: text().notNull(),
    citation: text().notNull(),
    /** SHA-256 over everything that was loaded: two loads with the same digest give the same responses. */
    digest: text().notNull(),
    /** SHA-256 over the rows that are made from records, which shows whether they were changed after the load. */
    rows_digest: text().notNull(),
    /** SHA-256 over the seed files and the build, which shows whether they changed since. */
    seed_digest: text().notNull(),
    /** SHA-256 over the records as they were written: two builds of one version have the same. */
    state: text().notNull(),
    /** When its records last changed, by the seed alone; null for what was not released, which may change at any time. */
    modified_at: text(),
  },
  (table) => [check('dataset_singleton', sql`${table.singleton} = 1`)],
)

/** Every record with the JSON that is served, rendered and checked against the contract when it was loaded. */
export const records = sqliteTable(
  'records',
  {
    id: text().primaryKey(),
    type: term(vocabulary.recordTypes).notNull(),
    body: json().notNull(),
    /** Day of the version that first had it. */
    recorded_date: text().notNull(),
    /** The change that first recorded it; null if it is not released yet. */
    recorded_seq: integer(),
  },
  (table) => [oneOf(table.type, vocabulary.recordTypes), index('records_by_type').on(table.type, table.id)],
)

/** The versions of the dataset, the oldest first. */
export const versions = sqliteTable('versions', {
  id: text('version').primaryKey(),
  rank: integer().notNull(),
  /** Its last change; null if it is not released yet. */
  last_seq: integer(),
  body: json().notNull(),
})

/** The history: each change that was released, as a line of history.ndjson. */
export const changes = sqliteTable(
  'changes',
  {
    id: integer('seq').primaryKey(),
    version: text().notNull(),
    op: term(vocabulary.changeOps).notNull(),
    type: term(vocabulary.changeTypes),
    record: text('id'),
    source: text(),
    reason: term(vocabulary.changeReasons).notNull(),
    /** SHA-256 of the line. */
    link: text().notNull(),
    body: json().notNull(),
  },
  (table) => [
    oneOf(table.op, vocabulary.changeOps),
    oneOf(table.type, vocabulary.changeTypes),
    oneOf(table.reason, vocabulary.changeReasons),
    index('changes_by_id').on(table.record, table.id),
  ],
)

/**
 * The records as the full-text index `search` (FTS5, in the migrations) numbers them. The index holds tokens alone; the
 * texts that they are from are in the body.
 */
export const searchDocuments = sqliteTable(
  'search_documents',
  {
    document: integer().primaryKey(),
    id: text()
      .notNull()
      .references(() => records.id),
    type: term(vocabulary.recordTypes).notNull(),
    /** Names, aliases and codes of the entities it refers to, joined by `textSeparator`. */
    entities: text().notNull(),
  },
  (table) => [oneOf(table.type, vocabulary.recordTypes), index('search_documents_by_id').on(table.id)],
)

/** Words of the documents that a search finds, which a reader may have meant, and how often each was met. */
export const searchWords = sqliteTable('search_words', {
  word: text().primaryKey(),
  count: integer().notNull(),
})

/** Ids out of use. They are never given again. */
export const retired = sqliteTable(
  'retired',
  {
    id: text().primaryKey(),
    type: term(vocabulary.recordTypes).notNull(),
    reason: text().notNull(),
    version: text().notNull(),
    superseded_by: text().references(() => records.id),
    /** The change that first recorded it; null if it was never released as a record. */
    recorded_seq: integer(),
  },
  (table) => [oneOf(table.type, vocabulary.recordTypes)],
)

export const sources = sqliteTable(
  'sources',
  {
    id: recordId(),
    kind: term(vocabulary.sourceKinds).notNull(),
    sort_title: sortName(),
    publisher: text().references(() => entities.id),
    language: text().notNull(),
    completeness: term(vocabulary.completenesses),
    published_earliest: text(),
    published_latest: text(),
  },
  (table) => [
    oneOf(table.kind, vocabulary.sourceKinds),
    oneOf(table.completeness, vocabulary.completenesses),
    ...ordered(table.id, table.kind, table.sort_title, table.publisher, table.language, table.completeness),
    ...ordered(table.id, table.published_earliest, table.published_latest),
  ],
)

export const entities = sqliteTable(
  'entities',
  {
    id: recordId(),
    kind: term(vocabulary.entityKinds).notNull(),
    sort_name: sortName(),
    named: flag().notNull(),
    implied: flag().notNull(),
    part_of: text().references((): AnySQLiteColumn => entities.id),
  },
  (table) => [
    oneOf(table.kind, vocabulary.entityKinds),
    ...ordered(table.id, table.kind, table.sort_name, table.named, table.implied, table.part_of),
  ],
)

/** Names, aliases and identifiers of entities; filters find them by `folded`, the `nameKey`. */
export const entityNames = sqliteTable(
  'entity_names',
  {
    entity: text()
      .notNull()
      .references(() => entities.id),
    name: text().notNull(),
    folded: text().notNull(),
    scheme: text().notNull(),
    /** The key by which a search finds it; null if it may mean another entity. */
    search_key: text(),
  },
  (table) => [
    primaryKey({ columns: [table.entity, table.scheme, table.name] }),
    index('entity_names_by_folded').on(table.folded),
    index('entity_names_by_search_key').on(table.search_key),
  ],
)

export const mentions = sqliteTable(
  'mentions',
  {
    id: recordId(),
    entity: text()
      .notNull()
      .references(() => entities.id),
    source: text()
      .notNull()
      .references(() => sources.id),
    form: term(vocabulary.mentionForms).notNull(),
  },
  (table) => [oneOf(table.form, vocabulary.mentionForms), ...ordered(table.id, table.entity, table.source, table.form)],
)

export const quotes = sqliteTable(
  'quotes',
  {
    id: recordId(),
    source: text()
      .notNull()
      .references(() => sources.id),
    act: term(vocabulary.quoteActs).notNull(),
    mode: term(vocabulary.quoteModes).notNull(),
    claimant_kind: term(vocabulary.claimantKinds).notNull(),
    said_earliest: text(),
    said_latest: text(),
    published_earliest: text(),
    published_latest: text(),
  },
  (table) => [
    oneOf(table.act, vocabulary.quoteActs),
    oneOf(table.mode, vocabulary.quoteModes),
    oneOf(table.claimant_kind, vocabulary.claimantKinds),
    ...ordered(table.id, table.source, table.act, table.mode, table.claimant_kind),
    ...ordered(table.id, table.said_earliest, table.said_latest, table.published_earliest, table.published_latest),
  ],
)

export const quantities = sqliteTable(
  'quantities',
  {
    id: recordId(),
    sort_name: sortName(),
    unit: text({ enum: terms(vocabulary.unitDefinitions) }).notNull(),
    event: text().references((): AnySQLiteColumn => events.id),
    harm: term(vocabulary.harms),
    status: term(vocabulary.personStatuses),
    supplier: text().references(() => entities.id),
    recipient: text().references(() => entities.id),
    stage: term(vocabulary.stages),
    measure: term(vocabulary.measures).notNull(),
    per: text(),
    share_of: text().references((): AnySQLiteColumn => quantities.id),
    additive: flag().notNull(),
  },
  (table) => [
    oneOf(table.unit, vocabulary.units),
    oneOf(table.stage, vocabulary.stages),
    oneOf(table.measure, vocabulary.measures),
    oneOf(table.harm, vocabulary.harms),
    oneOf(table.status, vocabulary.personStatuses),
    check('quantities_per', sql`(${table.per} is not null) = (${table.measure} = 'rate')`),
    check('quantities_share_of', sql`(${table.share_of} is not null) = (${table.measure} = 'share')`),
    ...ordered(table.id, table.sort_name, table.unit, table.supplier, table.recipient, table.stage, table.measure),
    ...ordered(table.id, table.event, table.harm, table.status),
  ],
)

export const claims = sqliteTable('claims', {
  id: recordId(),
  quantity: text()
    .notNull()
    .references(() => quantities.id),
})

export const origins = sqliteTable(
  'origins',
  { id: recordId(), sort_name: sortName(), independence: term(vocabulary.independences).notNull() },
  (table) => [
    oneOf(table.independence, vocabulary.independences),
    ...ordered(table.id, table.sort_name, table.independence),
  ],
)

export const originBases = sqliteTable(
  'origin_bases',
  {
    origin: text()
      .notNull()
      .references(() => origins.id),
    builds_on: text()
      .notNull()
      .references(() => origins.id),
  },
  (table) => [
    primaryKey({ columns: [table.origin, table.builds_on] }),
    index('origin_bases_reverse').on(table.builds_on),
  ],
)

/** Bounds have no CHECK on their order: sources break it, and such bounds are recorded with a quality flag. */
export const estimates = sqliteTable(
  'estimates',
  {
    id: recordId(),
    source: text()
      .notNull()
      .references(() => sources.id),
    quantity: text()
      .notNull()
      .references(() => quantities.id),
    claim: text()
      .notNull()
      .references(() => claims.id),
    origin: text().references(() => origins.id),
    quote: text().references(() => quotes.id),
    claimant_kind: term(vocabulary.claimantKinds).notNull(),
    form: term(vocabulary.estimateForms).notNull(),
    modifier: term(vocabulary.modifiers).notNull(),
    low: real(),
    high: real(),
    best: real(),
    low_inclusive: flag(),
    high_inclusive: flag(),
    low_side: term(vocabulary.boundSides).notNull(),
    high_side: term(vocabulary.boundSides).notNull(),
    spread: flag().notNull(),
    said_earliest: text(),
    said_latest: text(),
    as_of_earliest: text(),
    as_of_latest: text(),
    window_earliest: text(),
    window_latest: text(),
    published_earliest: text(),
    published_latest: text(),
  },
  (table) => [
    oneOf(table.claimant_kind, vocabulary.claimantKinds),
    oneOf(table.form, vocabulary.estimateForms),
    oneOf(table.modifier, vocabulary.modifiers),
    oneOf(table.low_side, vocabulary.boundSides),
    oneOf(table.high_side, vocabulary.boundSides),
    check('estimates_low_stated', sql`(${table.low} is not null) = (${table.low_side} = 'stated')`),
    check('estimates_high_stated', sql`(${table.high} is not null) = (${table.high_side} = 'stated')`),
    check('estimates_low_inclusive', sql`(${table.low} is null) = (${table.low_inclusive} is null)`),
    check('estimates_high_inclusive', sql`(${table.high} is null) = (${table.high_inclusive} is null)`),
    ...ordered(table.id, table.source, table.quantity, table.claim, table.origin, table.quote, table.claimant_kind),
    ...ordered(table.id, table.form, table.modifier, table.low, table.high, table.best),
    ...ordered(table.id, table.low_side, table.high_side),
    ...ordered(table.id, table.spread, table.said_earliest, table.said_latest, table.as_of_earliest),
    ...ordered(table.id, table.as_of_latest, table.window_earliest, table.window_latest),
    ...ordered(table.id, table.published_earliest, table.published_latest),
  ],
)

/** Data of an estimate for comparisons, derived from the record; rows of one quantity are stored together. */
export const reports = sqliteTable(
  'reports',
  {
    quantity: text()
      .notNull()
      .references(() => quantities.id),
    estimate: text()
      .notNull()
      .references(() => estimates.id),
    body: json().notNull(),
  },
  (table) => [primaryKey({ columns: [table.quantity, table.estimate] })],
)

export const estimateBases = sqliteTable(
  'estimate_bases',
  {
    estimate: text()
      .notNull()
      .references(() => estimates.id),
    derived_from: text()
      .notNull()
      .references(() => estimates.id),
    factor: real(),
  },
  (table) => [
    primaryKey({ columns: [table.estimate, table.derived_from] }),
    index('estimate_bases_reverse').on(table.derived_from),
  ],
)

export const events = sqliteTable(
  'events',
  {
    id: recordId(),
    kind: term(vocabulary.eventKinds).notNull(),
    disputed: flag().notNull(),
    part_of: text().references((): AnySQLiteColumn => events.id),
    type_of_violence: term(vocabulary.violenceTypes),
    event_clarity: term(vocabulary.eventClarities),
    date_precision: integer(),
    where_precision: integer(),
    latitude: real(),
    longitude: real(),
    adm_1: text(),
    adm_2: text(),
    occurred_earliest: text(),
    occurred_latest: text(),
  },
  (table) => [
    oneOf(table.kind, vocabulary.eventKinds),
    oneOf(table.type_of_violence, vocabulary.violenceTypes),
    oneOf(table.event_clarity, vocabulary.eventClarities),
    oneOf(table.date_precision, vocabulary.datePrecisions),
    oneOf(table.where_precision, vocabulary.wherePrecisions),
    ...ordered(table.id, table.kind, table.disputed, table.part_of, table.occurred_earliest, table.occurred_latest),
    ...ordered(table.id, table.type_of_violence, table.event_clarity, table.date_precision, table.where_precision),
    ...ordered(table.id, table.latitude, table.adm_1, table.adm_2),
  ],
)

export const relations = sqliteTable(
  'relations',
  {
    id: recordId(),
    subject: text()
      .notNull()
      .references(() => entities.id),
    predicate: term(vocabulary.predicates).notNull(),
    object: text()
      .notNull()
      .references(() => entities.id),
    disputed: flag().notNull(),
    occurred_earliest: text(),
    occurred_latest: text(),
  },
  (table) => [
    oneOf(table.predicate, vocabulary.predicates),
    ...ordered(table.id, table.subject, table.predicate, table.object, table.disputed),
    ...ordered(table.id, table.occurred_earliest, table.occurred_latest),
  ],
)

/** Parties that assert, deny, question, narrate or presuppose an event or a relation. */
export const assertions = sqliteTable(
  'assertions',
  {
    fact: text()
      .notNull()
      .references(() => records.id),
    position: integer().notNull(),
    source: text()
      .notNull()
      .references(() => sources.id),
    stance: term(vocabulary.stances).notNull(),
    claimant_kind: term(vocabulary.claimantKinds).notNull(),
    quote: text().references(() => quotes.id),
  },
  (table) => [
    primaryKey({ columns: [table.fact, table.position] }),
    oneOf(table.stance, vocabulary.stances),
    oneOf(table.claimant_kind, vocabulary.claimantKinds),
    index('assertions_by_quote').on(table.quote),
    index('assertions_by_source').on(table.source, table.fact),
  ],
)

/**
 * Everything that refers to an entity, and how: to itself (`direct`) or, where that is not so, to one of its parts or to
 * someone who may have held an office in it at that time.
 */
export const entityReferences = sqliteTable(
  'entity_references',
  {
    fact: text()
      .notNull()
      .references(() => records.id),
    entity: text()
      .notNull()
      .references(() => entities.id),
    role: term(vocabulary.referenceRoles).notNull(),
    direct: flag().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.fact, table.role, table.entity] }),
    oneOf(table.role, vocabulary.referenceRoles),
    index('entity_references_by_entity').on(table.entity, table.role, table.fact),
  ],
)

export const evidence = sqliteTable(
  'evidence',
  {
    id: recordId(),
    fact: text()
      .notNull()
      .references(() => records.id),
    fact_type: term(vocabulary.recordTypes).notNull(),
    source: text()
      .notNull()
      .references(() => sources.id),
    level: term(vocabulary.evidenceLevels).notNull(),
    start: integer(),
    end: integer(),
  },
  (table) => [
    oneOf(table.level, vocabulary.evidenceLevels),
    oneOf(table.fact_type, vocabulary.recordTypes),
    check(
      'evidence_span',
      sql`(${table.level} = 'span') = (${table.start} is not null and ${table.end} > ${table.start})`,
    ),
    ...ordered(table.id, table.fact, table.fact_type, table.source, table.level, table.start, table.end),
  ],
)

/** Days in the order of the timeline: a side without a bound comes after every day. */
export const inTime = {
  earliest: (table: { earliest: AnySQLiteColumn }): SQL => sql`coalesce(${table.earliest}, '~')`,
  latest: (table: { latest: AnySQLiteColumn }): SQL => sql`coalesce(${table.latest}, '~')`,
}

/**
 * The dates of every fact, which are the entries of the timeline. Days are text YYYY-MM-DD; null if that side has no
 * bound. A date that is not known has no row.
 */
export const times = sqliteTable(
  'times',
  {
    /** Fact and clock, joined by a full stop, which no id contains. */
    id: text().primaryKey(),
    fact: text()
      .notNull()
      .references(() => records.id),
    fact_type: term(vocabulary.recordTypes).notNull(),
    clock: term(vocabulary.clocks).notNull(),
    edtf: text().notNull(),
    earliest: text(),
    latest: text(),
    /** True of a time that is uncertain, approximate or only inferred, and so never sure. */
    qualified: flag().notNull(),
    start_side: term(vocabulary.windowSides).notNull(),
    start_earliest: text(),
    start_latest: text(),
    end_side: term(vocabulary.windowSides).notNull(),
    end_earliest: text(),
    end_latest: text(),
  },
  (table) => [
    oneOf(table.fact_type, vocabulary.recordTypes),
    oneOf(table.clock, vocabulary.clocks),
    oneOf(table.start_side, vocabulary.windowSides),
    oneOf(table.end_side, vocabulary.windowSides),
    index('times_by_clock_and_earliest').on(table.clock, table.earliest, table.fact),
    index('times_in_order').on(inTime.earliest(table), inTime.latest(table), table.id),
    ...ordered(table.id, table.earliest, table.latest, table.clock, table.fact_type, table.fact),
    index('times_by_clock_and_latest').on(table.clock, table.latest, table.fact),
  ],
)
