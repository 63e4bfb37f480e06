/** The kinds of query parameter, in the order in which the contract has them. Each is a heading in Swagger UI. */
export const parameterKinds = [
  'Filters',
  'Times',
  'Reading of the claims',
  'Order and pages',
  'Content and format',
] as const
export type ParameterKind = (typeof parameterKinds)[number]

const isOfTime = /(^|_)(during|before|after)(_surely)?$|_missing$|^(known_by|at)$/

const others: Partial<Record<ParameterKind, readonly string[]>> = {
  'Reading of the claims': ['window', 'condition', 'strict', 'tolerance', 'spreads', 'group_by', 'pairs', 'verdict'],
  'Order and pages': ['sort', 'limit', 'cursor', 'total'],
  'Content and format': ['fields', 'include', 'facets', 'shape', 'bom', 'style'],
}

/** The kind of a query parameter; what is of no other kind selects records. */
export function kindOfParameter(name: string): ParameterKind {
  if (isOfTime.test(name)) return 'Times'
  return parameterKinds.find((kind) => others[kind]?.includes(name)) ?? 'Filters'
}
