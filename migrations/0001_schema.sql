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
) strict, without rowid;
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
) strict, without rowid;
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
) strict, without rowid;
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
  "search_key" text,
  primary key ("entity", "scheme", "name"),
  foreign key ("entity") references "entities" ("id")
) strict, without rowid;
create index "entity_names_by_folded" on "entity_names" ("folded");
create index "entity_names_by_search_key" on "entity_names" ("search_key");
create table "entity_references" (
  "fact" text not null,
  "entity" text not null,
  "role" text not null,
  "direct" integer not null,
  primary key ("fact", "role", "entity"),
  foreign key ("fact") references "records" ("id"),
  foreign key ("entity") references "entities" ("id"),
  constraint "entity_references_role_term" check ("role" in ('publisher', 'mentioned', 'speaker', 'addressee', 'about', 'claimant', 'spokesperson', 'relayed_by', 'quantity_supplier', 'quantity_recipient', 'quantity_materiel', 'participant', 'event_country', 'subject', 'object', 'asserter', 'role_in', 'part_of'))
) strict, without rowid;
create index "entity_references_by_entity" on "entity_references" ("entity", "role", "fact");
create table "estimate_bases" (
  "estimate" text not null,
  "derived_from" text not null,
  "factor" real,
  primary key ("estimate", "derived_from"),
  foreign key ("estimate") references "estimates" ("id"),
  foreign key ("derived_from") references "estimates" ("id")
) strict, without rowid;
create index "estimate_bases_reverse" on "estimate_bases" ("derived_from");
create table "estimates" (
  "id" text primary key not null,
  "source" text not null,
  "quantity" text not null,
  "claim" text not null,
  "origin" text,
  "quote" text,
  "claimant_kind" text not null,
  "form" text not null,
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
  constraint "estimates_form_term" check ("form" in ('stated', 'coded')),
  constraint "estimates_modifier_term" check ("modifier" in ('unmodified', 'at_least', 'more_than', 'at_most', 'less_than', 'almost', 'about', 'between', 'vague')),
  constraint "estimates_low_side_term" check ("low_side" in ('stated', 'unbounded', 'unstated')),
  constraint "estimates_high_side_term" check ("high_side" in ('stated', 'unbounded', 'unstated')),
  constraint "estimates_low_stated" check (("low" is not null) = ("low_side" = 'stated')),
  constraint "estimates_high_stated" check (("high" is not null) = ("high_side" = 'stated')),
  constraint "estimates_low_inclusive" check (("low" is null) = ("low_inclusive" is null)),
  constraint "estimates_high_inclusive" check (("high" is null) = ("high_inclusive" is null))
) strict, without rowid;
create index "estimates_by_source" on "estimates" ("source", "id");
create index "estimates_by_quantity" on "estimates" ("quantity", "id");
create index "estimates_by_claim" on "estimates" ("claim", "id");
create index "estimates_by_origin" on "estimates" ("origin", "id");
create index "estimates_by_quote" on "estimates" ("quote", "id");
create index "estimates_by_claimant_kind" on "estimates" ("claimant_kind", "id");
create index "estimates_by_form" on "estimates" ("form", "id");
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
  "type_of_violence" text,
  "event_clarity" text,
  "date_precision" integer,
  "where_precision" integer,
  "latitude" real,
  "longitude" real,
  "adm_1" text,
  "adm_2" text,
  "occurred_earliest" text,
  "occurred_latest" text,
  foreign key ("id") references "records" ("id"),
  foreign key ("part_of") references "events" ("id"),
  constraint "events_kind_term" check ("kind" in ('organized_violence', 'arms_transfer', 'transport', 'agreement_signing', 'invasion', 'denunciation', 'exchange', 'assistance', 'battlefield_effect')),
  constraint "events_type_of_violence_term" check ("type_of_violence" in ('state_based', 'non_state', 'one_sided')),
  constraint "events_event_clarity_term" check ("event_clarity" in ('high', 'low')),
  constraint "events_date_precision_term" check ("date_precision" in (1, 2, 3, 4, 5)),
  constraint "events_where_precision_term" check ("where_precision" in (1, 2, 3, 4, 5, 6, 7))
) strict, without rowid;
create index "events_by_kind" on "events" ("kind", "id");
create index "events_by_disputed" on "events" ("disputed", "id");
create index "events_by_part_of" on "events" ("part_of", "id");
create index "events_by_occurred_earliest" on "events" ("occurred_earliest", "id");
create index "events_by_occurred_latest" on "events" ("occurred_latest", "id");
create index "events_by_type_of_violence" on "events" ("type_of_violence", "id");
create index "events_by_event_clarity" on "events" ("event_clarity", "id");
create index "events_by_date_precision" on "events" ("date_precision", "id");
create index "events_by_where_precision" on "events" ("where_precision", "id");
create index "events_by_latitude" on "events" ("latitude", "id");
create index "events_by_adm_1" on "events" ("adm_1", "id");
create index "events_by_adm_2" on "events" ("adm_2", "id");
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
) strict, without rowid;
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
) strict, without rowid;
create index "mentions_by_entity" on "mentions" ("entity", "id");
create index "mentions_by_source" on "mentions" ("source", "id");
create index "mentions_by_form" on "mentions" ("form", "id");
create table "origin_bases" (
  "origin" text not null,
  "builds_on" text not null,
  primary key ("origin", "builds_on"),
  foreign key ("origin") references "origins" ("id"),
  foreign key ("builds_on") references "origins" ("id")
) strict, without rowid;
create index "origin_bases_reverse" on "origin_bases" ("builds_on");
create table "origins" (
  "id" text primary key not null,
  "sort_name" text not null,
  "independence" text not null,
  foreign key ("id") references "records" ("id"),
  constraint "origins_independence_term" check ("independence" in ('independent', 'assumed_independent', 'builds_on', 'unknown'))
) strict, without rowid;
create index "origins_by_sort_name" on "origins" ("sort_name", "id");
create index "origins_by_independence" on "origins" ("independence", "id");
create table "quantities" (
  "id" text primary key not null,
  "sort_name" text not null,
  "unit" text not null,
  "event" text,
  "harm" text,
  "status" text,
  "supplier" text,
  "recipient" text,
  "stage" text,
  "measure" text not null,
  "per" text,
  "share_of" text,
  "additive" integer not null,
  foreign key ("id") references "records" ("id"),
  foreign key ("event") references "events" ("id"),
  foreign key ("supplier") references "entities" ("id"),
  foreign key ("recipient") references "entities" ("id"),
  foreign key ("share_of") references "quantities" ("id"),
  constraint "quantities_unit_term" check ("unit" in ('container', 'shell', 'round', 'person', 'share', 'week', 'mile')),
  constraint "quantities_stage_term" check ("stage" in ('left', 'arrived', 'delivered', 'produced', 'fired')),
  constraint "quantities_measure_term" check ("measure" in ('total', 'rate', 'stock', 'capacity', 'share', 'duration', 'distance')),
  constraint "quantities_harm_term" check ("harm" in ('killed', 'injured', 'displaced', 'missing')),
  constraint "quantities_status_term" check ("status" in ('civilian', 'combatant', 'side_a', 'side_b', 'unknown')),
  constraint "quantities_per" check (("per" is not null) = ("measure" = 'rate')),
  constraint "quantities_share_of" check (("share_of" is not null) = ("measure" = 'share'))
) strict, without rowid;
create index "quantities_by_sort_name" on "quantities" ("sort_name", "id");
create index "quantities_by_unit" on "quantities" ("unit", "id");
create index "quantities_by_supplier" on "quantities" ("supplier", "id");
create index "quantities_by_recipient" on "quantities" ("recipient", "id");
create index "quantities_by_stage" on "quantities" ("stage", "id");
create index "quantities_by_measure" on "quantities" ("measure", "id");
create index "quantities_by_event" on "quantities" ("event", "id");
create index "quantities_by_harm" on "quantities" ("harm", "id");
create index "quantities_by_status" on "quantities" ("status", "id");
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
) strict, without rowid;
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
) strict, without rowid;
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
) strict, without rowid;
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
  "id" text not null,
  "type" text not null,
  "entities" text not null,
  foreign key ("id") references "records" ("id"),
  constraint "search_documents_type_term" check ("type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence'))
) strict;
create index "search_documents_by_id" on "search_documents" ("id");
create table "search_words" (
  "word" text primary key not null,
  "count" integer not null
) strict, without rowid;
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
) strict, without rowid;
create index "sources_by_kind" on "sources" ("kind", "id");
create index "sources_by_sort_title" on "sources" ("sort_title", "id");
create index "sources_by_publisher" on "sources" ("publisher", "id");
create index "sources_by_language" on "sources" ("language", "id");
create index "sources_by_completeness" on "sources" ("completeness", "id");
create index "sources_by_published_earliest" on "sources" ("published_earliest", "id");
create index "sources_by_published_latest" on "sources" ("published_latest", "id");
create table "times" (
  "id" text primary key not null,
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
  foreign key ("fact") references "records" ("id"),
  constraint "times_fact_type_term" check ("fact_type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence')),
  constraint "times_clock_term" check ("clock" in ('published', 'said', 'as_of', 'window', 'occurred')),
  constraint "times_start_side_term" check ("start_side" in ('stated', 'unknown', 'open')),
  constraint "times_end_side_term" check ("end_side" in ('stated', 'unknown', 'open'))
) strict, without rowid;
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
) strict, without rowid;
create virtual table search using fts5(
  title_tokens, words_tokens, notes_tokens, entities_tokens,
  content='',
  tokenize='ascii'
);
create view "v_sources" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."kind"') as text) as "kind",
  cast(json_extract(record.body, '$."title"') as text) as "title",
  cast(json_extract(record.body, '$."subtitle"') as text) as "subtitle",
  cast(json_extract(record.body, '$."byline"') as text) as "byline",
  cast(json_extract(record.body, '$."publisher"') as text) as "publisher",
  cast(json_extract(record.body, '$."publisher_name"') as text) as "publisher_name",
  cast(json_extract(record.body, '$."published"."edtf"') as text) as "published_edtf",
  cast(json_extract(record.body, '$."published"."earliest"') as text) as "published_earliest",
  cast(json_extract(record.body, '$."published"."latest"') as text) as "published_latest",
  cast(json_extract(record.body, '$."published"."as_stated"') as text) as "published_as_stated",
  cast(json_extract(record.body, '$."published"."basis"') as text) as "published_basis",
  cast(json_extract(record.body, '$."published"."anchor"') as text) as "published_anchor",
  cast(json_extract(record.body, '$."published"."since_at_least"') as integer) as "published_since_at_least",
  cast(json_extract(record.body, '$."url"') as text) as "url",
  cast(json_extract(record.body, '$."archive_url"') as text) as "archive_url",
  cast(json_extract(record.body, '$."accessed"."edtf"') as text) as "accessed_edtf",
  cast(json_extract(record.body, '$."accessed"."earliest"') as text) as "accessed_earliest",
  cast(json_extract(record.body, '$."accessed"."latest"') as text) as "accessed_latest",
  cast(json_extract(record.body, '$."accessed"."as_stated"') as text) as "accessed_as_stated",
  cast(json_extract(record.body, '$."accessed"."basis"') as text) as "accessed_basis",
  cast(json_extract(record.body, '$."accessed"."anchor"') as text) as "accessed_anchor",
  cast(json_extract(record.body, '$."accessed"."since_at_least"') as integer) as "accessed_since_at_least",
  cast(json_extract(record.body, '$."language"') as text) as "language",
  cast(json_extract(record.body, '$."rights"') as text) as "rights",
  cast(json_extract(record.body, '$."completeness"') as text) as "completeness",
  cast(json_extract(record.body, '$."text"."sha256"') as text) as "text_sha256",
  cast(json_extract(record.body, '$."text"."code_points"') as integer) as "text_code_points",
  cast(json_extract(record.body, '$."text"."encoding"') as text) as "text_encoding",
  case json_type(record.body, '$."text"."repeats"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."start"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."text"."repeats"') as list1) end as "text_repeats_start",
  case json_type(record.body, '$."text"."repeats"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."end"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."text"."repeats"') as list1) end as "text_repeats_end",
  case json_type(record.body, '$."text"."repeats"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."offset"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."text"."repeats"') as list1) end as "text_repeats_offset",
  cast(json_extract(record.body, '$."verification"."date"') as text) as "verification_date",
  cast(json_extract(record.body, '$."verification"."sha256"') as text) as "verification_sha256",
  cast(json_extract(record.body, '$."verification"."spans"') as integer) as "verification_spans",
  cast(json_extract(record.body, '$."verification"."verified"') as integer) as "verification_verified",
  cast(json_extract(record.body, '$."verification"."moved"') as integer) as "verification_moved",
  cast(json_extract(record.body, '$."verification"."ambiguous"') as integer) as "verification_ambiguous",
  cast(json_extract(record.body, '$."verification"."missing"') as integer) as "verification_missing",
  cast(json_extract(record.body, '$."verification"."not_repeated"') as integer) as "verification_not_repeated",
  cast(json_extract(record.body, '$."citation"."id"') as text) as "citation_id",
  cast(json_extract(record.body, '$."citation"."type"') as text) as "citation_type",
  cast(json_extract(record.body, '$."citation"."title"') as text) as "citation_title",
  cast(json_extract(record.body, '$."citation"."genre"') as text) as "citation_genre",
  cast(json_extract(record.body, '$."citation"."container-title"') as text) as "citation_container-title",
  cast(json_extract(record.body, '$."citation"."publisher"') as text) as "citation_publisher",
  case json_type(record.body, '$."citation"."author"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."literal"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."citation"."author"') as list1) end as "citation_author_literal",
  case json_type(record.body, '$."citation"."issued"."date-parts"') when 'array' then (select coalesce(group_concat((select coalesce(group_concat(coalesce(replace(replace(replace(list2.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), ';'), '') from json_each(list1.value) as list2), '|'), '') from json_each(record.body, '$."citation"."issued"."date-parts"') as list1) end as "citation_issued_date-parts",
  cast(json_extract(record.body, '$."citation"."issued"."season"') as integer) as "citation_issued_season",
  cast(json_extract(record.body, '$."citation"."issued"."circa"') as integer) as "citation_issued_circa",
  case json_type(record.body, '$."citation"."accessed"."date-parts"') when 'array' then (select coalesce(group_concat((select coalesce(group_concat(coalesce(replace(replace(replace(list2.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), ';'), '') from json_each(list1.value) as list2), '|'), '') from json_each(record.body, '$."citation"."accessed"."date-parts"') as list1) end as "citation_accessed_date-parts",
  cast(json_extract(record.body, '$."citation"."accessed"."season"') as integer) as "citation_accessed_season",
  cast(json_extract(record.body, '$."citation"."accessed"."circa"') as integer) as "citation_accessed_circa",
  cast(json_extract(record.body, '$."citation"."URL"') as text) as "citation_URL",
  cast(json_extract(record.body, '$."citation"."language"') as text) as "citation_language",
  cast(json_extract(record.body, '$."display"') as text) as "display",
  cast(json_extract(record.body, '$."note"') as text) as "note",
  cast(json_extract(record.body, '$."recorded"."version"') as text) as "recorded_version",
  cast(json_extract(record.body, '$."recorded"."date"') as text) as "recorded_date"
from records as record where type = 'source' order by id;
create view "v_entities" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."kind"') as text) as "kind",
  cast(json_extract(record.body, '$."name"') as text) as "name",
  case json_type(record.body, '$."aliases"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."aliases"') as list1) end as "aliases",
  cast(json_extract(record.body, '$."named"') as integer) as "named",
  cast(json_extract(record.body, '$."implied"') as integer) as "implied",
  case json_type(record.body, '$."identifiers"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."scheme"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."identifiers"') as list1) end as "identifiers_scheme",
  case json_type(record.body, '$."identifiers"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."value"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."identifiers"') as list1) end as "identifiers_value",
  cast(json_extract(record.body, '$."part_of"') as text) as "part_of",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."part_of"')) as text) as "part_of_name",
  case json_type(record.body, '$."roles"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."title"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."roles"') as list1) end as "roles_title",
  case json_type(record.body, '$."roles"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."body"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."roles"') as list1) end as "roles_body",
  case json_type(record.body, '$."roles"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(list1.value, '$."body"')), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."roles"') as list1) end as "roles_body_name",
  case json_type(record.body, '$."roles"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."as_stated"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."roles"') as list1) end as "roles_as_stated",
  case json_type(record.body, '$."roles"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."time"."edtf"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."roles"') as list1) end as "roles_time_edtf",
  case json_type(record.body, '$."roles"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."time"."earliest"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."roles"') as list1) end as "roles_time_earliest",
  case json_type(record.body, '$."roles"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."time"."latest"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."roles"') as list1) end as "roles_time_latest",
  case json_type(record.body, '$."roles"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."time"."as_stated"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."roles"') as list1) end as "roles_time_as_stated",
  case json_type(record.body, '$."roles"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."time"."basis"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."roles"') as list1) end as "roles_time_basis",
  case json_type(record.body, '$."roles"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."time"."anchor"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."roles"') as list1) end as "roles_time_anchor",
  case json_type(record.body, '$."roles"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(case json_extract(list1.value, '$."time"."since_at_least"') when 1 then 'true' when 0 then 'false' end, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."roles"') as list1) end as "roles_time_since_at_least",
  cast(json_extract(record.body, '$."note"') as text) as "note",
  cast(json_extract(record.body, '$."recorded"."version"') as text) as "recorded_version",
  cast(json_extract(record.body, '$."recorded"."date"') as text) as "recorded_date"
