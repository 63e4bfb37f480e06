import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import type { Snapshot } from '../../db/open.ts'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { mediaTypes } from '../../listing/formats.ts'
import { meta } from '../../listing/meta.ts'
import { countRecords } from '../../listing/queries.ts'
import { type ExportFile, exportContract } from './contract.ts'
import { dataPackageContract, dataPackageOf } from './datapackage.ts'
import { allRecords, fileDigest, sourcesOf } from './queries.ts'

const sqliteType = 'application/vnd.sqlite3'
const recordsPath = '/v1/export/records.ndjson'
const databasePath = '/v1/export/conflict-facts.sqlite'
const packagePath = '/v1/datapackage.json'
const failures = ['invalid-parameter', 'internal-error', 'not-ready'] as const
const cutRule =
  'HTTP shows a transfer that breaks off: it ends before its length, or without its last chunk, and clients report that.'

/** Whole sets as files. */
export const exportRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const common = { tags: ['export'], querystring: z.strictObject({}) }

  const schema = {
    ...common,
    operationId: 'listExports',
    summary: 'Whole sets as files',
    description: `Every list as CSV, XLSX and NDJSON, all records in one file, the database itself, and a Data Package that describes the lists. ${cutRule}`,
    response: { 200: responseOf('The files.', exportContract), ...problems(...failures) },
  }
  app.get('/v1/export', { schema }, (request, reply) => {
    const { snapshot } = request
    return reply.respond(
      async () => JSON.stringify({ data: await filesOf(snapshot, request.publicUrl), meta: meta(snapshot) }),
      { variant: snapshot.dataset.seed_digest },
    )
  })

  const packageSchema = {
    ...common,
    operationId: 'getDataPackage',
    summary: 'The whole set as a Data Package',
    description: `A Frictionless Data Package (datapackage.org, version 2): the addresses of all lists as CSV, with the type, meaning
and terms of each column, keys, licence and sources, for programs that read such packages.`,
    response: { 200: responseOf('The Data Package.', dataPackageContract), ...problems(...failures) },
  }
  app.get(packagePath, { schema: packageSchema }, (request, reply) => {
    const { snapshot } = request
    return reply.respond(async () => JSON.stringify(dataPackageOf(snapshot.dataset, await sourcesOf(snapshot))))
  })

  const recordsSchema = {
    ...common,
    operationId: 'exportRecords',
    summary: 'All records of all types in one file',
    description: `NDJSON, one record a line, by type, then id; the header \`total-count\` says how many. ${cutRule}`,
    response: {
      200: responseOf(
        'The records.',
        z.string().meta({ description: 'One record a line, as JSON.' }),
        mediaTypes.ndjson,
      ),
      ...problems(...failures),
    },
  }
  app.get(recordsPath, { schema: recordsSchema }, (request, reply) => {
    const { snapshot } = request
    return reply.respond({
      [mediaTypes.ndjson]: async () => ({
        body: allRecords(snapshot),
        headers: {
          'total-count': String(await countAll(snapshot)),
          'content-disposition': 'attachment; filename="records.ndjson"',
        },
      }),
    })
  })

  const databaseContract = z.string().meta({ description: 'A database in the SQLite 3 format.', format: 'binary' })
  const databaseSchema = {
    ...common,
    operationId: 'exportDatabase',
    summary: 'The SQLite file',
    description: `The file that is served, byte for byte, with \`Repr-Digest\` (RFC 9530) where it is not compressed on the way. The views \`v_estimates\` and the like have the rows and columns of the lists as CSV. \`Range\` asks for a part, one at a time; \`If-Range\` takes the ETag. ${cutRule}`,
    response: {
      200: responseOf('The file.', databaseContract, sqliteType),
      206: responseOf('The part of the file that `Range` asks for.', databaseContract, sqliteType),
      ...problems('range-not-satisfiable', ...failures),
    },
  }
  app.get(databasePath, { schema: databaseSchema }, (request, reply) => {
    const { snapshot } = request
    const { parts, bytes } = snapshot.file
    return reply.respond(
      {
        [sqliteType]: async (encoding) => {
          const sha256 = await fileDigest(snapshot)
          return {
            body: parts(),
            headers: {
              'content-disposition': 'attachment; filename="conflict-facts.sqlite"',
              ...(encoding === 'identity' && {
                'content-length': String(bytes),
                'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
              }),
            },
          }
        },
      },
      { variant: snapshot.dataset.seed_digest, file: snapshot.file },
    )
  })
  done()
}

/** Every file of a version, with its address. */
async function filesOf(snapshot: Snapshot, publicUrl: string): Promise<ExportFile[]> {
  const sha256 = await fileDigest(snapshot)
  const lists = Object.entries(await countRecords(snapshot)).flatMap(([collection, records]) =>
    (['csv', 'xlsx', 'ndjson'] as const).map((format): ExportFile => {
      const name = `${collection}.${format}`
      const address = `${publicUrl}/v1/${name}`
      const media_type = mediaTypes[format]
      return { name, address, media_type, description: `All ${collection}.`, records, bytes: null, sha256: null }
    }),
  )
  return [
    ...lists,
    {
      name: 'records.ndjson',
      address: publicUrl + recordsPath,
      media_type: mediaTypes.ndjson,
      description: 'All records of all types, by type, then id.',
      records: await countAll(snapshot),
      bytes: null,
      sha256: null,
    },
    {
      name: 'conflict-facts.sqlite',
      address: publicUrl + databasePath,
      media_type: sqliteType,
      description:
        'The database that is served: a view for each list, as v_estimates, with the columns of its CSV, and the full-text index. Its tables are no promise; the views and the records are.',
      records: null,
      bytes: snapshot.file.bytes,
      sha256,
    },
    {
      name: 'datapackage.json',
      address: publicUrl + packagePath,
      media_type: mediaTypes.json,
      description: 'The lists as CSV, described for programs: a Data Package (datapackage.org).',
      records: null,
      bytes: null,
      sha256: null,
    },
  ]
}

const countAll = async (snapshot: Snapshot): Promise<number> =>
  Object.values(await countRecords(snapshot)).reduce((sum, count) => sum + count, 0)
