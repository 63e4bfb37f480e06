import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { RecordFiles } from './record-files.ts'

/**
 * Makes a new folder, which appears whole or not at all.
 * @param fill writes its files into the folder that it is given
 * @returns false if there is something of that name, which is left as it is
 */
export function addFolder(target: string, fill: (folder: string) => void): boolean {
  if (existsSync(target)) return false
  // Hidden folders are no part of a seed.
  const partial = join(dirname(target), `.${basename(target)}-${process.pid}`)
  try {
    mkdirSync(partial)
    fill(partial)
    renameSync(partial, target)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTEMPTY') return false
    throw error
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/** Copies files, whatever their size. */
export const copying =
  ({ folder, names }: RecordFiles) =>
  (into: string): void => {
    for (const name of names) {
      mkdirSync(dirname(join(into, name)), { recursive: true })
      copyFileSync(join(folder, name), join(into, name))
    }
  }
