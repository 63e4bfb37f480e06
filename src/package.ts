import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'

function findPackageRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw new Error(`No package.json in any folder above ${start}.`)
  }
}

/** The folder that holds package.json, whether the code runs compiled (dist/src) or from source (src). */
const packageRoot = findPackageRoot(import.meta.dirname)

/** Resolves a path inside the package, independent of the working directory. */
export const inPackage = (...path: string[]): string => join(packageRoot, ...path)

/** The folder of the database: of a clone, its own; of an installed package, one in the working folder, as npm replaces packages. */
export const dataFolder = packageRoot.split(sep).includes('node_modules') ? resolve('data') : inPackage('data')

/** The version in package.json: the version of the software, not of the dataset. */
export const buildVersion: string = JSON.parse(readFileSync(inPackage('package.json'), 'utf8')).version
