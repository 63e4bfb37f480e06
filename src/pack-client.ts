/**
 * Compiles the client, for browsers too, and packs it as a package of its own: conflict-facts-client-VERSION.tgz in the
 * working folder. It has the version of this package, and of its dependencies only the one that the client imports.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inPackage } from './package.ts'

const read = (...path: string[]) => JSON.parse(readFileSync(inPackage(...path), 'utf8'))
const folder = inPackage('dist', 'client')
const { version, dependencies } = read('package.json')
const described = {
  ...read('src', 'client', 'package.json'),
  version,
  dependencies: { 'openapi-fetch': dependencies['openapi-fetch'] },
}
rmSync(folder, { recursive: true, force: true })
execFileSync(process.execPath, [
  inPackage('node_modules', 'typescript', 'bin', 'tsc'),
  '-p',
  inPackage('src', 'client'),
])
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(described, null, 2)}\n`)
copyFileSync(inPackage('src', 'client', 'README.md'), join(folder, 'README.md'))
copyFileSync(inPackage('LICENSE'), join(folder, 'LICENSE'))
execFileSync('npm', ['pack', folder], { stdio: 'inherit', shell: process.platform === 'win32' })