from records as record where type = 'entity' order by id;
create view "v_mentions" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."entity"') as text) as "entity",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."entity"')) as text) as "entity_name",
  cast(json_extract(record.body, '$."source"') as text) as "source",
  cast((select json_extract(named.body, '$.title') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_title",
  cast((select json_extract(named.body, '$.url') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_url",
  cast(json_extract(record.body, '$."as_written"') as text) as "as_written",
  cast(json_extract(record.body, '$."form"') as text) as "form",
  cast(json_extract(record.body, '$."display"') as text) as "display",
  cast(json_extract(record.body, '$."note"') as text) as "note",
  cast(json_extract(record.body, '$."recorded"."version"') as text) as "recorded_version",
  cast(json_extract(record.body, '$."recorded"."date"') as text) as "recorded_date"
from records as record where type = 'mention' order by id;
create view "v_quotes" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."source"') as text) as "source",
  cast((select json_extract(named.body, '$.title') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_title",
  cast((select json_extract(named.body, '$.url') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_url",
  case json_type(record.body, '$."speakers"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."speakers"') as list1) end as "speakers",
  case json_type(record.body, '$."speakers"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = list1.value), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."speakers"') as list1) end as "speakers_names",
  cast(json_extract(record.body, '$."claimant_kind"') as text) as "claimant_kind",
  case json_type(record.body, '$."addressees"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."addressees"') as list1) end as "addressees",
  case json_type(record.body, '$."addressees"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = list1.value), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."addressees"') as list1) end as "addressees_names",
  case json_type(record.body, '$."relayed_by"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."relayed_by"') as list1) end as "relayed_by",
  case json_type(record.body, '$."relayed_by"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = list1.value), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."relayed_by"') as list1) end as "relayed_by_names",
  cast(json_extract(record.body, '$."act"') as text) as "act",
  cast(json_extract(record.body, '$."cue"') as text) as "cue",
  cast(json_extract(record.body, '$."mode"') as text) as "mode",
  cast(json_extract(record.body, '$."verbatim"') as text) as "verbatim",
  cast(json_extract(record.body, '$."gist"') as text) as "gist",
  case json_type(record.body, '$."about"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."about"') as list1) end as "about",
  case json_type(record.body, '$."about"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = list1.value), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."about"') as list1) end as "about_names",
  cast(json_extract(record.body, '$."said"."edtf"') as text) as "said_edtf",
  cast(json_extract(record.body, '$."said"."earliest"') as text) as "said_earliest",
  cast(json_extract(record.body, '$."said"."latest"') as text) as "said_latest",
  cast(json_extract(record.body, '$."said"."as_stated"') as text) as "said_as_stated",
  cast(json_extract(record.body, '$."said"."basis"') as text) as "said_basis",
  cast(json_extract(record.body, '$."said"."anchor"') as text) as "said_anchor",
  cast(json_extract(record.body, '$."said"."since_at_least"') as integer) as "said_since_at_least",
  cast(json_extract(record.body, '$."published"."edtf"') as text) as "published_edtf",
  cast(json_extract(record.body, '$."published"."earliest"') as text) as "published_earliest",
  cast(json_extract(record.body, '$."published"."latest"') as text) as "published_latest",
  cast(json_extract(record.body, '$."published"."as_stated"') as text) as "published_as_stated",
  cast(json_extract(record.body, '$."published"."basis"') as text) as "published_basis",
  cast(json_extract(record.body, '$."published"."anchor"') as text) as "published_anchor",
  cast(json_extract(record.body, '$."published"."since_at_least"') as integer) as "published_since_at_least",
  case json_type(record.body, '$."hedges"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."words"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."hedges"') as list1) end as "hedges_words",
  case json_type(record.body, '$."hedges"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."scope"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."hedges"') as list1) end as "hedges_scope",
  cast(json_extract(record.body, '$."display"') as text) as "display",
  cast(json_extract(record.body, '$."note"') as text) as "note",
  cast(json_extract(record.body, '$."recorded"."version"') as text) as "recorded_version",
  cast(json_extract(record.body, '$."recorded"."date"') as text) as "recorded_date"
