/** Records of a bundle that may be the same as one of the seed: questions for an editor, who alone decides. */
import { claimLikeness, type Figure } from '../facts/drafting/like-claims.ts'
import { entityLikeness, type Named } from '../facts/drafting/like-names.ts'
import { quoted } from '../facts/quotation.ts'
import type { Estimate } from '../records/estimates/contract.ts'
import type { CheckedRecord } from './check.ts'

type Report = Figure & { id: string; claim: string; as_stated_exact: boolean }

/** The fields of a figure that are compared; a bundle may have a hundred thousand. */
function inShort({
  id,
  claim,
  quantity,
  as_stated,
  as_stated_exact,
  claimants,
  origin,
  low,
  high,
  best,
  window,
  said,
}: Estimate): Report {
  return { id, claim, quantity, as_stated, as_stated_exact, claimants, origin, low, high, best, window, said }
}

const shown = ({ id, as_stated, as_stated_exact }: Report): string =>
  as_stated === null ? id : `${id}: ${quoted(as_stated, as_stated_exact)}`

export class Likeness {
  readonly #ofBundle: ReadonlySet<string>
  readonly #entities: Record<'bundle' | 'seed', Named[]> = { bundle: [], seed: [] }
  readonly #figures: Record<'bundle' | 'seed', Report[]> = { bundle: [], seed: [] }

  /** @param ofBundle ids of the records of the bundle */
  constructor(ofBundle: ReadonlySet<string>) {
    this.#ofBundle = ofBundle
  }

  add({ kind, seed }: CheckedRecord, wire: { id: string }): void {
    const side = this.#ofBundle.has(wire.id) ? 'bundle' : 'seed'
    if (kind.type === 'entity') this.#entities[side].push(seed)
    if (kind.type === 'estimate') this.#figures[side].push(inShort(wire as Estimate))
  }

  questions(): string[] {
    return [...this.#entityQuestions(), ...this.#claimQuestions()]
  }

  *#entityQuestions(): Generator<string> {
    for (const one of this.#entities.bundle)
      for (const other of this.#entities.seed) {
        const why = entityLikeness(one, other)
        if (why !== null)
          yield `${one.id} (${one.name}) looks like ${other.id} (${other.name}): ${why}. If they are one, use the id ${other.id} and leave ${one.id} out.`
      }
  }

  *#claimQuestions(): Generator<string> {
    const byQuantity = new Map<string, Report[]>()
    for (const figure of this.#figures.seed) {
      const figures = byQuantity.get(figure.quantity) ?? []
      byQuantity.set(figure.quantity, figures)
      figures.push(figure)
    }
    const asked = new Set<string>()
    for (const one of this.#figures.bundle)
      for (const other of byQuantity.get(one.quantity) ?? []) {
        const pair = `${one.claim} ${other.claim}`
        const why = one.claim === other.claim || asked.has(pair) ? null : claimLikeness(one, other)
        if (why === null) continue
        asked.add(pair)
        yield `${one.claim} (${shown(one)}) may be ${other.claim} (${shown(other)}): ${why}. If it is one claim, write \`claim: ${other.claim}\`.`
      }
  }
}
