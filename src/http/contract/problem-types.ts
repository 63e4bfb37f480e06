/** The types of problems, each with what a client can do about it. Each has a page at `/problems/`. */
export const problemTypes = {
  'invalid-parameter': [
    400,
    'A parameter is not valid',
    'Correct the parameters in `errors`: each names its fault, and what is `allowed` or may have been meant (`nearest`).',
  ],
  'invalid-request': [
    400,
    'The request cannot be read',
    'Correct what `detail` names, such as a path that is not percent-encoded. The same request fails again.',
  ],
  'not-found': [
    404,
    'Nothing exists at this address',
    'Look in `nearest` for ids or addresses that may have been meant. The list of a type, such as `/v1/entities`, has all of its ids, and `/v1` all addresses.',
  ],
  'method-not-allowed': [405, 'The method is not allowed here', 'Send GET, HEAD or OPTIONS: the service is read-only.'],
  'not-acceptable': [
    406,
    'None of the accepted formats is served here',
    'Send an `Accept` with a media type of `allowed`, or ask for the address with a suffix, as in `/v1/estimates.csv`.',
  ],
  'cursor-outdated': [
    409,
    'The dataset changed after the cursor was issued',
    'Start again at the address in `restart`, or read on in the version that the cursor is of, at `/versions/{version}/…`.',
  ],
  gone: [
    410,
    'The record was withdrawn',
    'Read the record in `superseded_by`, if there is one; the history at `/v1/{collection}/{id}/history` says why it was withdrawn. `/v1/versions` lists the versions that can be read.',
  ],
  'request-timeout': [408, 'The request did not arrive in time', 'Send the request again, whole and at once.'],
  'precondition-failed': [
    412,
    'A condition of the request does not hold',
    'The data is another than the one you have: fetch it again without `If-Match` and `If-Unmodified-Since`.',
  ],
  'uri-too-long': [
    414,
    'The address is too long',
    'Shorten the address: split long lists of values over several requests.',
  ],
  'range-not-satisfiable': [
    416,
    'No byte of the file lies in the range',
    'Ask for bytes within the length that `Content-Range` names, or for the whole file, without `Range`.',
  ],
  'expectation-failed': [417, 'The expectation of the request cannot be met', 'Send the request without `Expect`.'],
  'too-many-requests': [
    429,
    'Too many requests in a short time',
    'Wait for the seconds in `Retry-After`. `/v1/export` has everything in one request.',
  ],
  'headers-too-large': [
    431,
    'Address and headers are too large',
    'Send fewer or shorter headers, such as cookies, and a shorter address.',
  ],
  'internal-error': [
    500,
    'The server failed',
    'Try again. If it fails again, report the `request_id` to the operator, who finds it in the log.',
  ],
  'cannot-make-format': [
    501,
    'This server cannot make the format',
    'Ask for another format, such as SVG in place of PNG, or another server.',
  ],
  'not-ready': [
    503,
    'The service is not ready',
    'Wait for the seconds in `Retry-After`, or a minute. The operator sees the reason in the log.',
  ],
  overloaded: [
    503,
    'The service is overloaded',
    'Wait for the seconds in `Retry-After`, then send fewer requests at a time.',
  ],
} as const satisfies Record<string, readonly [status: number, title: string, advice: string]>
export type ProblemType = keyof typeof problemTypes
