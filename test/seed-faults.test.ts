import t from 'tap'
import type { z } from 'zod'
import { datasetSeed, retiredSeed, verificationsSeed } from '../src/load/shapes.ts'
import { parseFinished } from '../src/load/unfinished.ts'
import { seedDefinitions } from '../src/records/types.ts'

type Schema = z.core.$ZodTypes

const schemas: [name: string, schema: z.ZodType][] = [
  ...seedDefinitions.map(({ type, seed }): [string, z.ZodType] => [type, seed]),
  ['dataset.yaml', datasetSeed],
  ['retired.yaml', retiredSeed],
  ['verifications.yaml', verificationsSeed],
]

const wrong = [undefined, null, '', ' ', 'x', '5', 5, -5, 0.5, 1e16, true, [], [[]], {}, { x: 1 }, 'x'.repeat(2001)]

/** Values in which one place after the other is wrong in each way. */
function* broken(schema: Schema): Generator<unknown> {
  yield* wrong
  const { def } = schema._zod
  if ('innerType' in def) yield* broken(def.innerType as Schema)
  if (def.type === 'array') for (const item of broken(def.element as Schema)) yield [item]
  if (def.type === 'object')
    for (const [key, inner] of Object.entries(def.shape))
      for (const value of broken(inner as Schema)) yield { [key]: value }
}

const raw = /Invalid|expected|received|Too (small|big)|Unrecognized/
const needed =
  /Allowed: |^(Must|Needs|Give) |^(An id is|An address has at most|At most) |^No fact without evidence: give|^Ids such as/

t.test('every fault of form says what is wrong, and what is allowed', async (t) => {
  for (const [name, schema] of schemas) {
    const told = new Set<string>()
    for (const value of broken(schema as unknown as Schema)) {
      const result = parseFinished(schema, value)
      if ('issues' in result) for (const { message } of result.issues) told.add(message)
    }
    t.ok(told.size > 3, name)
    t.strictSame(
      [...told].filter((message) => raw.test(message) || !needed.test(message)),
      [],
      name,
    )
  }
})