from records as record where type = 'quote' order by id;
create view "v_quantities" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."name"') as text) as "name",
  cast(json_extract(record.body, '$."definition"') as text) as "definition",
  cast(json_extract(record.body, '$."unit"') as text) as "unit",
  cast(json_extract(record.body, '$."unit_ucum"') as text) as "unit_ucum",
  cast(json_extract(record.body, '$."event"') as text) as "event",
  cast((select coalesce(json_extract(named.body, '$.display'), json_extract(named.body, '$.name')) from records as named where named.id = json_extract(record.body, '$."event"')) as text) as "event_display",
  cast(json_extract(record.body, '$."harm"') as text) as "harm",
  cast(json_extract(record.body, '$."status"') as text) as "status",
  cast(json_extract(record.body, '$."supplier"') as text) as "supplier",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."supplier"')) as text) as "supplier_name",
  cast(json_extract(record.body, '$."recipient"') as text) as "recipient",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."recipient"')) as text) as "recipient_name",
  case json_type(record.body, '$."materiel"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."materiel"') as list1) end as "materiel",
  case json_type(record.body, '$."materiel"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = list1.value), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."materiel"') as list1) end as "materiel_names",
  cast(json_extract(record.body, '$."stage"') as text) as "stage",
  cast(json_extract(record.body, '$."measure"') as text) as "measure",
  cast(json_extract(record.body, '$."per"') as text) as "per",
  cast(json_extract(record.body, '$."share_of"') as text) as "share_of",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."share_of"')) as text) as "share_of_name",
  case json_type(record.body, '$."includes"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."includes"') as list1) end as "includes",
  case json_type(record.body, '$."excludes"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."excludes"') as list1) end as "excludes",
  cast(json_extract(record.body, '$."additive"') as integer) as "additive",
  cast(json_extract(record.body, '$."note"') as text) as "note",
  cast(json_extract(record.body, '$."recorded"."version"') as text) as "recorded_version",
  cast(json_extract(record.body, '$."recorded"."date"') as text) as "recorded_date"
