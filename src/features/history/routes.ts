import { and, asc, eq, or } from 'drizzle-orm'
import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import type { Snapshot } from '../../db/open.ts'
import { changes, records, retired } from '../../db/tables.ts'
import { pascalCase, problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { Problem } from '../../http/contract/problems.ts'
import { idParams } from '../../listing/by-id.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { meta, metaContract } from '../../listing/meta.ts'
import { changeContract } from '../../records/changes/contract.ts'

/** The changes of a record, also of one that was withdrawn. */
export const historyRoute =
  (resource: RecordListing): FastifyPluginCallback =>
  (instance, _options, done) => {
    const app = instance.withTypeProvider<ZodTypes>()
    const { type, collection } = resource
    const schema = {
      operationId: `get${pascalCase(type)}History`,
      summary: `History of one ${type}`,
      description: `The changes of one ${type} from version to version, oldest first; the first recorded it, by itself or as one of a baseline. None: it is not released yet. An id that was withdrawn keeps its history.`,
      tags: [collection],
      params: idParams(resource),
      querystring: z.strictObject({}),
      response: {
        200: responseOf(
          'The changes.',
          z.object({ data: z.array(changeContract).meta({ description: 'The changes.' }), meta: metaContract }),
        ),
        ...problems('invalid-parameter', 'not-found', 'internal-error', 'not-ready'),
      },
    }
    app.get(`/v1/${collection}/:id/history`, { schema }, async (request, reply) => {
      const { snapshot, params } = request
      const bodies = await historyOf(snapshot, resource, params.id)
      return reply.respond(() => `{"data":[${bodies.join(',')}],"meta":${JSON.stringify(meta(snapshot))}}`)
    })
    done()
  }

/** @throws Problem 404 for an id that no record of the type has or had */
async function historyOf({ db }: Snapshot, { type, collection }: RecordListing, id: string): Promise<string[]> {
  const [found] = await db
    .select({ recorded_seq: records.recorded_seq })
    .from(records)
    .where(and(eq(records.id, id), eq(records.type, type)))
    .union(db.select({ recorded_seq: retired.recorded_seq }).from(retired).where(eq(retired.id, id)))
  if (found === undefined)
    throw new Problem(
      'not-found',
      `There is no ${type} with the id "${id}", and none was withdrawn. Allowed: the ids at /v1/${collection}.`,
    )
  const rows = await db
    .select({ body: changes.body })
    .from(changes)
    .where(or(eq(changes.record, id), eq(changes.id, found.recorded_seq ?? 0)))
    .orderBy(asc(changes.id))
  return rows.map(({ body }) => body)
}
