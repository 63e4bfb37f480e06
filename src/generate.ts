/**
 * Writes the files that are derived from the code: openapi.yaml from the routes, docs/codebook.md from the contract,
 * the migration from the model, seed/schemas from the definitions of the seed. With `--check` it only compares, and exits with 1 if a file differs.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { codebook } from './codebook.ts'
import { schemaFile, schemaSql } from './db/sqlite/migrate.ts'
import { codebookMarkdown } from './features/codebook/markdown.ts'
import { openApiFile } from './http/contract/openapi.ts'
import { viewOf } from './listing/views.ts'
import { seedSchemas } from './load/json-schema.ts'
import { writeOpenApi } from './openapi.ts'
import { inPackage } from './package.ts'
import { listings } from './records/types.ts'

const isCheck = process.argv.includes('--check')

function put(file: string, text: string): void {
  if (!isCheck) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is not what the code says. Write it anew with \`npm run generate\`.`)
    process.exitCode = 1
  }
}

// The schema is written first: the other files need a database.
put(schemaFile, schemaSql(listings.map(viewOf)))
put(openApiFile, await writeOpenApi())
put(inPackage('docs', 'codebook.md'), codebookMarkdown(codebook()))
for (const [name, text] of Object.entries(seedSchemas())) put(inPackage('seed', 'schemas', name), text)
