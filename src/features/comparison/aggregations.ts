const aggregations = ['sum', 'avg', 'mean', 'median', 'total', 'convert']

/** The one sentence that the refusal of an aggregation adds; nothing for any other parameter. */
export const whyNoAggregation = (parameter: string): string | undefined =>
  aggregations.includes(parameter)
    ? 'Claims of different people about different windows and kinds give no honest number when added, averaged or ' +
      'converted: /v1/quantities/{id}/comparison says what they have in common.'
    : undefined
