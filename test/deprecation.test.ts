/** Deprecations are shown by an invented route, and by an invented field of another, in place of real routes. */
import type { FastifyInstance, FastifySchema } from 'fastify'
import t, { type Test } from 'tap'
import { z } from 'zod'
import type { buildApp } from '../src/app.ts'
import { responseOf } from '../src/http/contract/contract.ts'
import { type Deprecation, documentDeprecation } from '../src/http/contract/deprecation.ts'
import { databaseFor } from './support/support.ts'

const instead = 'Use `/v1/tempers`.'
const days = { since: '2027-03-01', sunset: '2028-03-01' }
const mood = z.string().meta({ description: 'Mood.', deprecated: true })
const moods: FastifySchema & object = {
  ...{ operationId: 'listMoods', summary: 'Moods', description: 'Moods of quotes.', tags: ['quotes'] },
  querystring: z.strictObject({}),
  response: { 200: responseOf('Moods.', z.object({ mood, temper: z.string() }).meta({ id: 'Mood' })) },
}

/** The service with two routes that have deprecations. */
async function appWith(t: Test, deprecations: Record<string, Deprecation>): Promise<FastifyInstance> {
  const annotationRoutes = (app: FastifyInstance, _options: object, done: () => void) => {
    for (const [url, deprecation] of Object.entries(deprecations))
      app.get(
        url,
        { schema: { ...moods, operationId: `list${url.slice(-5)}`, deprecation } as FastifySchema },
        (_, reply) => reply.respond(() => JSON.stringify({ mood: 'grave', temper: 'grave' })),
      )
    done()
  }
  // Compiled files: `mockImport` takes paths from the folder of this source.
  const mocked = await t.mockImport('../dist/src/app.js', {
    '../dist/src/features/annotations/routes.js': { annotationRoutes },
  })
  const app = await (mocked.buildApp as typeof buildApp)({
    databaseFile: databaseFor(t),
    publicUrl: 'https://facts.example',
  })
  t.teardown(() => app.close())
  return app
}

t.test('a deprecated operation, or part of one, says so in the contract and in every response', async (t) => {
  const part = 'field `mood`'
  const app = await appWith(t, {
    '/v1/moods': { ...days, instead },
    '/v1/parts': { ...days, instead: 'Use `temper`.', part },
  })
  for (const url of ['/v1/moods', '/v1/parts']) {
    const page = `<https://facts.example/docs/#/quotes/list${url.slice(-5)}>; type="text/html"`
    const first = await app.inject(url)
    const { etag } = first.headers
    const responses = [
      [first, 200],
      [await app.inject(url), 200],
      [await app.inject({ url, headers: { 'if-none-match': String(etag) } }), 304],
      [await app.inject({ url, method: 'HEAD' }), 200],
      [await app.inject(`${url}?x=1`), 400],
    ] as const
    for (const [{ statusCode, headers }, status] of responses) {
      t.equal(statusCode, status)
      t.equal(headers.deprecation, '@1803859200', 'RFC 9745: seconds since 1970')
      t.equal(headers.sunset, 'Wed, 01 Mar 2028 00:00:00 GMT', 'RFC 8594: a date of HTTP')
      const links = String(headers.link).split(', ')
      for (const relation of ['deprecation', 'sunset'])
        t.equal(links.filter((link) => link === `${page}; rel="${relation}"`).length, 1, `${status} ${relation}`)
    }
    t.match(first.headers.link, /rel="license"/, 'other links stay')
    t.match(first.headers['access-control-expose-headers'], /deprecation.*sunset/)
  }
  // biome-ignore lint/suspicious/noExplicitAny: a document of any shape
  const { paths, components } = app.swagger() as Record<string, any>
  t.equal(paths['/v1/moods'].get.deprecated, true)
  t.equal(
    paths['/v1/moods'].get.description,
    `Moods of quotes.\n\n**Deprecated.** This operation is deprecated since 2027-03-01 and ends on 2028-03-01. ${instead}`,
  )
  t.equal(paths['/v1/parts'].get.deprecated, undefined, 'the rest of it stays')
  t.match(paths['/v1/parts'].get.description, /The field `mood` is deprecated since 2027-03-01 .* Use `temper`\.$/)
  t.equal(components.schemas.Mood.properties.mood.deprecated, true)
  t.equal(components.schemas.Mood.properties.temper.deprecated, undefined)

  const { headers } = await app.inject('/v1/quotes?limit=1')
  t.notOk(headers.deprecation ?? headers.sunset, 'other operations say nothing')
})

t.test('clients get half a year of notice', (t) => {
  const until = (sunset: string) => documentDeprecation({ deprecation: { ...days, sunset, instead } })
  for (const sunset of ['2027-03-01', '2027-02-01', '2027-08-27', 'soon'])
    t.throws(() => until(sunset), { message: /180 days/ }, sunset)
  t.match(until('2027-08-28'), { deprecated: true, description: /^\*\*Deprecated\.\*\* This operation/ })
  t.end()
})
