import type { Days } from '../facts/edtf.ts'
import type { clocks, Term } from '../vocabulary.ts'

type Clock = Term<typeof clocks>
type DayColumns<C extends Clock> = Record<`${C}_earliest` | `${C}_latest`, string | null>

/** The widest days of the clocks of a record, for the sort columns of its table. */
export const dayColumns = <C extends Clock>(record: Record<C, Days | null>, ...ofClocks: C[]): DayColumns<C> =>
  Object.fromEntries(
    ofClocks.flatMap((clock) => [
      [`${clock}_earliest`, record[clock]?.earliest ?? null],
      [`${clock}_latest`, record[clock]?.latest ?? null],
    ]),
  ) as DayColumns<C>
