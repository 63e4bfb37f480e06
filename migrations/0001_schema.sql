create table "assertions" (
  "fact" text not null,
  "position" integer not null,
  "source" text not null,
  "stance" text not null,
  "claimant_kind" text not null,
  "quote" text,
  primary key ("fact", "position"),
  foreign key ("fact") references "records" ("id"),
  foreign key ("source") references "sources" ("id"),
  foreign key ("quote") references "quotes" ("id"),
  constraint "assertions_stance_term" check ("stance" in ('asserts', 'denies', 'questions', 'narrates', 'presupposes')),
  constraint "assertions_claimant_kind_term" check ("claimant_kind" in ('named', 'group', 'unnamed_class', 'publisher', 'none'))
) strict;
create index "assertions_by_quote" on "assertions" ("quote");
create index "assertions_by_source" on "assertions" ("source", "fact");
create table "changes" (
  "seq" integer primary key not null,
  "version" text not null,
  "op" text not null,
  "type" text,
  "id" text,
  "source" text,
  "reason" text not null,
  "link" text not null,
  "body" text not null,
  constraint "changes_op_term" check ("op" in ('baseline', 'added', 'changed', 'withdrawn')),
  constraint "changes_type_term" check ("type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence', 'dataset')),
  constraint "changes_reason_term" check ("reason" in ('source_corrected', 'extraction_error', 'new_source', 'duplicate', 'superseded', 'rule_changed'))
) strict;
create index "changes_by_id" on "changes" ("id", "seq");
create table "claims" (
  "id" text primary key not null,
  "quantity" text not null,
  foreign key ("id") references "records" ("id"),
  foreign key ("quantity") references "quantities" ("id")
) strict;
create table "dataset" (
  "singleton" integer primary key not null,
  "id" text not null,
  "title" text not null,
  "description" text not null,
  "version" text not null,
  "date" text not null,
  "license_id" text not null,
  "license_url" text not null,
  "rights" text not null,
  "citation" text not null,
  "digest" text not null,
  "rows_digest" text not null,
  "seed_digest" text not null,
  "state" text not null,
  "modified_at" text,
  constraint "dataset_singleton" check ("singleton" = 1)
) strict;
create table "entities" (
  "id" text primary key not null,
  "kind" text not null,
  "sort_name" text not null,
  "named" integer not null,
  "implied" integer not null,
  "part_of" text,
  foreign key ("id") references "records" ("id"),
  foreign key ("part_of") references "entities" ("id"),
  constraint "entities_kind_term" check ("kind" in ('person', 'group', 'country', 'organization', 'place', 'materiel', 'agreement', 'conflict'))
) strict;
create index "entities_by_kind" on "entities" ("kind", "id");
create index "entities_by_sort_name" on "entities" ("sort_name", "id");
create index "entities_by_named" on "entities" ("named", "id");
create index "entities_by_implied" on "entities" ("implied", "id");
create index "entities_by_part_of" on "entities" ("part_of", "id");
create table "entity_names" (
  "entity" text not null,
  "name" text not null,
  "folded" text not null,
  "scheme" text not null,
  primary key ("entity", "scheme", "name"),
  foreign key ("entity") references "entities" ("id")
) strict;
create index "entity_names_by_folded" on "entity_names" ("folded");
create table "entity_references" (
  "fact" text not null,
  "entity" text not null,
  "role" text not null,
  "direct" integer not null,
  primary key ("fact", "role", "entity"),
  foreign key ("fact") references "records" ("id"),
  foreign key ("entity") references "entities" ("id"),
  constraint "entity_references_role_term" check ("role" in ('publisher', 'mentioned', 'speaker', 'addressee', 'about', 'claimant', 'spokesperson', 'relayed_by', 'quantity_supplier', 'quantity_recipient', 'quantity_materiel', 'participant', 'subject', 'object', 'asserter', 'role_in', 'part_of'))
) strict;
create index "entity_references_by_entity" on "entity_references" ("entity", "role", "fact");
create table "estimate_bases" (
  "estimate" text not null,
  "derived_from" text not null,
  "factor" real,
  primary key ("estimate", "derived_from"),
  foreign key ("estimate") references "estimates" ("id"),
  foreign key ("derived_from") references "estimates" ("id")
) strict;
create index "estimate_bases_reverse" on "estimate_bases" ("derived_from");
create table "estimates" (
  "id" text primary key not null,
  "source" text not null,
  "quantity" text not null,
  "claim" text not null,
  "origin" text,
  "quote" text,
  "claimant_kind" text not null,
  "modifier" text not null,
  "low" real,
  "high" real,
  "best" real,
  "low_inclusive" integer,
  "high_inclusive" integer,
  "low_side" text not null,
  "high_side" text not null,
  "spread" integer not null,
  "said_earliest" text,
  "said_latest" text,
  "as_of_earliest" text,
  "as_of_latest" text,
  "window_earliest" text,
  "window_latest" text,
  "published_earliest" text,
  "published_latest" text,
  foreign key ("id") references "records" ("id"),
  foreign key ("source") references "sources" ("id"),
  foreign key ("quantity") references "quantities" ("id"),
  foreign key ("claim") references "claims" ("id"),
  foreign key ("origin") references "origins" ("id"),
  foreign key ("quote") references "quotes" ("id"),
  constraint "estimates_claimant_kind_term" check ("claimant_kind" in ('named', 'group', 'unnamed_class', 'publisher', 'none')),
  constraint "estimates_modifier_term" check ("modifier" in ('unmodified', 'at_least', 'more_than', 'at_most', 'less_than', 'almost', 'about', 'between', 'vague')),
  constraint "estimates_low_side_term" check ("low_side" in ('stated', 'unbounded', 'unstated')),
  constraint "estimates_high_side_term" check ("high_side" in ('stated', 'unbounded', 'unstated')),
  constraint "estimates_low_stated" check (("low" is not null) = ("low_side" = 'stated')),
  constraint "estimates_high_stated" check (("high" is not null) = ("high_side" = 'stated')),
  constraint "estimates_low_inclusive" check (("low" is null) = ("low_inclusive" is null)),
  constraint "estimates_high_inclusive" check (("high" is null) = ("high_inclusive" is null))
) strict;
create index "estimates_by_source" on "estimates" ("source", "id");
create index "estimates_by_quantity" on "estimates" ("quantity", "id");
create index "estimates_by_claim" on "estimates" ("claim", "id");
create index "estimates_by_origin" on "estimates" ("origin", "id");
create index "estimates_by_quote" on "estimates" ("quote", "id");
create index "estimates_by_claimant_kind" on "estimates" ("claimant_kind", "id");
create index "estimates_by_modifier" on "estimates" ("modifier", "id");
create index "estimates_by_low" on "estimates" ("low", "id");
create index "estimates_by_high" on "estimates" ("high", "id");
create index "estimates_by_best" on "estimates" ("best", "id");
create index "estimates_by_low_side" on "estimates" ("low_side", "id");
create index "estimates_by_high_side" on "estimates" ("high_side", "id");
create index "estimates_by_spread" on "estimates" ("spread", "id");
create index "estimates_by_said_earliest" on "estimates" ("said_earliest", "id");
create index "estimates_by_said_latest" on "estimates" ("said_latest", "id");
create index "estimates_by_as_of_earliest" on "estimates" ("as_of_earliest", "id");
create index "estimates_by_as_of_latest" on "estimates" ("as_of_latest", "id");
create index "estimates_by_window_earliest" on "estimates" ("window_earliest", "id");
create index "estimates_by_window_latest" on "estimates" ("window_latest", "id");
create index "estimates_by_published_earliest" on "estimates" ("published_earliest", "id");
create index "estimates_by_published_latest" on "estimates" ("published_latest", "id");
create table "events" (
  "id" text primary key not null,
  "kind" text not null,
  "disputed" integer not null,
  "part_of" text,
  "occurred_earliest" text,
  "occurred_latest" text,
  foreign key ("id") references "records" ("id"),
  foreign key ("part_of") references "events" ("id"),
  constraint "events_kind_term" check ("kind" in ('arms_transfer', 'transport', 'agreement_signing', 'invasion', 'denunciation', 'exchange', 'assistance', 'battlefield_effect'))
) strict;
create index "events_by_kind" on "events" ("kind", "id");
create index "events_by_disputed" on "events" ("disputed", "id");
create index "events_by_part_of" on "events" ("part_of", "id");
create index "events_by_occurred_earliest" on "events" ("occurred_earliest", "id");
create index "events_by_occurred_latest" on "events" ("occurred_latest", "id");
create table "evidence" (
  "id" text primary key not null,
  "fact" text not null,
  "fact_type" text not null,
  "source" text not null,
  "level" text not null,
  "start" integer,
  "end" integer,
  foreign key ("id") references "records" ("id"),
  foreign key ("fact") references "records" ("id"),
  foreign key ("source") references "sources" ("id"),
  constraint "evidence_level_term" check ("level" in ('span', 'citation')),
  constraint "evidence_fact_type_term" check ("fact_type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence')),
  constraint "evidence_span" check (("level" = 'span') = ("start" is not null and "end" > "start"))
) strict;
create index "evidence_by_fact" on "evidence" ("fact", "id");
create index "evidence_by_fact_type" on "evidence" ("fact_type", "id");
create index "evidence_by_source" on "evidence" ("source", "id");
create index "evidence_by_level" on "evidence" ("level", "id");
create index "evidence_by_start" on "evidence" ("start", "id");
create index "evidence_by_end" on "evidence" ("end", "id");
create table "mentions" (
  "id" text primary key not null,
  "entity" text not null,
  "source" text not null,
  "form" text not null,
  foreign key ("id") references "records" ("id"),
  foreign key ("entity") references "entities" ("id"),
  foreign key ("source") references "sources" ("id"),
  constraint "mentions_form_term" check ("form" in ('name', 'alias', 'adjective', 'metonym', 'title', 'description'))
) strict;
create index "mentions_by_entity" on "mentions" ("entity", "id");
create index "mentions_by_source" on "mentions" ("source", "id");
create index "mentions_by_form" on "mentions" ("form", "id");
create table "origin_bases" (
  "origin" text not null,
  "builds_on" text not null,
  primary key ("origin", "builds_on"),
  foreign key ("origin") references "origins" ("id"),
  foreign key ("builds_on") references "origins" ("id")
) strict;
create index "origin_bases_reverse" on "origin_bases" ("builds_on");
create table "origins" (
  "id" text primary key not null,
  "sort_name" text not null,
  "independence" text not null,
  foreign key ("id") references "records" ("id"),
  constraint "origins_independence_term" check ("independence" in ('independent', 'assumed_independent', 'builds_on', 'unknown'))
) strict;
create index "origins_by_sort_name" on "origins" ("sort_name", "id");
create index "origins_by_independence" on "origins" ("independence", "id");
create table "quantities" (
  "id" text primary key not null,
  "sort_name" text not null,
  "unit" text not null,
  "supplier" text,
  "recipient" text,
  "stage" text,
  "measure" text not null,
  "per" text,
  "share_of" text,
  "additive" integer not null,
  foreign key ("id") references "records" ("id"),
  foreign key ("supplier") references "entities" ("id"),
  foreign key ("recipient") references "entities" ("id"),
  foreign key ("share_of") references "quantities" ("id"),
  constraint "quantities_unit_term" check ("unit" in ('container', 'shell', 'round', 'share', 'week', 'mile')),
  constraint "quantities_stage_term" check ("stage" in ('left', 'arrived', 'delivered', 'produced', 'fired')),
  constraint "quantities_measure_term" check ("measure" in ('total', 'rate', 'stock', 'capacity', 'share', 'duration', 'distance')),
  constraint "quantities_per" check (("per" is not null) = ("measure" = 'rate')),
  constraint "quantities_share_of" check (("share_of" is not null) = ("measure" = 'share'))
) strict;
create index "quantities_by_sort_name" on "quantities" ("sort_name", "id");
create index "quantities_by_unit" on "quantities" ("unit", "id");
create index "quantities_by_supplier" on "quantities" ("supplier", "id");
create index "quantities_by_recipient" on "quantities" ("recipient", "id");
create index "quantities_by_stage" on "quantities" ("stage", "id");
create index "quantities_by_measure" on "quantities" ("measure", "id");
create table "quotes" (
  "id" text primary key not null,
  "source" text not null,
  "act" text not null,
  "mode" text not null,
  "claimant_kind" text not null,
  "said_earliest" text,
  "said_latest" text,
  "published_earliest" text,
  "published_latest" text,
  foreign key ("id") references "records" ("id"),
  foreign key ("source") references "sources" ("id"),
  constraint "quotes_act_term" check ("act" in ('assertion', 'denial', 'question', 'demand')),
  constraint "quotes_mode_term" check ("mode" in ('direct', 'indirect', 'mixed')),
  constraint "quotes_claimant_kind_term" check ("claimant_kind" in ('named', 'group', 'unnamed_class', 'publisher', 'none'))
) strict;
create index "quotes_by_source" on "quotes" ("source", "id");
create index "quotes_by_act" on "quotes" ("act", "id");
create index "quotes_by_mode" on "quotes" ("mode", "id");
create index "quotes_by_claimant_kind" on "quotes" ("claimant_kind", "id");
create index "quotes_by_said_earliest" on "quotes" ("said_earliest", "id");
create index "quotes_by_said_latest" on "quotes" ("said_latest", "id");
create index "quotes_by_published_earliest" on "quotes" ("published_earliest", "id");
create index "quotes_by_published_latest" on "quotes" ("published_latest", "id");
create table "records" (
  "id" text primary key not null,
  "type" text not null,
  "body" text not null,
  "recorded_date" text not null,
  "recorded_seq" integer,
  constraint "records_type_term" check ("type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence'))
) strict;
create index "records_by_type" on "records" ("type", "id");
create table "relations" (
  "id" text primary key not null,
  "subject" text not null,
  "predicate" text not null,
  "object" text not null,
  "disputed" integer not null,
  "occurred_earliest" text,
  "occurred_latest" text,
  foreign key ("id") references "records" ("id"),
  foreign key ("subject") references "entities" ("id"),
  foreign key ("object") references "entities" ("id"),
  constraint "relations_predicate_term" check ("predicate" in ('supplies_arms_to', 'threatens', 'sustains', 'invades', 'party_to', 'fought_with', 'resists', 'trades_with', 'serves_ambitions_of'))
) strict;
create index "relations_by_subject" on "relations" ("subject", "id");
create index "relations_by_predicate" on "relations" ("predicate", "id");
create index "relations_by_object" on "relations" ("object", "id");
create index "relations_by_disputed" on "relations" ("disputed", "id");
create index "relations_by_occurred_earliest" on "relations" ("occurred_earliest", "id");
create index "relations_by_occurred_latest" on "relations" ("occurred_latest", "id");
create table "reports" (
  "quantity" text not null,
  "estimate" text not null,
  "body" text not null,
  primary key ("quantity", "estimate"),
  foreign key ("quantity") references "quantities" ("id"),
  foreign key ("estimate") references "estimates" ("id")
) strict;
create table "retired" (
  "id" text primary key not null,
  "type" text not null,
  "reason" text not null,
  "version" text not null,
  "superseded_by" text,
  "recorded_seq" integer,
  foreign key ("superseded_by") references "records" ("id"),
  constraint "retired_type_term" check ("type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence'))
) strict;
create table "search_documents" (
  "document" integer primary key not null,
  "id" text not null unique,
  "type" text not null,
  "title" text not null,
  "words" text not null,
  "notes" text not null,
  "entities" text not null,
  "title_tokens" text not null,
  "words_tokens" text not null,
  "notes_tokens" text not null,
  "entities_tokens" text not null,
  foreign key ("id") references "records" ("id"),
  constraint "search_documents_type_term" check ("type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence'))
) strict;
create table "search_words" (
  "word" text primary key not null,
  "count" integer not null
) strict;
create table "sources" (
  "id" text primary key not null,
  "kind" text not null,
  "sort_title" text not null,
  "publisher" text,
  "language" text not null,
  "completeness" text,
  "published_earliest" text,
  "published_latest" text,
  foreign key ("id") references "records" ("id"),
  foreign key ("publisher") references "entities" ("id"),
  constraint "sources_kind_term" check ("kind" in ('news_article', 'report', 'dataset', 'statement', 'other')),
  constraint "sources_completeness_term" check ("completeness" in ('full', 'excerpt'))
) strict;
create index "sources_by_kind" on "sources" ("kind", "id");
create index "sources_by_sort_title" on "sources" ("sort_title", "id");
create index "sources_by_publisher" on "sources" ("publisher", "id");
create index "sources_by_language" on "sources" ("language", "id");
create index "sources_by_completeness" on "sources" ("completeness", "id");
create index "sources_by_published_earliest" on "sources" ("published_earliest", "id");
create index "sources_by_published_latest" on "sources" ("published_latest", "id");
create table "times" (
  "id" text not null unique,
  "fact" text not null,
  "fact_type" text not null,
  "clock" text not null,
  "edtf" text not null,
  "earliest" text,
  "latest" text,
  "qualified" integer not null,
  "start_side" text not null,
  "start_earliest" text,
  "start_latest" text,
  "end_side" text not null,
  "end_earliest" text,
  "end_latest" text,
  "body" text not null,
  primary key ("fact", "clock"),
  foreign key ("fact") references "records" ("id"),
  constraint "times_fact_type_term" check ("fact_type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence')),
  constraint "times_clock_term" check ("clock" in ('published', 'said', 'as_of', 'window', 'occurred')),
  constraint "times_start_side_term" check ("start_side" in ('stated', 'unknown', 'open')),
  constraint "times_end_side_term" check ("end_side" in ('stated', 'unknown', 'open'))
) strict;
create index "times_by_clock_and_earliest" on "times" ("clock", "earliest", "fact");
create index "times_in_order" on "times" (coalesce("earliest", '~'), coalesce("latest", '~'), "id");
create index "times_by_earliest" on "times" ("earliest", "id");
create index "times_by_latest" on "times" ("latest", "id");
create index "times_by_clock" on "times" ("clock", "id");
create index "times_by_fact_type" on "times" ("fact_type", "id");
create index "times_by_fact" on "times" ("fact", "id");
create index "times_by_clock_and_latest" on "times" ("clock", "latest", "fact");
create table "versions" (
  "version" text primary key not null,
  "rank" integer not null,
  "last_seq" integer,
  "body" text not null
) strict;
create virtual table search using fts5(
  title_tokens, words_tokens, notes_tokens, entities_tokens,
  content='search_documents', content_rowid='document',
  tokenize='ascii'
);
