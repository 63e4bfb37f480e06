DROP INDEX `evidence_by_source`;--> statement-breakpoint
CREATE INDEX `evidence_by_fact_type` ON `evidence` (`fact_type`,`id`);--> statement-breakpoint
CREATE INDEX `evidence_by_level` ON `evidence` (`level`,`id`);--> statement-breakpoint
CREATE INDEX `evidence_by_start` ON `evidence` (`start`,`id`);--> statement-breakpoint
CREATE INDEX `evidence_by_end` ON `evidence` (`end`,`id`);--> statement-breakpoint
CREATE INDEX `evidence_by_source` ON `evidence` (`source`,`id`);--> statement-breakpoint
DROP INDEX `times_by_earliest`;--> statement-breakpoint
DROP INDEX `times_in_order`;--> statement-breakpoint
DROP INDEX `times_by_latest`;--> statement-breakpoint
CREATE INDEX `times_by_clock_and_earliest` ON `times` (`clock`,`earliest`,`fact`);--> statement-breakpoint
CREATE INDEX `times_by_clock` ON `times` (`clock`,`id`);--> statement-breakpoint
CREATE INDEX `times_by_fact_type` ON `times` (`fact_type`,`id`);--> statement-breakpoint
CREATE INDEX `times_by_fact` ON `times` (`fact`,`id`);--> statement-breakpoint
CREATE INDEX `times_by_clock_and_latest` ON `times` (`clock`,`latest`,`fact`);--> statement-breakpoint
CREATE INDEX `times_by_earliest` ON `times` (`earliest`,`id`);--> statement-breakpoint
CREATE INDEX `times_in_order` ON `times` (coalesce(`earliest`, '~'), coalesce(`latest`, '~'), `id`);--> statement-breakpoint
CREATE INDEX `times_by_latest` ON `times` (`latest`,`id`);--> statement-breakpoint
ALTER TABLE `estimates` ADD `said_earliest` text;--> statement-breakpoint
ALTER TABLE `estimates` ADD `said_latest` text;--> statement-breakpoint
ALTER TABLE `estimates` ADD `as_of_earliest` text;--> statement-breakpoint
ALTER TABLE `estimates` ADD `as_of_latest` text;--> statement-breakpoint
ALTER TABLE `estimates` ADD `window_earliest` text;--> statement-breakpoint
ALTER TABLE `estimates` ADD `window_latest` text;--> statement-breakpoint
ALTER TABLE `estimates` ADD `published_earliest` text;--> statement-breakpoint
ALTER TABLE `estimates` ADD `published_latest` text;--> statement-breakpoint
CREATE INDEX `estimates_by_quote` ON `estimates` (`quote`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_claimant_kind` ON `estimates` (`claimant_kind`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_modifier` ON `estimates` (`modifier`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_low` ON `estimates` (`low`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_high` ON `estimates` (`high`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_best` ON `estimates` (`best`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_low_side` ON `estimates` (`low_side`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_high_side` ON `estimates` (`high_side`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_spread` ON `estimates` (`spread`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_said_earliest` ON `estimates` (`said_earliest`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_said_latest` ON `estimates` (`said_latest`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_as_of_earliest` ON `estimates` (`as_of_earliest`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_as_of_latest` ON `estimates` (`as_of_latest`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_window_earliest` ON `estimates` (`window_earliest`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_window_latest` ON `estimates` (`window_latest`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_published_earliest` ON `estimates` (`published_earliest`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_by_published_latest` ON `estimates` (`published_latest`,`id`);--> statement-breakpoint
ALTER TABLE `events` ADD `occurred_earliest` text;--> statement-breakpoint
ALTER TABLE `events` ADD `occurred_latest` text;--> statement-breakpoint
CREATE INDEX `events_by_kind` ON `events` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `events_by_disputed` ON `events` (`disputed`,`id`);--> statement-breakpoint
CREATE INDEX `events_by_occurred_earliest` ON `events` (`occurred_earliest`,`id`);--> statement-breakpoint
CREATE INDEX `events_by_occurred_latest` ON `events` (`occurred_latest`,`id`);--> statement-breakpoint
ALTER TABLE `quotes` ADD `said_earliest` text;--> statement-breakpoint
ALTER TABLE `quotes` ADD `said_latest` text;--> statement-breakpoint
ALTER TABLE `quotes` ADD `published_earliest` text;--> statement-breakpoint
ALTER TABLE `quotes` ADD `published_latest` text;--> statement-breakpoint
CREATE INDEX `quotes_by_act` ON `quotes` (`act`,`id`);--> statement-breakpoint
CREATE INDEX `quotes_by_mode` ON `quotes` (`mode`,`id`);--> statement-breakpoint
CREATE INDEX `quotes_by_claimant_kind` ON `quotes` (`claimant_kind`,`id`);--> statement-breakpoint
CREATE INDEX `quotes_by_said_earliest` ON `quotes` (`said_earliest`,`id`);--> statement-breakpoint
CREATE INDEX `quotes_by_said_latest` ON `quotes` (`said_latest`,`id`);--> statement-breakpoint
CREATE INDEX `quotes_by_published_earliest` ON `quotes` (`published_earliest`,`id`);--> statement-breakpoint
CREATE INDEX `quotes_by_published_latest` ON `quotes` (`published_latest`,`id`);--> statement-breakpoint
ALTER TABLE `relations` ADD `occurred_earliest` text;--> statement-breakpoint
ALTER TABLE `relations` ADD `occurred_latest` text;--> statement-breakpoint
CREATE INDEX `relations_by_predicate` ON `relations` (`predicate`,`id`);--> statement-breakpoint
CREATE INDEX `relations_by_disputed` ON `relations` (`disputed`,`id`);--> statement-breakpoint
CREATE INDEX `relations_by_occurred_earliest` ON `relations` (`occurred_earliest`,`id`);--> statement-breakpoint
CREATE INDEX `relations_by_occurred_latest` ON `relations` (`occurred_latest`,`id`);--> statement-breakpoint
ALTER TABLE `sources` ADD `published_earliest` text;--> statement-breakpoint
ALTER TABLE `sources` ADD `published_latest` text;--> statement-breakpoint
CREATE INDEX `sources_by_kind` ON `sources` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `sources_by_sort_title` ON `sources` (`sort_title`,`id`);--> statement-breakpoint
CREATE INDEX `sources_by_publisher` ON `sources` (`publisher`,`id`);--> statement-breakpoint
CREATE INDEX `sources_by_language` ON `sources` (`language`,`id`);--> statement-breakpoint
CREATE INDEX `sources_by_completeness` ON `sources` (`completeness`,`id`);--> statement-breakpoint
CREATE INDEX `sources_by_published_earliest` ON `sources` (`published_earliest`,`id`);--> statement-breakpoint
CREATE INDEX `sources_by_published_latest` ON `sources` (`published_latest`,`id`);--> statement-breakpoint
CREATE INDEX `entities_by_sort_name` ON `entities` (`sort_name`,`id`);--> statement-breakpoint
CREATE INDEX `entities_by_named` ON `entities` (`named`,`id`);--> statement-breakpoint
CREATE INDEX `entities_by_implied` ON `entities` (`implied`,`id`);--> statement-breakpoint
CREATE INDEX `mentions_by_source` ON `mentions` (`source`,`id`);--> statement-breakpoint
CREATE INDEX `mentions_by_form` ON `mentions` (`form`,`id`);--> statement-breakpoint
CREATE INDEX `origins_by_sort_name` ON `origins` (`sort_name`,`id`);--> statement-breakpoint
CREATE INDEX `origins_by_independence` ON `origins` (`independence`,`id`);--> statement-breakpoint
CREATE INDEX `quantities_by_sort_name` ON `quantities` (`sort_name`,`id`);--> statement-breakpoint
CREATE INDEX `quantities_by_unit` ON `quantities` (`unit`,`id`);--> statement-breakpoint
CREATE INDEX `quantities_by_supplier` ON `quantities` (`supplier`,`id`);--> statement-breakpoint
CREATE INDEX `quantities_by_recipient` ON `quantities` (`recipient`,`id`);--> statement-breakpoint
CREATE INDEX `quantities_by_stage` ON `quantities` (`stage`,`id`);--> statement-breakpoint
CREATE INDEX `quantities_by_measure` ON `quantities` (`measure`,`id`);--> statement-breakpoint
DROP TABLE `search`;--> statement-breakpoint
CREATE VIRTUAL TABLE `search` USING fts5(
	title, words, notes, entities,
	content='search_documents', content_rowid='document',
	tokenize='unicode61 remove_diacritics 2 tokenchars ¶'
);
