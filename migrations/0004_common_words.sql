CREATE TABLE `common_words` (
	`word` text PRIMARY KEY NOT NULL
) STRICT;
--> statement-breakpoint
DROP INDEX `search_documents_by_type`;