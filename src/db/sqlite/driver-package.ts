/**
 * better-sqlite3 in the version that this Node.js can run: 13 (Node-API, brings its binaries) needs Node 22, and 12 aborts the
 * process when a statement is collected as garbage on Node 24.19 and later.
 */
import type Sqlite from 'better-sqlite3'

/** Version 12 has to be compiled; `npm install` does not, see `.npmrc`. */
export const needsCompiling = Number(process.versions.node.split('.')[0]) < 22

const packageName = needsCompiling ? 'better-sqlite3' : 'better-sqlite3-napi'

const advice = needsCompiling
  ? 'On Node.js 20 it is compiled: install python3, make and a C++ compiler (g++ or clang), then run `npm install` and ' +
    '`npm rebuild better-sqlite3 --ignore-scripts=false`. Node.js 22.14 and later need none of them.'
  : 'Run `npm install --ignore-scripts` with this Node.js, without --omit=optional.'

/** The driver is not installed; the message says how to install it. */
export class DriverError extends Error {
  override name = 'DriverError'
}

/**
 * Loads the driver.
 * @throws DriverError
 */
export async function loadDriver(): Promise<typeof Sqlite> {
  try {
    const { default: Driver } = await import(packageName)
    // The driver loads its binary with the first database, not on import.
    new Driver(':memory:').close()
    return Driver
  } catch (error) {
    throw new DriverError(`SQLite is missing: the package ${packageName} does not load. ${advice}`, { cause: error })
  }
}
