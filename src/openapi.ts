import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { visit, Document as YamlDocument } from 'yaml'
import { buildApp } from './app.ts'
import { pascalCase } from './http/contract/contract.ts'
import { load } from './load/load.ts'
import { inPackage } from './package.ts'

interface Document {
  paths: Record<string, { get?: { parameters?: { in?: string; example?: unknown }[] } }>
  components: { schemas: Record<string, { examples?: unknown[] }> }
}

/** The OpenAPI document of the service as YAML, with records of its own seed as examples: the text of openapi.yaml. */
export async function writeOpenApi(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'conflict-facts-'))
  try {
    const databaseFile = join(folder, 'facts.sqlite')
    load(inPackage('seed'), databaseFile)
    const app = await buildApp({ databaseFile })
    const document = app.swagger() as unknown as Document
    await addExamples(app, document)
    await app.close()
    return toYaml(document)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Dates are quoted: YAML 1.1 readers would parse them as dates, not as text. */
function toYaml(document: Document): string {
  const yaml = new YamlDocument(document, { version: '1.1', aliasDuplicateObjects: false })
  visit(yaml, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && /^\d{4}-\d/.test(node.value)) node.type = 'QUOTE_DOUBLE'
    },
  })
  return yaml.toString({ lineWidth: 0 })
}

/** Adds the record that each get operation names as its example to the schema of its type. */
async function addExamples(app: FastifyInstance, { paths, components }: Document): Promise<void> {
  for (const [path, { get }] of Object.entries(paths)) {
    const id = get?.parameters?.find((one) => one.in === 'path')?.example
    if (!path.startsWith('/v1/') || !path.endsWith('/{id}') || id === undefined) continue
    const { data } = (await app.inject(path.replace('{id}', String(id)))).json()
    const name = data.type === 'evidence' ? 'EvidenceRecord' : pascalCase(data.type)
    const schema = components.schemas[name]
    if (schema !== undefined) schema.examples = [data]
  }
}
