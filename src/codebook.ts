import { makeCodebook } from './features/codebook/codebook.ts'
import type { Codebook } from './features/codebook/contract.ts'
import { comparisonContract, pairContract } from './features/comparison/contract.ts'
import { seriesPointContract } from './features/series/contract.ts'

let made: Codebook | undefined

/** The codebook of this service, made on first use. */
export const codebook = (): Codebook => {
  made ??= makeCodebook({ comparison: comparisonContract, pair: pairContract, point: seriesPointContract })
  return made
}
