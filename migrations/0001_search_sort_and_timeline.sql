CREATE TABLE `search_documents` (
	`document` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`title` text NOT NULL,
	`words` text NOT NULL,
	`notes` text NOT NULL,
	`entities` text NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "search_documents_type_term" CHECK("search_documents"."type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence'))
) STRICT;
--> statement-breakpoint
CREATE VIRTUAL TABLE `search` USING fts5(
	title, words, notes, entities,
	content='search_documents', content_rowid='document',
	tokenize='unicode61 remove_diacritics 2 tokenchars ¶', prefix='2 3'
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_documents_id_unique` ON `search_documents` (`id`);--> statement-breakpoint
CREATE INDEX `search_documents_by_type` ON `search_documents` (`type`,`document`);--> statement-breakpoint
ALTER TABLE `entities` ADD `sort_name` text NOT NULL;--> statement-breakpoint
ALTER TABLE `origins` ADD `sort_name` text NOT NULL;--> statement-breakpoint
ALTER TABLE `quantities` ADD `sort_name` text NOT NULL;--> statement-breakpoint
ALTER TABLE `sources` ADD `sort_title` text NOT NULL;--> statement-breakpoint
DROP TABLE `times`;--> statement-breakpoint
CREATE TABLE `times` (
	`id` text NOT NULL,
	`fact` text NOT NULL,
	`fact_type` text NOT NULL,
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
	`body` text NOT NULL,
	PRIMARY KEY(`fact`, `clock`),
	FOREIGN KEY (`fact`) REFERENCES `records`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "times_fact_type_term" CHECK("times"."fact_type" in ('source', 'entity', 'mention', 'quote', 'quantity', 'claim', 'estimate', 'origin', 'event', 'relation', 'evidence')),
	CONSTRAINT "times_clock_term" CHECK("times"."clock" in ('published', 'said', 'as_of', 'window', 'occurred')),
	CONSTRAINT "times_start_side_term" CHECK("times"."start_side" in ('stated', 'unknown', 'open')),
	CONSTRAINT "times_end_side_term" CHECK("times"."end_side" in ('stated', 'unknown', 'open'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `times_id_unique` ON `times` (`id`);--> statement-breakpoint
CREATE INDEX `times_by_earliest` ON `times` (`clock`,`earliest`,`fact`);--> statement-breakpoint
CREATE INDEX `times_in_order` ON `times` (`earliest`,`id`);--> statement-breakpoint
CREATE INDEX `times_by_latest` ON `times` (`clock`,`latest`,`fact`);