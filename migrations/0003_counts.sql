CREATE TABLE `counts` (
	`list` text NOT NULL,
	`facet` text NOT NULL,
	`value` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`list`, `facet`, `value`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `counts_by_count` ON `counts` (`list`,`facet`,`count`,`value`);--> statement-breakpoint
CREATE TABLE `tallies` (
	`list` text NOT NULL,
	`facet` text NOT NULL,
	`value_count` integer NOT NULL,
	`count` integer NOT NULL,
	`missing` integer NOT NULL,
	PRIMARY KEY(`list`, `facet`)
) STRICT;
