import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import t from 'tap'
import { inPackage } from '../src/package.ts'

const tests = readdirSync(inPackage('test'), { recursive: true, encoding: 'utf8' })

t.test('every test that the documents name exists under this name', (t) => {
  for (const document of ['security.md', 'reliability.md']) {
    const text = readFileSync(inPackage('docs', document), 'utf8')
    const named = [...text.matchAll(/`([\w-]+\.test\.ts)`: "([^"]+)"/g)]
    t.ok(named.length > 3, `${document} names tests`)
    for (const [, file = '', name = ''] of named) {
      const path = tests.find((one) => basename(one) === file)
      if (path === undefined) {
        t.fail(`${document}: there is no ${file}`)
        continue
      }
      const source = readFileSync(inPackage('test', path), 'utf8')
      t.ok(
        [`'${name}'`, `\`${name}`].some((literal) => source.includes(literal)),
        `${document}: ${file}: ${name}`,
      )
    }
  }
  t.end()
})

t.test('each of the ten risks of OWASP stands in docs/security.md, with a test', (t) => {
  const lines = readFileSync(inPackage('docs', 'security.md'), 'utf8').split('\n')
  for (let risk = 1; risk <= 10; risk += 1) {
    const [line, ...more] = lines.filter((one) => one.startsWith(`| API${risk} `))
    t.strictSame(more, [])
    t.match(line, /`[\w-]+\.test\.ts`: "/, `API${risk}`)
  }
  t.end()
})
