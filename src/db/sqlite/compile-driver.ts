/** Build step: compiles the SQLite driver once, if it has to be compiled. Exits with 1 if there is no driver. */
import { spawnSync } from 'node:child_process'
import { inPackage } from '../../package.ts'
import { loadDriver, needsCompiling } from './driver-package.ts'

function compile() {
  console.log('Compiling SQLite for Node.js 20, which takes a minute or two.')
  const options = { cwd: inPackage(), stdio: 'inherit', shell: process.platform === 'win32' } as const
  spawnSync('npm', ['rebuild', 'better-sqlite3', '--ignore-scripts=false'], options)
}

try {
  await loadDriver().catch((error) => {
    if (!needsCompiling) throw error
    compile()
    return loadDriver()
  })
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
