CREATE TABLE `assertions` (
	`fact` text NOT NULL,
	`position` integer NOT NULL,
	`source` text NOT NULL,
	`stance` text NOT NULL,
	`claimant_kind` text NOT NULL,
	`quote` text,
	PRIMARY KEY(`fact`, `position`),
	FOREIGN KEY (`fact`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`quote`) REFERENCES `quotes`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assertions_stance_term" CHECK("assertions"."stance" in ('asserts', 'denies', 'questions', 'narrates')),
	CONSTRAINT "assertions_claimant_kind_term" CHECK("assertions"."claimant_kind" in ('named', 'group', 'unnamed_class', 'publisher', 'none'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `assertions_by_quote` ON `assertions` (`quote`);--> statement-breakpoint
CREATE INDEX `assertions_by_source` ON `assertions` (`source`,`fact`);--> statement-breakpoint
CREATE TABLE `claims` (
	`id` text PRIMARY KEY NOT NULL,
	`quantity` text NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`quantity`) REFERENCES `quantities`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `dataset` (
	`singleton` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`version` text NOT NULL,
	`date` text NOT NULL,
	`license_id` text NOT NULL,
	`license_url` text NOT NULL,
	`rights` text NOT NULL,
	`citation` text NOT NULL,
	`digest` text NOT NULL,
	`seed_digest` text NOT NULL,
	`loaded_at` text NOT NULL,
	CONSTRAINT "dataset_singleton" CHECK("dataset"."singleton" = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `entities` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`named` integer NOT NULL,
	`implied` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "entities_kind_term" CHECK("entities"."kind" in ('person', 'group', 'country', 'organization', 'place', 'materiel', 'agreement', 'conflict'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `entities_by_kind` ON `entities` (`kind`,`id`);--> statement-breakpoint
CREATE TABLE `entity_names` (
	`entity` text NOT NULL,
	`name` text NOT NULL,
	`folded` text NOT NULL,
	`scheme` text NOT NULL,
	PRIMARY KEY(`entity`, `scheme`, `name`),
	FOREIGN KEY (`entity`) REFERENCES `entities`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `entity_names_by_folded` ON `entity_names` (`folded`);--> statement-breakpoint
CREATE TABLE `entity_references` (
	`fact` text NOT NULL,
	`entity` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`fact`, `role`, `entity`),
	FOREIGN KEY (`fact`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entity`) REFERENCES `entities`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "entity_references_role_term" CHECK("entity_references"."role" in ('publisher', 'mentioned', 'speaker', 'addressee', 'about', 'claimant', 'spokesperson', 'relayed_by', 'quantity_supplier', 'quantity_recipient', 'quantity_materiel', 'participant', 'subject', 'object', 'asserter', 'role_in'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `entity_references_by_entity` ON `entity_references` (`entity`,`role`,`fact`);--> statement-breakpoint
CREATE TABLE `estimate_bases` (
	`estimate` text NOT NULL,
	`derived_from` text NOT NULL,
	`factor` real,
	PRIMARY KEY(`estimate`, `derived_from`),
	FOREIGN KEY (`estimate`) REFERENCES `estimates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`derived_from`) REFERENCES `estimates`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `estimate_bases_reverse` ON `estimate_bases` (`derived_from`);--> statement-breakpoint
CREATE TABLE `estimates` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`quantity` text NOT NULL,
	`claim` text NOT NULL,
	`origin` text,
	`quote` text,
	`claimant_kind` text NOT NULL,
	`modifier` text NOT NULL,
	`low` real,
	`high` real,
	`best` real,
	`low_inclusive` integer,
	`high_inclusive` integer,
	`low_side` text NOT NULL,
	`high_side` text NOT NULL,
	`spread` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`quantity`) REFERENCES `quantities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`claim`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`origin`) REFERENCES `origins`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`quote`) REFERENCES `quotes`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "estimates_claimant_kind_term" CHECK("estimates"."claimant_kind" in ('named', 'group', 'unnamed_class', 'publisher', 'none')),
	CONSTRAINT "estimates_modifier_term" CHECK("estimates"."modifier" in ('unmodified', 'at_least', 'more_than', 'at_most', 'less_than', 'almost', 'about', 'between', 'vague')),
	CONSTRAINT "estimates_low_side_term" CHECK("estimates"."low_side" in ('stated', 'unbounded', 'unstated')),
	CONSTRAINT "estimates_high_side_term" CHECK("estimates"."high_side" in ('stated', 'unbounded', 'unstated')),
	CONSTRAINT "estimates_low_stated" CHECK(("estimates"."low" is not null) = ("estimates"."low_side" = 'stated')),
	CONSTRAINT "estimates_high_stated" CHECK(("estimates"."high" is not null) = ("estimates"."high_side" = 'stated')),
	CONSTRAINT "estimates_low_inclusive" CHECK(("estimates"."low" is null) = ("estimates"."low_inclusive" is null)),
	CONSTRAINT "estimates_high_inclusive" CHECK(("estimates"."high" is null) = ("estimates"."high_inclusive" is null))
) STRICT;
--> statement-breakpoint
CREATE INDEX `estimates_by_quantity` ON `estimates` (`quantity`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_claim` ON `estimates` (`claim`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_source` ON `estimates` (`source`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_origin` ON `estimates` (`origin`,`id`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`disputed` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "events_kind_term" CHECK("events"."kind" in ('arms_transfer', 'transport', 'agreement_signing', 'invasion', 'denunciation', 'exchange', 'assistance', 'battlefield_effect'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`fact` text NOT NULL,
	`fact_type` text NOT NULL,
	`source` text NOT NULL,
	`level` text NOT NULL,
	`start` integer,
	`end` integer,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`fact`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "evidence_level_term" CHECK("evidence"."level" in ('span', 'citation')),
	CONSTRAINT "evidence_fact_type_term" CHECK("evidence"."fact_type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence')),
	CONSTRAINT "evidence_span" CHECK(("evidence"."level" = 'span') = ("evidence"."start" is not null and "evidence"."end" > "evidence"."start"))
) STRICT;
--> statement-breakpoint
CREATE INDEX `evidence_by_fact` ON `evidence` (`fact`,`id`);--> statement-breakpoint
CREATE INDEX `evidence_by_source` ON `evidence` (`source`,`start`);--> statement-breakpoint
CREATE TABLE `mentions` (
	`id` text PRIMARY KEY NOT NULL,
	`entity` text NOT NULL,
	`source` text NOT NULL,
	`form` text NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entity`) REFERENCES `entities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "mentions_form_term" CHECK("mentions"."form" in ('name', 'alias', 'adjective', 'metonym', 'title', 'description'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `mentions_by_entity` ON `mentions` (`entity`,`id`);--> statement-breakpoint
CREATE TABLE `origin_bases` (
	`origin` text NOT NULL,
	`builds_on` text NOT NULL,
	PRIMARY KEY(`origin`, `builds_on`),
	FOREIGN KEY (`origin`) REFERENCES `origins`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`builds_on`) REFERENCES `origins`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `origin_bases_reverse` ON `origin_bases` (`builds_on`);--> statement-breakpoint
CREATE TABLE `origins` (
	`id` text PRIMARY KEY NOT NULL,
	`independence` text NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "origins_independence_term" CHECK("origins"."independence" in ('independent', 'builds_on', 'unknown'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `quantities` (
	`id` text PRIMARY KEY NOT NULL,
	`unit` text NOT NULL,
	`supplier` text,
	`recipient` text,
	`stage` text,
	`measure` text NOT NULL,
	`per` text,
	`share_of` text,
	`additive` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`supplier`) REFERENCES `entities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recipient`) REFERENCES `entities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`share_of`) REFERENCES `quantities`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "quantities_unit_term" CHECK("quantities"."unit" in ('container', 'shell', 'round', 'share', 'week', 'mile')),
	CONSTRAINT "quantities_stage_term" CHECK("quantities"."stage" in ('left', 'arrived', 'delivered', 'produced', 'fired')),
	CONSTRAINT "quantities_measure_term" CHECK("quantities"."measure" in ('total', 'rate', 'stock', 'capacity', 'share', 'duration', 'distance')),
	CONSTRAINT "quantities_per" CHECK(("quantities"."per" is not null) = ("quantities"."measure" = 'rate')),
	CONSTRAINT "quantities_share_of" CHECK(("quantities"."share_of" is not null) = ("quantities"."measure" = 'share'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `quotes` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`act` text NOT NULL,
	`mode` text NOT NULL,
	`claimant_kind` text NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "quotes_act_term" CHECK("quotes"."act" in ('assertion', 'denial', 'question', 'demand')),
	CONSTRAINT "quotes_mode_term" CHECK("quotes"."mode" in ('direct', 'indirect', 'mixed')),
	CONSTRAINT "quotes_claimant_kind_term" CHECK("quotes"."claimant_kind" in ('named', 'group', 'unnamed_class', 'publisher', 'none'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `quotes_by_source` ON `quotes` (`source`,`id`);--> statement-breakpoint
CREATE TABLE `records` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`body` text NOT NULL,
	CONSTRAINT "records_type_term" CHECK("records"."type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `records_by_type` ON `records` (`type`,`id`);--> statement-breakpoint
CREATE TABLE `relations` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`predicate` text NOT NULL,
	`object` text NOT NULL,
	`disputed` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject`) REFERENCES `entities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`object`) REFERENCES `entities`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "relations_predicate_term" CHECK("relations"."predicate" in ('supplies_arms_to', 'threatens', 'sustains', 'invades', 'party_to', 'fought_with', 'resists', 'trades_with', 'serves_ambitions_of'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `relations_by_subject` ON `relations` (`subject`,`id`);--> statement-breakpoint
CREATE INDEX `relations_by_object` ON `relations` (`object`,`id`);--> statement-breakpoint
CREATE TABLE `retired` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`reason` text NOT NULL,
	`version` text NOT NULL,
	`superseded_by` text,
	FOREIGN KEY (`superseded_by`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "retired_type_term" CHECK("retired"."type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `sources` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`publisher` text,
	`language` text NOT NULL,
	`completeness` text,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`publisher`) REFERENCES `entities`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sources_kind_term" CHECK("sources"."kind" in ('news_article', 'report', 'dataset', 'statement', 'other')),
	CONSTRAINT "sources_completeness_term" CHECK("sources"."completeness" in ('full', 'excerpt'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `times` (
	`fact` text NOT NULL,
	`clock` text NOT NULL,
	`edtf` text NOT NULL,
	`earliest` text,
	`latest` text,
	`qualified` integer NOT NULL,
	`start_side` text NOT NULL,
	`start_earliest` text,
	`start_latest` text,
	`end_side` text NOT NULL,
	`end_earliest` text,
	`end_latest` text,
	PRIMARY KEY(`fact`, `clock`),
	FOREIGN KEY (`fact`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "times_clock_term" CHECK("times"."clock" in ('published', 'said', 'as_of', 'window', 'occurred')),
	CONSTRAINT "times_start_side_term" CHECK("times"."start_side" in ('stated', 'unknown', 'open')),
	CONSTRAINT "times_end_side_term" CHECK("times"."end_side" in ('stated', 'unknown', 'open'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `times_by_earliest` ON `times` (`clock`,`earliest`,`fact`);--> statement-breakpoint
CREATE INDEX `times_by_latest` ON `times` (`clock`,`latest`,`fact`);