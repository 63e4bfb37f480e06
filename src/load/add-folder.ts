import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { RecordFiles } from './record-files.ts'

/**
 * Copies files into a new folder, which appears whole or not at all.
 * @returns false if there is something of that name, which is left as it is
 */
export function addFolder(target: string, { folder, names }: RecordFiles): boolean {
  if (existsSync(target)) return false
  // Hidden folders are no part of a seed.
  const partial = join(dirname(target), `.${basename(target)}-${process.pid}`)
  try {
    for (const name of names) {
      mkdirSync(dirname(join(partial, name)), { recursive: true })
      copyFileSync(join(folder, name), join(partial, name))
    }
    renameSync(partial, target)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTEMPTY') return false
    throw error
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}
