import { readFileSync, writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { codebook } from '../features/codebook/codebook.ts'
import { codebookMarkdown } from '../features/codebook/markdown.ts'
import { inPackage } from '../package.ts'
import { UsageError } from './usage-error.ts'

const file = inPackage('docs', 'codebook.md')

export const codebookCommand = new Command('codebook')
  .description('Write docs/codebook.md from the contract')
  .option('--check', 'only compare: fail where the file is not what would be written')
  .action(({ check }: { check?: boolean }) => {
    const text = codebookMarkdown(codebook())
    if (!check) writeFileSync(file, text)
    else if (readFileSync(file, 'utf8') !== text)
      throw new UsageError('docs/codebook.md is not what the contract says. Write it anew with `npm run codebook`.')
  })
