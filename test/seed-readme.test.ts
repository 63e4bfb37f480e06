import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { draftCommand } from '../src/cli/draft.ts'
import { inPackage } from '../src/package.ts'
import { appFor, folderFor, getJson, seedCopy } from './support/support.ts'

t.test('the text of the README for editors leads from draft to query as it says', async (t) => {
  const [, section = ''] = readFileSync(inPackage('seed', 'README.md'), 'utf8').split('### One text from end to end')
  const block = (language: string) => new RegExp(`\`\`\`${language}\n([^\`]*)\`\`\``).exec(section)?.[1] ?? ''
  const { seed } = seedCopy(t)
  const article = join(folderFor(t), 'article.txt')
  writeFileSync(article, block('txt'))
  const said = t.capture(console, 'log', () => {})
  const id = 'harbour-times-2023-06-vans'
  await draftCommand.parseAsync([article, '--id', id, '--seed', seed], { from: 'user' })
  t.match(String(said()[0]?.args[0]), /1 figures, 1 statements, 1 times/)
  const drafted = readFileSync(join(seed, id, 'source.yaml'), 'utf8')
  const [, sha256 = 'none'] = /sha256: (\S+)/.exec(drafted) ?? []
  t.match(block('yaml'), sha256, 'the text is the one recorded')
  t.equal(block('yaml').split('\n')[0], drafted.split('\n')[0], 'the schema is named as `draft` names it')
  writeFileSync(join(seed, id, 'source.yaml'), block('yaml'))
  writeFileSync(join(seed, id, 'drafts.yaml'), '')
  const app = await appFor(t, seed)
  const [, address = ''] =
    /localhost:3000([^']*)/.exec(
      block('sh')
        .split('\n')
        .find((line) => line.startsWith('curl')) ?? '',
    ) ?? []
  const { data } = await getJson(app, address)
  t.match(data, [{ low: 40, high: null, claim: 'claim-harbour-office-vans', display: /At least 40 vans/ }])
  t.strictSame(data, JSON.parse(block('json')))
})
