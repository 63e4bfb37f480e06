import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { run } from '../support/commands.ts'
import { folderFor, seedCopy } from '../support/support.ts'

t.test('locate writes its spans into a record, and says in one line what it cannot do', async (t) => {
  const { seed, add } = seedCopy(t)
  const folder = folderFor(t)
  const database = join(folder, 'facts.sqlite')
  const file = join(folder, 'text.txt')
  const text = 'Vans left. Vans came.'
  writeFileSync(file, text)
  const sha256 = createHash('sha256').update(text).digest('hex')
  add(
    'vans.yaml',
    `sources:\n  - { id: paper, text: { sha256: ${sha256} } }\nquotes:\n  - id: quote-vans # ours\n    source: paper\n`,
  )
  const locate = (...args: string[]) => run(database, 'locate', file, ...args, '--into', 'quote-vans', '--seed', seed)
  t.match(await locate('Vans'), {
    status: 1,
    output: /stand 2 times\. Say which.*\n {2}1: at 0, "Vans left\. Vans came"/,
  })
  t.match(await locate('Vans', '--occurrence', 'none'), { status: 1, output: /Allowed: a whole number from 1/ })
  t.match(await locate('Vans', '--occurrence', 'all'), {
    status: 0,
    output: /vans\.yaml\n@@ line 6 @@\n\+ {4}evidence:/,
  })
  t.match(
    readFileSync(join(seed, 'vans.yaml'), 'utf8'),
    /# ours\n {4}source: paper\n {4}evidence:\n {6}- spans:\n {10}- \{ start: 0, /,
  )
})
