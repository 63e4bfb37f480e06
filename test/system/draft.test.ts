import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { run } from '../support/commands.ts'
import { folderFor, seedCopy } from '../support/support.ts'

t.test('draft writes what load refuses, and ends with one line for what it cannot read', async (t) => {
  const { seed } = seedCopy(t)
  const folder = folderFor(t)
  const database = join(folder, 'facts.sqlite')
  const text = join(folder, 'text.txt')
  writeFileSync(text, 'More than 12 vans left Russia, the ministry said on Monday.')
  t.match(await run(database, 'draft', text, '--id', 'vans', '--seed', seed), {
    status: 0,
    output: /1 figures, 1 statements, 1 times/,
  })
  t.match(
    readFileSync(join(seed, 'vans', 'drafts.yaml'), 'utf8'),
    /as_stated: More than 12 vans\n.*more_than\n.*low: 12/,
  )
  t.match(await run(database, 'load', '--check', '--seed', seed), { status: 1, output: /drafts\.yaml:6: .*Still TODO/ })
  const again = await run(database, 'draft', text, '--id', 'vans', '--seed', seed)
  t.match(again, { status: 1, output: /"vans" is used by a record/ })
  t.notMatch(again.output, /\n\s+at /, 'no stack trace')
})
