import type { TemplateResult } from 'lit-html'
import { bodyOf, facts } from './api.ts'
import { copyButton } from './copy-button.ts'

/** The collections whose records can be cited. */
export const cited = ['sources', 'mentions', 'quotes', 'estimates', 'events', 'relations'] as const
export type Cited = (typeof cited)[number]

/** A button that copies the citation of a record, as the API formats it. */
export const copyCitation = (collection: Cited, id: string): TemplateResult =>
  copyButton('Copy citation', async () => {
    const { data } = await bodyOf(facts.http.GET(`/v1/${collection}/{id}/citation`, { params: { path: { id } } }))
    return data.text
  })
