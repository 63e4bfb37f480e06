/** Files of earlier versions of the dataset, which stay readable beside the one in service. */
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import { isDraft, isLaterVersion, versionPattern } from '../../facts/versions.ts'
import { DatabaseError, type Snapshot } from '../open.ts'
import { faultOf, openSnapshot, unreadability } from './open.ts'

export const defaultKeptVersions = 5

const folderOf = (file: string): string => `${file}-versions`
const pathOf = (file: string, version: string): string => join(folderOf(file), `${version}.sqlite`)

/** The versions that are kept beside a file, the latest first. */
export function keptVersions(file: string): string[] {
  if (!existsSync(folderOf(file))) return []
  return readdirSync(folderOf(file))
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => name.slice(0, -'.sqlite'.length))
    .filter((version) => versionPattern.test(version))
    .sort((one, other) => (isLaterVersion(one, other) ? -1 : 1))
}

/**
 * Keeps the dataset in service under its version, before another version takes its place. It is called by the process
 * that has the lock for publishing. A draft, which changes at any time, is not kept.
 * @param most how many versions are kept; the oldest go
 */
export function keepVersion(file: string, next: { id: string; version: string }, most: number): void {
  const present = faultOf(file) === null ? datasetIn(file) : undefined
  const isOther = present !== undefined && present.id === next.id && present.version !== next.version
  if (isOther && !isDraft(present.version) && most > 0) keep(file, present.version)
  for (const version of keptVersions(file).slice(most)) rmSync(pathOf(file, version), { force: true })
}

function keep(file: string, version: string): void {
  mkdirSync(folderOf(file), { recursive: true })
  const unfinished = `${pathOf(file, version)}.tmp`
  rmSync(unfinished, { force: true })
  try {
    linkSync(file, unfinished)
  } catch {
    // A file system without hard links.
    copyFileSync(file, unfinished)
  }
  renameSync(unfinished, pathOf(file, version))
}

function datasetIn(file: string) {
  try {
    const snapshot = openSnapshot(file)
    snapshot.close()
    return snapshot.dataset
  } catch (error) {
    // A damaged file is no version to keep.
    if (error instanceof DatabaseError || unreadability(error) !== undefined) return undefined
    throw error
  }
}

/** Most earlier versions that are open at a time. */
const maxOpen = 4

/** Earlier versions, opened when they are asked for. */
export class KeptVersions {
  readonly #file: string
  readonly #open = new LRUCache<string, Snapshot>({ max: maxOpen, dispose: (snapshot) => snapshot.close() })

  constructor(file: string) {
    this.#file = file
  }

  /**
   * @returns undefined if it is not kept
   * @throws DatabaseError if this build cannot read it
   */
  find(version: string): Snapshot | undefined {
    const known = this.#open.get(version)
    if (known !== undefined) return known
    if (!keptVersions(this.#file).includes(version)) return undefined
    const snapshot = openSnapshot(pathOf(this.#file, version))
    this.#open.set(version, snapshot)
    return snapshot
  }

  close(): void {
    this.#open.clear()
  }
}
