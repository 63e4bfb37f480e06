import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { pascalCase, problems, responseIn, type ZodTypes } from '../../http/contract/contract.ts'
import { parameter, termType } from '../../http/contract/parameters.ts'
import { bodyOf, idParams } from '../../listing/by-id.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { citedRoot, meta } from '../../listing/meta.ts'
import type { Source } from '../../records/sources/contract.ts'
import { citationStyles, terms } from '../../vocabulary.ts'
import { citationResponse, cslListContract } from './contract.ts'
import { type CitedRecord, citationOfFact, citationOfSource } from './item.ts'

const text = (description: string) => z.string().meta({ description })

/** The formatter is loaded with the first citation: it is a tenth of what a start would load. */
const formats = () => import('./format.ts')

/** Citations of the records of one type. */
export const citationRoutes =
  (resource: RecordListing): FastifyPluginCallback =>
  (instance, _options, done) => {
    const app = instance.withTypeProvider<ZodTypes>()
    const { type, collection } = resource
    const schema = {
      operationId: `cite${pascalCase(type)}`,
      summary: `Cite one ${type}`,
      description: `CSL-JSON, BibTeX and a sentence, with the version of the dataset; one alone by \`Accept\`. ${
        type === 'source'
          ? 'A source is cited as itself.'
          : 'A fact is cited in words of ours, after its source, as a record of this dataset.'
      }`,
      tags: [collection],
      params: idParams(resource),
      querystring: z.strictObject({
        style: parameter(termType(terms(citationStyles)), 'CSL style of the sentence. Default: apa.'),
      }),
      response: {
        200: responseIn('The citation.', {
          'application/json': citationResponse,
          'application/vnd.citationstyles.csl+json': cslListContract,
          'application/x-bibtex': text('A BibTeX entry.'),
          'text/plain': text('The sentence.'),
        }),
        ...problems('invalid-parameter', 'not-found', 'not-acceptable', 'gone', 'internal-error', 'not-ready'),
      },
    }
    app.get(`/v1/${collection}/:id/citation`, { schema }, async (request, reply) => {
      const { snapshot } = request
      const { id } = request.params
      const { style = 'apa' } = request.query
      const body = await bodyOf(snapshot, resource, id)
      const cited = async () => {
        const record = JSON.parse(body) as CitedRecord | Source
        const address = `${citedRoot(snapshot, app.publicUrl)}/v1/${collection}/${id}`
        return 'citation' in record
          ? citationOfSource(snapshot, record, address)
          : citationOfFact(snapshot, record, address)
      }
      return reply.respond({
        'application/json': async () => {
          const { bibtexOf, citationText } = await formats()
          const citation = await cited()
          const { csl } = citation
          const { display } = JSON.parse(body)
          const data = { id, csl, bibtex: bibtexOf(csl), text: citationText(citation, style), style, display }
          return JSON.stringify({ data, meta: meta(snapshot) })
        },
        'application/vnd.citationstyles.csl+json': async () => JSON.stringify([(await cited()).csl]),
        'application/x-bibtex': async () => `${(await formats()).bibtexOf((await cited()).csl)}\n`,
        'text/plain': async () => `${(await formats()).citationText(await cited(), style)}\n`,
      })
    })
    done()
  }
