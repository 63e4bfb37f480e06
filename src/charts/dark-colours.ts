import type { ChartColours } from './colours.ts'

/** The colours of charts on a dark ground. */
export const darkColours: ChartColours = {
  paper: '#14171b',
  ink: '#e6e8ea',
  quiet: '#a3abb5',
  line: '#2e343c',
  possible: '#6fc592',
  conflict: '#f28b82',
  hues: ['#7fb1ea', '#eda271', '#74c8a2', '#c79fe0', '#ec8fb3', '#d6c25e', '#68c7d2', '#dba094'],
  otherOrigin: '#9aa2ac',
}
