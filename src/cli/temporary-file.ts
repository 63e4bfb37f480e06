import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives a command the path of a file that is removed when it ends: room for the file that is stored on a server. */
export async function withTemporaryFile<T>(work: (file: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'conflict-facts-stored-'))
  try {
    return await work(join(folder, 'facts.sqlite'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
