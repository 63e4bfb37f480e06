import { html, type TemplateResult } from 'lit-html'
import { recordHref } from './address.ts'
import type { Included } from './api.ts'

/** Names of entities, each a link to its page. */
export const people = (ids: readonly string[], { name }: Included): TemplateResult[] =>
  ids.map((id, index) => html`${index === 0 ? '' : ', '}<a href=${recordHref('entities', id)}>${name(id)}</a>`)
