import { eq } from 'drizzle-orm'
import type { Snapshot, Store } from '../../db/open.ts'
import { versions } from '../../db/tables.ts'
import { Problem } from '../../http/contract/problems.ts'
import type { Versions } from '../../http/response/respond.ts'

/** The version in service, and earlier ones as far as they are kept. */
export const versionsOf = (store: Store): Versions => ({
  current: () => store.current(),
  async named(version) {
    const current = store.current()
    if (version === current.dataset.version) return current
    return (await store.earlier(version)) ?? refuse(current, version)
  },
})

async function refuse({ db }: Snapshot, version: string): Promise<never> {
  const [known] = await db.select({ last_seq: versions.last_seq }).from(versions).where(eq(versions.id, version))
  if (known === undefined)
    throw new Problem('not-found', `There is no version "${version}" of the dataset. Allowed: those at /v1/versions.`)
  throw new Problem(
    'gone',
    `Version ${version} cannot be read here any more. What changed since: /v1/changes?after_seq=${known.last_seq}. Its records are the seed of that version, in the version control of the dataset.`,
  )
}
