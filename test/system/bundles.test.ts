import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { run } from '../support/commands.ts'
import { folderFor, releasedSeed } from '../support/support.ts'

t.test('bundle add says what it brings and how to release it, and never overwrites', async (t) => {
  const { seed, edit } = releasedSeed(t)
  const folder = folderFor(t)
  const path = join(folder, 'vans.yaml')
  const source = `{ id: vans, kind: report, title: "Ada's vans", language: en, rights: A test. }`
  writeFileSync(path, `sources: [${source}]\nentities: [{ id: kim-2, kind: person, name: Kim Jong Un }]\n`)
  const add = () => run(join(folder, 'no.sqlite'), 'bundle', 'add', path, '--seed', seed, '--id', 'ada')
  const { status, output } = await add()
  t.equal(status, 0, output)
  t.match(output, /would add:\n +1 {2}entity: kim-2\n +1 {2}source: vans/)
  t.match(output, /kim-2 \(Kim Jong Un\) looks like kim-jong-un/)
  t.match(output, /version: 1\.2\.0\n {2}date: "\d{4}-\d\d-\d\d"/)
  t.match(output, `release --note 'A new source: Ada'\\''s vans' --seed '${seed}'`)
  t.ok(existsSync(join(seed, 'ada', 'vans.yaml')))
  const again = await add()
  t.match(again, {
    status: 1,
    output: /The seed with the bundle has 2 faults; nothing was added\.\n.*ada\/vans\.yaml:1/,
  })
  t.notMatch(again.output, /\n\s+at /, 'no stack trace')
  edit('dataset.yaml', /^version: .*$/m, 'version: 1.2.0')
  const released = await run(join(folder, 'no.sqlite'), 'release', '--note', "Ada's vans", '--seed', seed)
  t.match(released.output, `Commit ${seed} with the history, then publish it: conflict-facts load --seed '${seed}'`)
})
