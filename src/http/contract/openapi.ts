import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { inPackage } from '../../package.ts'

export const openApiFile = inPackage('openapi.yaml')

let document: Record<string, unknown> | undefined

/** The path under which clients reach the service; '/' where it stands at the root. */
const serverPath = (publicUrl: string): string => new URL(publicUrl, 'http://localhost/').pathname

/** The committed contract, with the path under which clients reach the service. A test compares it with the routes. */
export function servedDocument(publicUrl: string): Record<string, unknown> {
  document ??= parse(readFileSync(openApiFile, 'utf8'), { version: '1.1' }) as Record<string, unknown>
  return { ...document, servers: [{ url: serverPath(publicUrl) }] }
}

/** The committed contract as YAML: the file byte for byte if the service is at the root. */
export const servedYaml = (publicUrl: string): string =>
  readFileSync(openApiFile, 'utf8').replace(/^servers:\n {2}- url: \/$/m, `servers:\n  - url: ${serverPath(publicUrl)}`)
