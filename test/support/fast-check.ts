/** fast-check, with the seed of this run. */
import fc from 'fast-check'
import { seedFrom } from './seed.ts'

fc.configureGlobal({ seed: seedFrom('FUZZ_SEED') })

export default fc
