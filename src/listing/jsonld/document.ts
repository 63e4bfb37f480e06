import { z } from 'zod'
import type { Snapshot } from '../../db/open.ts'
import type { Node } from './annotation.ts'
import { type JsonLdForm, nodeOf } from './node.ts'

export const jsonLdType = 'application/ld+json'
export const contextPath = '/v1/context.jsonld'

export const jsonLdContract = z
  .looseObject({
    '@context': z.string().meta({ description: 'Address of the context, which this service serves itself.' }),
    id: z.string().meta({ description: 'Address of what is described; relative to this document, or absolute.' }),
    type: z.union([z.string(), z.array(z.string())]).meta({ description: 'Types, as terms of the context.' }),
  })
  .meta({
    id: 'JsonLd',
    description:
      'The same records as JSON-LD: schema.org, W3C Web Annotation, and terms of our own where those have none.',
  })

/** A node as a document, with the context of this service. */
export const writeDocument = (publicUrl: string, node: Node): string =>
  JSON.stringify({ '@context': publicUrl + contextPath, ...node })

/** The dataset that records are part of, with its licence. */
export function datasetNode({ dataset }: Snapshot, publicUrl: string): Node {
  const { title, version, license_url, rights, citation } = dataset
  return {
    id: `${publicUrl}/`,
    type: 'Dataset',
    name: title,
    version,
    license: license_url,
    rights,
    creditText: citation,
  }
}

/** A record as a document, as a part of its dataset. */
export const recordDocument = (snapshot: Snapshot, form: JsonLdForm, body: string, publicUrl: string): string =>
  writeDocument(publicUrl, { ...nodeOf(form, JSON.parse(body), publicUrl), isPartOf: datasetNode(snapshot, publicUrl) })

export interface Page {
  form: JsonLdForm
  /** Addresses of this page, and of the list it belongs to. */
  address: string
  list: string
  next: string | null
  rows: { body: string }[]
}

/** A page of a list, in the order of the list. */
export const pageDocument = (
  snapshot: Snapshot,
  { form, address, list, next, rows }: Page,
  publicUrl: string,
): string =>
  writeDocument(publicUrl, {
    id: address,
    type: 'OrderedCollectionPage',
    partOf: { id: publicUrl + list, type: 'OrderedCollection' },
    ...(next !== null && { next }),
    items: rows.map(({ body }) => nodeOf(form, JSON.parse(body), publicUrl)),
    isPartOf: datasetNode(snapshot, publicUrl),
  })
