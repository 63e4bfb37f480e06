import { z } from 'zod'
import { citationStyles, terms } from '../vocabulary.ts'
import { citationOf } from './record.ts'
import { findShown } from './shown.ts'
import { idInput, limits, tool } from './tool.ts'

export const citeTool = tool(
  {
    name: 'cite',
    title: 'Cite a record',
    description:
      'How to cite a figure, quote, event, relation, mention or source: a sentence in a citation style, and BibTeX.',
  },
  {
    id: idInput.describe('Id of the record.'),
    style: z.enum(terms(citationStyles)).default('apa').describe('CSL style of the sentence.'),
  },
  async (service, { id, style }) => {
    const { record, shown } = await findShown(service, id)
    const citation = await citationOf(service, record, style)
    if (citation === undefined)
      throw new Error(
        `A record of type ${record.type} is not cited by itself. Cite the facts that name it: search for them.`,
      )
    const { text, bibtex } = citation
    return { ...shown, citation: text, style, bibtex, limits: [limits.words, limits.reported, limits.rights] }
  },
)
