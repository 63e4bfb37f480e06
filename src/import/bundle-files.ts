/** The files of a bundle that is being imported, as NDJSON, and the row of the table behind each line. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type CheckedBundle, checkBundle } from '../load/bundle.ts'
import { type Fault, SeedError } from '../load/faults.ts'
import { shownPath } from '../load/folder.ts'
import type { RecordFiles } from '../load/record-files.ts'
import type { Faults } from './faults.ts'

export class BundleFiles<Origin> {
  readonly #folder: string
  readonly #files = new Map<string, { descriptor: number; origins: Origin[] }>()

  /** @param folder a private one, which nobody reads before it is complete */
  constructor(folder: string) {
    this.#folder = folder
  }

  get files(): RecordFiles {
    return { folder: this.#folder, names: [...this.#files.keys()] }
  }

  /** Writes a record into the file of that name. */
  write(name: string, record: object, origin: Origin): void {
    const file = this.#files.get(name) ?? { descriptor: openSync(join(this.#folder, name), 'wx'), origins: [] }
    this.#files.set(name, file)
    writeSync(file.descriptor, `${JSON.stringify(record)}\n`)
    file.origins.push(origin)
  }

  close(): void {
    for (const { descriptor } of this.#files.values()) closeSync(descriptor)
  }

  /**
   * Checks the bundle with the seed.
   * @param faults of the table so far
   * @param refuse adds a fault of the bundle to those of the table, at the origin of the record that has it
   * @throws ImportError that lists the faults of the table, SeedError if all faults are of the seed itself
   */
  checkedWith(
    { file, into, seed, databaseFile }: { file: string; into: string; seed: string; databaseFile: string },
    faults: Faults,
    refuse: (fault: Fault, origin?: Origin) => void,
  ): CheckedBundle {
    try {
      return checkBundle(this.files, into, seed, databaseFile)
    } catch (error) {
      if (!(error instanceof SeedError)) throw error
      const isOfSeed = error.faults.every((fault) => this.originOf(fault) === undefined)
      if (!isOfSeed) for (const fault of error.faults) refuse(fault, this.originOf(fault))
      faults.throwIfAny(file)
      throw new SeedError(error.faults, 'nothing was written')
    }
  }

  /** The origin of the record with a fault; undefined for faults of other files. */
  originOf({ file, line }: Fault): Origin | undefined {
    const [, found] = [...this.#files].find(([name]) => shownPath(join(this.#folder, name)) === file) ?? []
    return found?.origins[(line ?? 0) - 1]
  }
}
