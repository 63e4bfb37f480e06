import { type Edtf, EdtfError, parseEdtf } from '../facts/edtf.ts'

/** Length of two date-times with fractions of a second and offsets, and the slash between them. */
export const maxDateLength = 80

const dateTime = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(:\d\d)?(?:[.,]\d{1,9})?([Zz]|[+ -]\d\d(?::?\d\d)?)?$/
const sinceEpoch = /^-?(\d{9,10}|\d{12,13})$/

/**
 * An EDTF date or interval from a parameter, and its text. A date-time may also be written in other common forms (ISO
 * 8601, RFC 3339): with fractions of a second or without seconds, with a space for the T, or for a plus that was not
 * percent-encoded. Only its day matters, as written.
 */
export function readEdtf(text: string): { edtf: Edtf; written: string } | { fault: string } {
  if (text.length > maxDateLength)
    return { fault: `Has ${text.length} characters; at most ${maxDateLength} are allowed.` }
  const sides = text.split('/')
  const number = sides.find((side) => sinceEpoch.test(side))
  if (number !== undefined)
    return {
      fault: `${number} looks like a time in seconds or milliseconds since 1970. Write it as ISO 8601, such as 2024-10-04T00:00:00.000Z; Grafana does with \${__from:date:iso}.`,
    }
  const written = sides.map(asEdtf).join('/')
  try {
    return { edtf: parseEdtf(written), written }
  } catch (error) {
    if (error instanceof EdtfError) return { fault: error.message }
    throw error
  }
}

const asEdtf = (side: string): string =>
  side.replace(dateTime, (_, day, minute, second = ':00', zone = '') => {
    const offset = zone
      .toUpperCase()
      .replace(' ', '+')
      .replace(/(\d\d)(\d\d)$/, '$1:$2')
    return `${day}T${minute}${second}${offset}`
  })