from records as record where type = 'quantity' order by id;
create view "v_origins" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."name"') as text) as "name",
  cast(json_extract(record.body, '$."independence"') as text) as "independence",
  case json_type(record.body, '$."builds_on"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."builds_on"') as list1) end as "builds_on",
  case json_type(record.body, '$."builds_on"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = list1.value), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."builds_on"') as list1) end as "builds_on_names",
  cast(json_extract(record.body, '$."note"') as text) as "note",
  cast(json_extract(record.body, '$."recorded"."version"') as text) as "recorded_version",
  cast(json_extract(record.body, '$."recorded"."date"') as text) as "recorded_date"
from records as record where type = 'origin' order by id;
create view "v_claims" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."quantity"') as text) as "quantity",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."quantity"')) as text) as "quantity_name",
  case json_type(record.body, '$."reports"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."reports"') as list1) end as "reports",
  case json_type(record.body, '$."reports"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.display'), json_extract(named.body, '$.name')) from records as named where named.id = list1.value), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."reports"') as list1) end as "reports_displays",
  cast(json_extract(record.body, '$."recorded"."version"') as text) as "recorded_version",
  cast(json_extract(record.body, '$."recorded"."date"') as text) as "recorded_date"
from records as record where type = 'claim' order by id;
create view "v_estimates" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."source"') as text) as "source",
  cast((select json_extract(named.body, '$.title') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_title",
  cast((select json_extract(named.body, '$.url') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_url",
  cast(json_extract(record.body, '$."quantity"') as text) as "quantity",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."quantity"')) as text) as "quantity_name",
  cast(json_extract(record.body, '$."unit"') as text) as "unit",
  cast(json_extract(record.body, '$."claim"') as text) as "claim",
  cast(json_extract(record.body, '$."form"') as text) as "form",
  cast(json_extract(record.body, '$."as_stated"') as text) as "as_stated",
  cast(json_extract(record.body, '$."as_stated_exact"') as integer) as "as_stated_exact",
  cast(json_extract(record.body, '$."words_note"') as text) as "words_note",
  cast(json_extract(record.body, '$."modifier"') as text) as "modifier",
  cast(json_extract(record.body, '$."low"') as numeric) as "low",
  cast(json_extract(record.body, '$."high"') as numeric) as "high",
  cast(json_extract(record.body, '$."best"') as numeric) as "best",
  case json_type(record.body, '$."parts"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."status"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."parts"') as list1) end as "parts_status",
  case json_type(record.body, '$."parts"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."best"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."parts"') as list1) end as "parts_best",
  cast(json_extract(record.body, '$."low_inclusive"') as integer) as "low_inclusive",
  cast(json_extract(record.body, '$."high_inclusive"') as integer) as "high_inclusive",
  cast(json_extract(record.body, '$."low_side"') as text) as "low_side",
  cast(json_extract(record.body, '$."high_side"') as text) as "high_side",
  cast(json_extract(record.body, '$."spread"') as integer) as "spread",
  case json_type(record.body, '$."claimants"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."claimants"') as list1) end as "claimants",
  case json_type(record.body, '$."claimants"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = list1.value), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."claimants"') as list1) end as "claimants_names",
  cast(json_extract(record.body, '$."claimant_kind"') as text) as "claimant_kind",
  cast(json_extract(record.body, '$."spokesperson"') as text) as "spokesperson",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."spokesperson"')) as text) as "spokesperson_name",
  case json_type(record.body, '$."relayed_by"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."relayed_by"') as list1) end as "relayed_by",
  case json_type(record.body, '$."relayed_by"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = list1.value), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."relayed_by"') as list1) end as "relayed_by_names",
  cast(json_extract(record.body, '$."origin"') as text) as "origin",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."origin"')) as text) as "origin_name",
  cast(json_extract(record.body, '$."window"."edtf"') as text) as "window_edtf",
  cast(json_extract(record.body, '$."window"."earliest"') as text) as "window_earliest",
  cast(json_extract(record.body, '$."window"."latest"') as text) as "window_latest",
  cast(json_extract(record.body, '$."window"."as_stated"') as text) as "window_as_stated",
  cast(json_extract(record.body, '$."window"."basis"') as text) as "window_basis",
  cast(json_extract(record.body, '$."window"."anchor"') as text) as "window_anchor",
  cast(json_extract(record.body, '$."window"."since_at_least"') as integer) as "window_since_at_least",
  cast(json_extract(record.body, '$."window"."start_side"') as text) as "window_start_side",
  cast(json_extract(record.body, '$."window"."start_earliest"') as text) as "window_start_earliest",
  cast(json_extract(record.body, '$."window"."start_latest"') as text) as "window_start_latest",
  cast(json_extract(record.body, '$."window"."end_side"') as text) as "window_end_side",
  cast(json_extract(record.body, '$."window"."end_earliest"') as text) as "window_end_earliest",
  cast(json_extract(record.body, '$."window"."end_latest"') as text) as "window_end_latest",
  cast(json_extract(record.body, '$."as_of"."edtf"') as text) as "as_of_edtf",
  cast(json_extract(record.body, '$."as_of"."earliest"') as text) as "as_of_earliest",
  cast(json_extract(record.body, '$."as_of"."latest"') as text) as "as_of_latest",
  cast(json_extract(record.body, '$."as_of"."as_stated"') as text) as "as_of_as_stated",
  cast(json_extract(record.body, '$."as_of"."basis"') as text) as "as_of_basis",
  cast(json_extract(record.body, '$."as_of"."anchor"') as text) as "as_of_anchor",
  cast(json_extract(record.body, '$."as_of"."since_at_least"') as integer) as "as_of_since_at_least",
  cast(json_extract(record.body, '$."said"."edtf"') as text) as "said_edtf",
  cast(json_extract(record.body, '$."said"."earliest"') as text) as "said_earliest",
  cast(json_extract(record.body, '$."said"."latest"') as text) as "said_latest",
  cast(json_extract(record.body, '$."said"."as_stated"') as text) as "said_as_stated",
  cast(json_extract(record.body, '$."said"."basis"') as text) as "said_basis",
  cast(json_extract(record.body, '$."said"."anchor"') as text) as "said_anchor",
  cast(json_extract(record.body, '$."said"."since_at_least"') as integer) as "said_since_at_least",
  cast(json_extract(record.body, '$."published"."edtf"') as text) as "published_edtf",
  cast(json_extract(record.body, '$."published"."earliest"') as text) as "published_earliest",
  cast(json_extract(record.body, '$."published"."latest"') as text) as "published_latest",
  cast(json_extract(record.body, '$."published"."as_stated"') as text) as "published_as_stated",
  cast(json_extract(record.body, '$."published"."basis"') as text) as "published_basis",
  cast(json_extract(record.body, '$."published"."anchor"') as text) as "published_anchor",
  cast(json_extract(record.body, '$."published"."since_at_least"') as integer) as "published_since_at_least",
  cast(json_extract(record.body, '$."method"') as text) as "method",
  case json_type(record.body, '$."derived_from"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."estimate"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."derived_from"') as list1) end as "derived_from_estimate",
  case json_type(record.body, '$."derived_from"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.display'), json_extract(named.body, '$.name')) from records as named where named.id = json_extract(list1.value, '$."estimate"')), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."derived_from"') as list1) end as "derived_from_estimate_display",
  case json_type(record.body, '$."derived_from"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."factor"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."derived_from"') as list1) end as "derived_from_factor",
  case json_type(record.body, '$."derived_from"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."note"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."derived_from"') as list1) end as "derived_from_note",
  cast(json_extract(record.body, '$."condition"') as text) as "condition",
  case json_type(record.body, '$."hedges"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."words"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."hedges"') as list1) end as "hedges_words",
  case json_type(record.body, '$."hedges"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."scope"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."hedges"') as list1) end as "hedges_scope",
  case json_type(record.body, '$."caveats"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."caveats"') as list1) end as "caveats",
  case json_type(record.body, '$."quality_flags"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."quality_flags"') as list1) end as "quality_flags",
  cast(json_extract(record.body, '$."quote"') as text) as "quote",
  cast((select coalesce(json_extract(named.body, '$.display'), json_extract(named.body, '$.name')) from records as named where named.id = json_extract(record.body, '$."quote"')) as text) as "quote_display",
  cast(json_extract(record.body, '$."display"') as text) as "display",
  cast(json_extract(record.body, '$."recorded"."version"') as text) as "recorded_version",
  cast(json_extract(record.body, '$."recorded"."date"') as text) as "recorded_date"
