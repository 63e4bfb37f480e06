import { buildVersion } from './package.ts'

/** Title, description, tags and servers of the OpenAPI document. */
export const documentInfo = {
  openapi: '3.1.0',
  info: {
    title: 'Conflict Facts',
    version: buildVersion,
    summary: 'Structured facts about a conflict, each traceable to the words it came from.',
    description: `Entities, quotes, estimates, events and relations, each with its evidence: spans of a known text that anyone who
has it can test, or citations. Hedges, claimants and vague dates survive, and nothing is averaged.

**Reading it.** Every list responds with \`{ data, next_cursor, next, meta }\` and takes its filters as parameters; several values
of one parameter are separated by commas. Parameters for entities take ids, names, aliases and ISO codes. Unknown
parameters and values are refused with what is allowed. Errors are problem details (RFC 9457). Methods other than GET, HEAD
and OPTIONS get 405, at any address.

**Parameters** come by kind: filters, times, how claims are read, order and pages, content and format (\`x-kind\`).

**Paging.** A page has 100 records, or as many as \`limit\` says (at most 1000). Follow \`next\`, or pass \`next_cursor\` as
\`cursor\`, until it is null.

**Formats.** JSON, CSV, XLSX, NDJSON and JSON-LD: by \`Accept\`, or by suffix, as \`/v1/estimates.csv\`. CSV, XLSX and NDJSON hold
the whole list unless \`limit\` is given. Whole sets, and the database itself, are at \`/v1/export\`.

**Finding.** \`/v1/search?q=\` looks through all facts; \`q\` narrows any list; \`sort\`, \`fields\`, \`include\`, \`facets\` and
\`total\` shape it.

**Times** carry EDTF and the widest days they cover. Filters named \`said_during\`, \`said_before\`, \`said_after\` (likewise for
the other clocks) match what is possible; with \`_surely\` they match what is true whatever the day was.

**Numbers.** \`low\`, \`high\` and \`best\` are what the words say, null where they say nothing. None is computed, averaged or
filled in.

**Stability.** Within \`/v1\` nothing is removed or narrowed; addresses, parameters, fields and terms of closed lists are added, so
clients pass over what they do not know. What will end is marked as deprecated here and says so in \`Deprecation\` and \`Sunset\`.

**Data licence.** Records are CC BY 4.0; excerpts (under 12 words each) remain their publishers'.`,
    license: { name: 'MIT (code), CC BY 4.0 (data)', url: 'https://creativecommons.org/licenses/by/4.0/' },
  },
  servers: [{ url: '/' }],
  security: [],
  tags: [
    { name: 'sources', description: 'Publications.' },
    { name: 'entities', description: 'People, organizations, places and things that facts refer to.' },
    { name: 'mentions', description: 'How sources name entities, and where.' },
    { name: 'quotes', description: 'Attributed statements.' },
    { name: 'quantities', description: 'Counted things, so that only like is compared.' },
    { name: 'estimates', description: 'Figures as they were put forward.' },
    { name: 'claims', description: 'What somebody put forward once, with its reports.' },
    { name: 'origins', description: 'Origins of knowledge.' },
    { name: 'events', description: 'Reported events.' },
    { name: 'relations', description: 'Reported relations between two entities.' },
    { name: 'evidence', description: 'The words facts rest on.' },
    { name: 'search', description: 'Words in all facts.' },
    { name: 'timeline', description: 'The dates of all facts.' },
    { name: 'changes', description: 'What changed from version to version, and why.' },
    { name: 'versions', description: 'The versions of the dataset.' },
    { name: 'export', description: 'Whole sets as files.' },
    { name: 'service', description: 'The entry point, the codebook, health and kinds of problem.' },
  ],
}
