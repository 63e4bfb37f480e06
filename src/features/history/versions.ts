import { eq } from 'drizzle-orm'
import type { KeptVersions } from '../../db/kept-versions.ts'
import { DatabaseError, type Snapshot, type Snapshots } from '../../db/open.ts'
import { versions } from '../../db/tables.ts'
import { Problem } from '../../http/contract/problems.ts'
import type { Versions } from '../../http/response/respond.ts'

/** The version in service, and earlier ones as far as they are kept. */
export const versionsOf = (snapshots: Snapshots, kept: KeptVersions): Versions => ({
  current: () => snapshots.current(),
  named(version) {
    const current = snapshots.current()
    return version === current.dataset.version ? current : (earlier(kept, version) ?? refuse(current, version))
  },
})

function earlier(kept: KeptVersions, version: string): Snapshot | undefined {
  try {
    return kept.find(version)
  } catch (error) {
    // Kept by an older build, whose schema this one does not read.
    if (error instanceof DatabaseError) return undefined
    throw error
  }
}

function refuse({ db }: Snapshot, version: string): never {
  const [known] = db.select({ last_seq: versions.last_seq }).from(versions).where(eq(versions.id, version)).all()
  if (known === undefined)
    throw new Problem('not-found', `There is no version "${version}" of the dataset. Allowed: those at /v1/versions.`)
  throw new Problem(
    'gone',
    `Version ${version} cannot be read here any more. What changed since: /v1/changes?after_seq=${known.last_seq}. Its records are the seed of that version, in the version control of the dataset.`,
  )
}
