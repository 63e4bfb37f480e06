import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pascalCase, problems, responseIn, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { parameter, requiredParameter, termType } from '../../http/contract/parameters.ts'
import { bodyOf, idParams } from '../../listing/by-id.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { citedRoot, meta } from '../../listing/meta.ts'
import type { Source } from '../../records/sources/contract.ts'
import { citationStyles, terms } from '../../vocabulary.ts'
import { citationResponse, cslListContract } from './contract.ts'
import { type CitedRecord, citationOfFact, citationOfSource } from './item.ts'

const text = (description: string) => z.string().meta({ description })

/** Media types of a citation. The names are the suffixes of addresses. */
const mediaTypes = {
  json: 'application/json',
  csl: 'application/vnd.citationstyles.csl+json',
  bib: 'application/x-bibtex',
  txt: 'text/plain',
} as const
type Format = keyof typeof mediaTypes
const formats = Object.keys(mediaTypes) as Format[]

/** The formatter is loaded with the first citation: it is a tenth of what a start would load. */
const formatter = () => import('./format.ts')

/** Citations of the records of one type. */
export const citationRoutes =
  (resource: RecordListing): FastifyPluginCallback =>
  (instance, _options, done) => {
    const app = instance.withTypeProvider<ZodTypes>()
    const { type, collection } = resource
    const path = `/v1/${collection}/:id/citation`
    const params = idParams(resource)
    const querystring = z.strictObject({
      style: parameter(termType(terms(citationStyles)), 'CSL style of the sentence. Default: apa.'),
    })
    const common = { tags: [collection], querystring }
    const failures = ['invalid-parameter', 'not-found', 'gone', 'internal-error', 'not-ready'] as const
    const send = async (
      { snapshot }: FastifyRequest,
      reply: FastifyReply,
      { id, style = 'apa' }: { id: string } & z.output<typeof querystring>,
      offered: readonly Format[],
    ) => {
      const body = await bodyOf(snapshot, resource, id)
      const cited = async () => {
        const record = JSON.parse(body) as CitedRecord | Source
        const address = `${citedRoot(snapshot, app.publicUrl)}/v1/${collection}/${id}`
        return 'citation' in record
          ? citationOfSource(snapshot, record, address)
          : citationOfFact(snapshot, record, address)
      }
      const makers: Record<Format, () => Promise<string>> = {
        json: async () => {
          const { bibtexOf, citationText } = await formatter()
          const citation = await cited()
          const { csl } = citation
          const { display } = JSON.parse(body)
          const data = { id, csl, bibtex: bibtexOf(csl), text: citationText(citation, style), style, display }
          return JSON.stringify({ data, meta: meta(snapshot) })
        },
        csl: async () => JSON.stringify([(await cited()).csl]),
        bib: async () => `${(await formatter()).bibtexOf((await cited()).csl)}\n`,
        txt: async () => `${(await formatter()).citationText(await cited(), style)}\n`,
      }
      return reply.respond(Object.fromEntries(offered.map((format) => [mediaTypes[format], makers[format]])))
    }

    const schema = {
      ...common,
      operationId: `cite${pascalCase(type)}`,
      summary: `Cite one ${type}`,
      description: `CSL-JSON, BibTeX and a sentence, with the version of the dataset; one of them alone by \`Accept\`: see \`${path.replace(':id', '{id}')}.{format}\`. ${
        type === 'source'
          ? 'A source is cited as itself.'
          : 'A fact is cited in words of ours, after its source, as a record of this dataset.'
      }`,
      params,
      response: { 200: responseOf('The citation.', citationResponse), ...problems('not-acceptable', ...failures) },
    }
    app.get(path, { schema }, (request, reply) =>
      send(request, reply, { ...request.params, ...request.query }, formats),
    )

    const suffixSchema = {
      ...common,
      operationId: `cite${pascalCase(type)}As`,
      summary: `Cite one ${type} as ${formats.join(', ')}`,
      description: 'The same citation, in the format named in the address.',
      params: params.extend({ format: requiredParameter(termType(formats), 'Format.', 'bib') }),
      response: {
        200: responseIn('The citation.', {
          [mediaTypes.json]: citationResponse,
          [mediaTypes.csl]: cslListContract,
          [mediaTypes.bib]: text('A BibTeX entry.'),
          [mediaTypes.txt]: text('The sentence.'),
        }),
        ...problems(...failures),
      },
    }
    app.get(`${path}.:format`, { schema: suffixSchema }, (request, reply) =>
      send(request, reply, { ...request.params, ...request.query }, [request.params.format]),
    )
    done()
  }