from records as record where type = 'estimate' order by id;
create view "v_events" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."source"') as text) as "source",
  cast((select json_extract(named.body, '$.title') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_title",
  cast((select json_extract(named.body, '$.url') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_url",
  cast(json_extract(record.body, '$."kind"') as text) as "kind",
  cast(json_extract(record.body, '$."plover"') as text) as "plover",
  cast(json_extract(record.body, '$."gist"') as text) as "gist",
  cast(json_extract(record.body, '$."part_of"') as text) as "part_of",
  cast((select coalesce(json_extract(named.body, '$.display'), json_extract(named.body, '$.name')) from records as named where named.id = json_extract(record.body, '$."part_of"')) as text) as "part_of_display",
  cast(json_extract(record.body, '$."type_of_violence"') as text) as "type_of_violence",
  cast(json_extract(record.body, '$."event_clarity"') as text) as "event_clarity",
  cast(json_extract(record.body, '$."occurred"."edtf"') as text) as "occurred_edtf",
  cast(json_extract(record.body, '$."occurred"."earliest"') as text) as "occurred_earliest",
  cast(json_extract(record.body, '$."occurred"."latest"') as text) as "occurred_latest",
  cast(json_extract(record.body, '$."occurred"."as_stated"') as text) as "occurred_as_stated",
  cast(json_extract(record.body, '$."occurred"."basis"') as text) as "occurred_basis",
  cast(json_extract(record.body, '$."occurred"."anchor"') as text) as "occurred_anchor",
  cast(json_extract(record.body, '$."occurred"."since_at_least"') as integer) as "occurred_since_at_least",
  cast(json_extract(record.body, '$."date_precision"') as integer) as "date_precision",
  cast(json_extract(record.body, '$."where"."name"') as text) as "where_name",
  cast(json_extract(record.body, '$."where"."description"') as text) as "where_description",
  cast(json_extract(record.body, '$."where"."latitude"') as numeric) as "where_latitude",
  cast(json_extract(record.body, '$."where"."longitude"') as numeric) as "where_longitude",
  cast(json_extract(record.body, '$."where"."precision"') as integer) as "where_precision",
  cast(json_extract(record.body, '$."where"."adm_1"') as text) as "where_adm_1",
  cast(json_extract(record.body, '$."where"."adm_2"') as text) as "where_adm_2",
  cast(json_extract(record.body, '$."where"."country"') as text) as "where_country",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."where"."country"')) as text) as "where_country_name",
  case json_type(record.body, '$."reported_via"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."office"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."reported_via"') as list1) end as "reported_via_office",
  case json_type(record.body, '$."reported_via"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."date"."edtf"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."reported_via"') as list1) end as "reported_via_date_edtf",
  case json_type(record.body, '$."reported_via"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."date"."earliest"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."reported_via"') as list1) end as "reported_via_date_earliest",
  case json_type(record.body, '$."reported_via"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."date"."latest"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."reported_via"') as list1) end as "reported_via_date_latest",
  case json_type(record.body, '$."reported_via"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."date"."as_stated"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."reported_via"') as list1) end as "reported_via_date_as_stated",
  case json_type(record.body, '$."reported_via"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."date"."basis"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."reported_via"') as list1) end as "reported_via_date_basis",
  case json_type(record.body, '$."reported_via"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."date"."anchor"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."reported_via"') as list1) end as "reported_via_date_anchor",
  case json_type(record.body, '$."reported_via"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(case json_extract(list1.value, '$."date"."since_at_least"') when 1 then 'true' when 0 then 'false' end, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."reported_via"') as list1) end as "reported_via_date_since_at_least",
  case json_type(record.body, '$."reported_via"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."headline"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."reported_via"') as list1) end as "reported_via_headline",
  cast(json_extract(record.body, '$."original_source"') as text) as "original_source",
  case json_type(record.body, '$."participants"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."entity"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."participants"') as list1) end as "participants_entity",
  case json_type(record.body, '$."participants"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(list1.value, '$."entity"')), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."participants"') as list1) end as "participants_entity_name",
  case json_type(record.body, '$."participants"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."role"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."participants"') as list1) end as "participants_role",
  cast(json_extract(record.body, '$."disputed"') as integer) as "disputed",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat((select coalesce(group_concat(coalesce(replace(replace(replace(list2.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), ';'), '') from json_each(list1.value, '$."by"') as list2), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_by",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat((select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = list2.value), '\', '\\'), '|', '\|'), ';', '\;'), ''), ';'), '') from json_each(list1.value, '$."by"') as list2), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_by_names",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."claimant_kind"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_claimant_kind",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."stance"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_stance",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."edtf"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_edtf",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."earliest"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_earliest",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."latest"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_latest",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."as_stated"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_as_stated",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."basis"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_basis",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."anchor"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_anchor",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(case json_extract(list1.value, '$."said"."since_at_least"') when 1 then 'true' when 0 then 'false' end, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_since_at_least",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."quote"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_quote",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.display'), json_extract(named.body, '$.name')) from records as named where named.id = json_extract(list1.value, '$."quote"')), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_quote_display",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat((select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list2.value, '$."words"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), ';'), '') from json_each(list1.value, '$."hedges"') as list2), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_hedges_words",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat((select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list2.value, '$."scope"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), ';'), '') from json_each(list1.value, '$."hedges"') as list2), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_hedges_scope",
  cast(json_extract(record.body, '$."display"') as text) as "display",
  cast(json_extract(record.body, '$."note"') as text) as "note",
  cast(json_extract(record.body, '$."recorded"."version"') as text) as "recorded_version",
  cast(json_extract(record.body, '$."recorded"."date"') as text) as "recorded_date"
from records as record where type = 'event' order by id;
create view "v_relations" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."source"') as text) as "source",
  cast((select json_extract(named.body, '$.title') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_title",
  cast((select json_extract(named.body, '$.url') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_url",
  cast(json_extract(record.body, '$."subject"') as text) as "subject",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."subject"')) as text) as "subject_name",
  cast(json_extract(record.body, '$."predicate"') as text) as "predicate",
  cast(json_extract(record.body, '$."object"') as text) as "object",
  cast((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = json_extract(record.body, '$."object"')) as text) as "object_name",
  cast(json_extract(record.body, '$."gist"') as text) as "gist",
  cast(json_extract(record.body, '$."occurred"."edtf"') as text) as "occurred_edtf",
  cast(json_extract(record.body, '$."occurred"."earliest"') as text) as "occurred_earliest",
  cast(json_extract(record.body, '$."occurred"."latest"') as text) as "occurred_latest",
  cast(json_extract(record.body, '$."occurred"."as_stated"') as text) as "occurred_as_stated",
  cast(json_extract(record.body, '$."occurred"."basis"') as text) as "occurred_basis",
  cast(json_extract(record.body, '$."occurred"."anchor"') as text) as "occurred_anchor",
  cast(json_extract(record.body, '$."occurred"."since_at_least"') as integer) as "occurred_since_at_least",
  cast(json_extract(record.body, '$."disputed"') as integer) as "disputed",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat((select coalesce(group_concat(coalesce(replace(replace(replace(list2.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), ';'), '') from json_each(list1.value, '$."by"') as list2), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_by",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat((select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.name'), json_extract(named.body, '$.title')) from records as named where named.id = list2.value), '\', '\\'), '|', '\|'), ';', '\;'), ''), ';'), '') from json_each(list1.value, '$."by"') as list2), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_by_names",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."claimant_kind"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_claimant_kind",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."stance"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_stance",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."edtf"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_edtf",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."earliest"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_earliest",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."latest"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_latest",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."as_stated"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_as_stated",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."basis"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_basis",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."said"."anchor"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_anchor",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(case json_extract(list1.value, '$."said"."since_at_least"') when 1 then 'true' when 0 then 'false' end, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_said_since_at_least",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."quote"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_quote",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace((select coalesce(json_extract(named.body, '$.display'), json_extract(named.body, '$.name')) from records as named where named.id = json_extract(list1.value, '$."quote"')), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_quote_display",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat((select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list2.value, '$."words"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), ';'), '') from json_each(list1.value, '$."hedges"') as list2), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_hedges_words",
  case json_type(record.body, '$."assertions"') when 'array' then (select coalesce(group_concat((select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list2.value, '$."scope"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), ';'), '') from json_each(list1.value, '$."hedges"') as list2), '|'), '') from json_each(record.body, '$."assertions"') as list1) end as "assertions_hedges_scope",
  cast(json_extract(record.body, '$."display"') as text) as "display",
  cast(json_extract(record.body, '$."note"') as text) as "note",
  cast(json_extract(record.body, '$."recorded"."version"') as text) as "recorded_version",
  cast(json_extract(record.body, '$."recorded"."date"') as text) as "recorded_date"
from records as record where type = 'relation' order by id;
create view "v_evidence" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."fact"') as text) as "fact",
  cast((select coalesce(json_extract(named.body, '$.display'), json_extract(named.body, '$.name')) from records as named where named.id = json_extract(record.body, '$."fact"')) as text) as "fact_display",
  cast(json_extract(record.body, '$."fact_type"') as text) as "fact_type",
  cast(json_extract(record.body, '$."source"') as text) as "source",
  cast((select json_extract(named.body, '$.title') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_title",
  cast((select json_extract(named.body, '$.url') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_url",
  cast(json_extract(record.body, '$."level"') as text) as "level",
  cast(json_extract(record.body, '$."occurrence"') as integer) as "occurrence",
  cast(json_extract(record.body, '$."part"') as integer) as "part",
  cast(json_extract(record.body, '$."start"') as integer) as "start",
  cast(json_extract(record.body, '$."end"') as integer) as "end",
  cast(json_extract(record.body, '$."exact"') as text) as "exact",
  cast(json_extract(record.body, '$."prefix"') as text) as "prefix",
  cast(json_extract(record.body, '$."suffix"') as text) as "suffix",
  cast(json_extract(record.body, '$."locator"') as text) as "locator",
  cast(json_extract(record.body, '$."recorded"."version"') as text) as "recorded_version",
  cast(json_extract(record.body, '$."recorded"."date"') as text) as "recorded_date"
from records as record where type = 'evidence' order by id;
create view "v_timeline" as select
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."fact"') as text) as "fact",
  cast(json_extract(record.body, '$."fact_type"') as text) as "fact_type",
  cast(json_extract(record.body, '$."clock"') as text) as "clock",
  cast(json_extract(record.body, '$."time"."edtf"') as text) as "time_edtf",
  cast(json_extract(record.body, '$."time"."earliest"') as text) as "time_earliest",
  cast(json_extract(record.body, '$."time"."latest"') as text) as "time_latest",
  cast(json_extract(record.body, '$."time"."as_stated"') as text) as "time_as_stated",
  cast(json_extract(record.body, '$."time"."basis"') as text) as "time_basis",
  cast(json_extract(record.body, '$."time"."anchor"') as text) as "time_anchor",
  cast(json_extract(record.body, '$."time"."since_at_least"') as integer) as "time_since_at_least",
  cast(json_extract(record.body, '$."display"') as text) as "display"
from (select "times".*, '{"id":"' || "times"."id" || '","fact":"' || "times"."fact" || '","fact_type":"' || "times"."fact_type" || '","clock":"' || "times"."clock" || '","time":{' || '"edtf":' || ("records"."body" -> "times"."clock" -> 'edtf') || ',' || '"earliest":' || ("records"."body" -> "times"."clock" -> 'earliest') || ',' || '"latest":' || ("records"."body" -> "times"."clock" -> 'latest') || ',' || '"as_stated":' || ("records"."body" -> "times"."clock" -> 'as_stated') || ',' || '"basis":' || ("records"."body" -> "times"."clock" -> 'basis') || ',' || '"anchor":' || ("records"."body" -> "times"."clock" -> 'anchor') || ',' || '"since_at_least":' || ("records"."body" -> "times"."clock" -> 'since_at_least') || '},"display":' || ("records"."body" -> 'display') || '}' as body from "times" join "records" on "records"."id" = "times"."fact") as record order by coalesce("earliest", '~'), coalesce("latest", '~'), "id";
create view "v_changes" as select
  cast(json_extract(record.body, '$."seq"') as integer) as "seq",
  cast(json_extract(record.body, '$."version"') as text) as "version",
  cast(json_extract(record.body, '$."date"') as text) as "date",
  cast(json_extract(record.body, '$."op"') as text) as "op",
  cast(json_extract(record.body, '$."type"') as text) as "type",
  cast(json_extract(record.body, '$."id"') as text) as "id",
  cast(json_extract(record.body, '$."source"') as text) as "source",
  cast((select json_extract(named.body, '$.title') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_title",
  cast((select json_extract(named.body, '$.url') from records as named where named.id = json_extract(record.body, '$."source"')) as text) as "source_url",
  case json_type(record.body, '$."counts"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."type"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."counts"') as list1) end as "counts_type",
  case json_type(record.body, '$."counts"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(json_extract(list1.value, '$."records"'), '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."counts"') as list1) end as "counts_records",
  case json_type(record.body, '$."fields"') when 'array' then (select coalesce(group_concat(coalesce(replace(replace(replace(list1.value, '\', '\\'), '|', '\|'), ';', '\;'), ''), '|'), '') from json_each(record.body, '$."fields"') as list1) end as "fields",
  cast(json_extract(record.body, '$."reason"') as text) as "reason",
  cast(json_extract(record.body, '$."note"') as text) as "note",
  cast(json_extract(record.body, '$."sha256"') as text) as "sha256"
from changes as record order by id;
create view "v_versions" as select
  cast(json_extract(record.body, '$."version"') as text) as "version",
  cast(json_extract(record.body, '$."date"') as text) as "date",
  cast(json_extract(record.body, '$."is_released"') as integer) as "is_released",
  cast(json_extract(record.body, '$."note"') as text) as "note",
  cast(json_extract(record.body, '$."baselines"') as integer) as "baselines",
  cast(json_extract(record.body, '$."added"') as integer) as "added",
  cast(json_extract(record.body, '$."changed"') as integer) as "changed",
  cast(json_extract(record.body, '$."withdrawn"') as integer) as "withdrawn",
  cast(json_extract(record.body, '$."first_seq"') as integer) as "first_seq",
  cast(json_extract(record.body, '$."last_seq"') as integer) as "last_seq",
  cast(json_extract(record.body, '$."state"') as text) as "state"
from versions as record order by "rank", "version";
