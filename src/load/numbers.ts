const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[-+]?\d+)?$/i

/**
 * The reason why a number in a seed file differs from the value that was read from it; undefined if they are equal.
 * @param written the number as text in the file
 */
export function numberFault(written: string, value: number): string | undefined {
  const shown = written.length > 40 ? `${written.slice(0, 40)}…` : written
  if (!decimal.test(written))
    return `${shown} is no plain decimal number. Allowed: digits with a decimal point, such as 12000 or 0.5; text stands in quotation marks.`
  if (significantDigits(written) !== significantDigits(String(value)))
    return `${shown} has more digits, or a greater exponent, than a number holds. Allowed: at most 15 digits that matter.`
  return undefined
}

const significantDigits = (number: string): string =>
  number
    .replace(/e.*$/i, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '')
