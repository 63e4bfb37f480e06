import { z } from 'zod'
import type { Service } from './service.ts'

/** A tool: a question about the facts, with an answer in JSON. */
export interface Tool {
  name: string
  title: string
  description: string
  input: z.ZodObject
  answer(service: Service, asked: unknown): Promise<object>
}

/** A tool whose input is checked strictly: a parameter that does not exist is refused with those that do. */
export function tool<Shape extends z.ZodRawShape>(
  about: Pick<Tool, 'name' | 'title' | 'description'>,
  shape: Shape,
  answer: (service: Service, asked: z.output<z.ZodObject<Shape, z.core.$strict>>) => Promise<object>,
): Tool {
  const allowed = Object.keys(shape).join(', ')
  const input = z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `There is no parameter ${issue.keys?.join(', ')}. Allowed: ${allowed}.`
        : undefined,
  })
  return { ...about, input, answer: answer as Tool['answer'] }
}

/** The uses that facts of this dataset are not made for, by the kind of answer. */
export const limits = {
  figures:
    'Figures are claims. Do not average, add up, interpolate or fill them in, and do not convert their units. Repeats of a claim are not corroboration.',
  numbers:
    'A single number is as claimed, not verified, and sets no bound. null is not stated, never zero; an open side has no number.',
  reported:
    'Reported is not asserted: say who said it and keep the hedge ("at least", "about") and the date as vague as they are. A denial or a question is no assertion.',
  words:
    'Quotation marks belong around `words` alone, which are exact excerpts. `display`, gists and summaries are words of this dataset.',
  rights: 'Cite records by their address or citation. Excerpts remain their publishers’.',
}

export const idInput = z.string().min(1).max(80)
