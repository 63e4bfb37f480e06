/** Versions of the dataset: three numbers (Semantic Versioning 2.0.0), and `-draft` after them while records still change. */
import { patternText } from './seed-faults.ts'

const numbers = String.raw`(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}`

/** A version that does not change any more. */
export const releasedVersion = patternText(new RegExp(`^${numbers}$`), 'a version of the dataset, such as 1.2.0')

/** The form of a version, released or a draft. */
export const versionPattern = new RegExp(`^${numbers}(-draft)?$`)

/** A version in a seed file. */
export const datasetVersion = patternText(
  versionPattern,
  'a version of the dataset, such as 1.2.0, or 1.2.0-draft while its records still change',
)

/** True of a version whose records still change. */
export const isDraft = (version: string): boolean => version.endsWith('-draft')

const numbersOf = (version: string): number[] => version.replace('-draft', '').split('.').map(Number)

/** True if the numbers of the first version come after those of the other; a draft has the numbers of its version. */
export function isLaterVersion(one: string, other: string): boolean {
  const [parts, others] = [numbersOf(one), numbersOf(other)]
  const differing = parts.findIndex((part, index) => part !== others[index])
  return differing !== -1 && (parts[differing] as number) > (others[differing] as number)
}

/** True if both have the same numbers, whether one of them is a draft or not. */
export const haveSameNumbers = (one: string, other: string): boolean =>
  !isLaterVersion(one, other) && !isLaterVersion(other, one)

/** The version after one, with other records and the same form: 1.2.0 after 1.1.3. */
export function raisedMinor(version: string): string {
  const [major = 0, minor = 0] = numbersOf(version)
  return `${major}.${minor + 1}.0`
}
