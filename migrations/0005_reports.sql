CREATE TABLE `reports` (
	`quantity` text NOT NULL,
	`estimate` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`quantity`, `estimate`),
	FOREIGN KEY (`quantity`) REFERENCES `quantities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`estimate`) REFERENCES `estimates`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
