import { readFileSync, writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { openApiFile } from '../http/openapi.ts'
import { writeOpenApi } from '../openapi.ts'
import { UsageError } from './usage-error.ts'

export const openApiCommand = new Command('openapi')
  .description('Write openapi.yaml from the routes')
  .option('--check', 'only compare: fail where the file is not what would be written')
  .action(async ({ check }: { check?: boolean }) => {
    const text = await writeOpenApi()
    if (!check) writeFileSync(openApiFile, text)
    else if (readFileSync(openApiFile, 'utf8') !== text)
      throw new UsageError('openapi.yaml is not what the routes say. Write it anew with `npm run openapi`.')
  })
