import { makeCodebook } from './features/codebook/codebook.ts'
import type { Codebook } from './features/codebook/contract.ts'
import { comparisonContract } from './features/comparison/contract.ts'
import { corridorContract } from './features/comparison/corridor-contract.ts'
import { pairContract } from './features/comparison/pair-contract.ts'
import { seriesPointContract } from './features/series/contract.ts'

let made: Codebook | undefined

/** The codebook of this service, made on first use. */
export const codebook = (): Codebook => {
  made ??= makeCodebook({
    comparison: comparisonContract,
    corridor: corridorContract.shape.data,
    pair: pairContract,
    point: seriesPointContract,
  })
  return made
}
