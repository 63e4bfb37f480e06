/** `npm install` runs no scripts of packages; the build compiles the SQLite driver where it has to be. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import t, { type Test } from 'tap'
import { needsCompiling } from '../../src/db/sqlite/driver-package.ts'
import { inPackage } from '../../src/package.ts'
import { start } from '../support/commands.ts'
import { folderFor } from '../support/support.ts'

const step = ['dist', 'src', 'db', 'sqlite', 'compile-driver.js']

t.test('nothing is left to scripts that npm does not run', async (t) => {
  t.match(readFileSync(inPackage('.npmrc'), 'utf8'), /^ignore-scripts=true$/m)
  const { scripts } = JSON.parse(readFileSync(inPackage('package.json'), 'utf8'))
  t.strictSame(
    Object.keys(scripts).filter((name) => /^(pre|post)|^install$/.test(name)),
    [],
  )
  for (const name of ['start', 'test', 'dev']) t.match(scripts[name], /^npm run build && /, name)
  t.match(scripts.build, `&& node ${step.join('/')} &&`)
})

t.test('the lock file names no registry', async (t) => {
  t.notMatch(readFileSync(inPackage('package-lock.json'), 'utf8'), /"resolved"|https?:\/\/registry/)
})

t.test('the build goes on where SQLite loads', async (t) => {
  const { ended, output } = start([process.execPath, inPackage(...step)])
  t.strictSame([await ended, output()], [0, ''])
})

/** Runs the step in a package without a driver, with an npm that does what it is told to. */
async function withoutDriver(t: Test, npm: string) {
  const folder = folderFor(t)
  const db = join(folder, 'dist', 'src', 'db', 'sqlite')
  mkdirSync(db, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"type":"module","version":"1.0.0"}')
  for (const name of ['package.js', 'db/sqlite/compile-driver.js', 'db/sqlite/driver-package.js'])
    copyFileSync(inPackage('dist', 'src', name), join(folder, 'dist', 'src', name))
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\necho "$@" > asked\n${npm}\n`)
  chmodSync(join(folder, 'npm'), 0o755)
  const path = [folder, process.env.PATH].join(delimiter)
  const { ended, output } = start([process.execPath, join(db, 'compile-driver.js')], { PATH: path })
  const status = await ended
  const asked = join(folder, 'asked')
  return { status, output: output(), asked: existsSync(asked) ? readFileSync(asked, 'utf8').trim() : undefined }
}

const skip = process.platform === 'win32' && 'npm stands in as a shell script'

t.test('without a driver the build ends loudly, and says what it needs', { skip }, async (t) => {
  const { status, output, asked } = await withoutDriver(t, 'exit 1')
  t.equal(status, 1)
  t.notMatch(output, /^ +at /m, 'without a stack trace')
  if (needsCompiling) {
    t.equal(asked, 'rebuild better-sqlite3 --ignore-scripts=false')
    t.match(output, /python3, make and a C\+\+ compiler/)
    t.match(output, /Node\.js 22\.14/)
  } else {
    t.equal(asked, undefined, 'nothing is compiled')
    t.match(output, /Run `npm install --ignore-scripts` with this Node\.js, without --omit=optional/)
  }
})

t.test('what npm says it has compiled is tried', { skip: skip || !needsCompiling }, async (t) => {
  const made = 'mkdir -p node_modules/better-sqlite3 && cd node_modules/better-sqlite3 && '
  const good = await withoutDriver(t, `${made} echo 'module.exports = class { close() {} }' > index.js`)
  t.equal(good.status, 0, good.output)
  const bad = await withoutDriver(t, `${made} echo 'module.exports = class { constructor() { throw 1 } }' > index.js`)
  t.equal(bad.status, 1)
  t.match(bad.output, /SQLite is missing/)
})
