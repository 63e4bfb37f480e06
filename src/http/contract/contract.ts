/**
 * Zod schemas as the contract of a route: the schemas that validate requests also produce the OpenAPI 3.1 document. One
 * component per schema with an id; `io: 'input'`, so that a response object stays open for keys added later.
 */
import type { FastifyInstance, FastifySchema, FastifyTypeProvider } from 'fastify'
import type { OpenAPIV3_1 } from 'openapi-types'
import { z } from 'zod'
import { shareComponents } from './components.ts'
import { documentDeprecation } from './deprecation.ts'
import { faultsOf, type UnknownParameters } from './parameter-faults.ts'
import { type ProblemType, problemTypes } from './problem-types.ts'
import { invalidParameters, problemContract } from './problems.ts'

export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown
  serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown
}

/** Documentation of a schema that Zod cannot derive, such as a parameter that is text on the wire. */
export const documentedAs = z.registry<{ schema: Record<string, unknown> }>()

export type JsonSchema = Record<string, unknown>

/** A schema as JSON Schema, and separately each schema with an id that it uses. */
export function toJsonSchema(schema: z.ZodType): { schema: JsonSchema; components: Record<string, JsonSchema> } {
  const {
    $schema: _,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'throw',
    override({ zodSchema, jsonSchema }) {
      const documented = documentedAs.get(zodSchema as unknown as z.ZodType)
      if (documented !== undefined) {
        for (const key of Object.keys(jsonSchema)) if (key !== 'description') delete (jsonSchema as JsonSchema)[key]
        Object.assign(jsonSchema, documented.schema)
      }
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
    },
  })
  const text = JSON.stringify({ root, $defs }).replaceAll('"#/$defs/', '"#/components/schemas/')
  const { root: hoisted, $defs: components } = JSON.parse(text)
  return { schema: hoisted, components }
}

/** A word as it is written in operation ids and component names. */
export const pascalCase = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

/** A response in one media type, in the form that @fastify/swagger documents. */
export const responseOf = (description: string, schema: z.ZodType, mediaType = 'application/json') =>
  responseIn(description, { [mediaType]: schema })

/** A response in several media types, the default one first, in the form that @fastify/swagger documents. */
export const responseIn = (description: string, schemas: Record<string, z.ZodType>) => ({
  description,
  content: Object.fromEntries(Object.entries(schemas).map(([mediaType, schema]) => [mediaType, { schema }])),
})

/** Problems of every operation: a request may be too long or too slow, and its client may ask too much. */
const commonProblems = [
  'request-timeout',
  'precondition-failed',
  'uri-too-long',
  'expectation-failed',
  'too-many-requests',
  'headers-too-large',
  'overloaded',
] as const

/** The problems that an operation can respond with, in the form that @fastify/swagger documents. */
export function problems(...types: ProblemType[]) {
  const byStatus = new Map<number, string[]>()
  for (const type of [...types, ...commonProblems]) {
    const [status, title] = problemTypes[type]
    byStatus.set(status, [...(byStatus.get(status) ?? []), `${title} (\`${type}\`).`])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, titles]) => [
      status,
      responseOf(titles.join(' '), problemContract, 'application/problem+json'),
    ]),
  )
}

interface Response {
  description: string
  content: Record<string, { schema: z.ZodType }>
  headers?: Record<string, JsonSchema>
}

const unused = () => () => {
  throw new Error('Nothing is validated or serialised before `useZodContract`.')
}
/** Stops Fastify from loading its own compilers, which `useZodContract` replaces: they take a tenth of the start. */
export const schemaController = { compilersFactory: { buildValidator: unused, buildSerializer: unused } }

/** Kinds of query parameter, in the order in which the document has them. */
interface ParameterKinds {
  kindOf(parameter: string): string
  inOrder: readonly string[]
}

/** The hooks of @fastify/swagger by which routes become the OpenAPI document. */
interface DocumentHooks {
  transform(route: { schema: FastifySchema; url: string }): { schema: FastifySchema; url: string }
  addComponents(document: Partial<OpenAPIV3_1.Document>): Partial<OpenAPIV3_1.Document>
}

/** Makes an app validate with Zod, and collects the components that its routes use. */
export function useZodContract(app: FastifyInstance, unknown: UnknownParameters, kinds: ParameterKinds): DocumentHooks {
  const components: Record<string, JsonSchema> = {}
  const convert = (schema: z.ZodType): JsonSchema => {
    const converted = toJsonSchema(schema)
    Object.assign(components, converted.components)
    return converted.schema
  }
  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (value: unknown) => {
    const result = schema.safeParse(value)
    if (result.success) return { value: result.data }
    return {
      error: invalidParameters(
        result.error.issues.flatMap((issue) => faultsOf(issue, schema, httpPart ?? '', unknown)),
      ),
    }
  })
  // Record bodies are rendered and checked against the contract at load; tests check every response against it.
  app.setSerializerCompiler(() => JSON.stringify)
  return {
    transform({ schema, url }) {
      const converted: Record<string, unknown> = { ...documentDeprecation(schema ?? {}) }
      for (const part of ['params', 'querystring', 'headers'] as const)
        if (schema?.[part] instanceof z.ZodType) converted[part] = convert(schema[part])
      // Lists are one parameter with commas: `style: form, explode: false`.
      if (converted.querystring) converted.querystring = { ...converted.querystring, explode: false }
      const responses = Object.entries((schema?.response ?? {}) as Record<string, Response>).map(
        ([status, response]) => {
          const content = Object.entries(response.content).map(([type, media]) => [
            type,
            { ...media, schema: convert(media.schema) },
          ])
          return [status, { ...response, content: Object.fromEntries(content) }]
        },
      )
      if (schema?.response) converted.response = Object.fromEntries(responses)
      return { schema: converted as FastifySchema, url }
    },
    addComponents(document) {
      for (const path of Object.values(document.paths ?? {})) {
        const parameters = (path?.get?.parameters ?? []) as OpenAPIV3_1.ParameterObject[]
        for (const parameter of parameters) moveExample(parameter)
        sortParameters(parameters, kinds)
      }
      const sorted = Object.fromEntries(Object.entries(components).sort(([one], [other]) => (one < other ? -1 : 1)))
      return shareComponents({ ...document, components: { ...document.components, schemas: sorted as never } })
    },
  }
}

/**
 * Puts required parameters first, then those of the query by kind. OpenAPI 3.1 has no groups of parameters: the kind is
 * given as `x-kind`.
 */
function sortParameters(parameters: OpenAPIV3_1.ParameterObject[], { kindOf, inOrder }: ParameterKinds): void {
  const rank = ({ name, required }: OpenAPIV3_1.ParameterObject) => (required ? -1 : inOrder.indexOf(kindOf(name)))
  parameters.sort((one, other) => rank(one) - rank(other))
  for (const parameter of parameters)
    if (parameter.in === 'query') Object.assign(parameter, { 'x-kind': kindOf(parameter.name) })
}

/**
 * Moves the example of an optional parameter into its schema. Swagger UI fills in an example beside the schema, and a
 * query with all examples at once would find nothing.
 */
function moveExample(parameter: OpenAPIV3_1.ParameterObject): void {
  if (parameter.required || parameter.example === undefined) return
  const { example } = parameter
  delete parameter.example
  Object.assign(parameter.schema ?? {}, { examples: [example] })
}
