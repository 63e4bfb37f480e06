/**
 * Folding of a text for comparison with copies. Re-flowing, re-typing, printing and converting change white space, line
 * ends, hyphens there, invisible characters, ligatures, Unicode composition, quotation marks and dashes: folding makes
 * these equal, and nothing else (no letter case, no spelling, no superscripts: 10² is not 102).
 */
import { unspacedCharacter } from './spans.ts'

/** A hyphen before white space. It may belong to the word ("short-range") or to the line ("deliv-eries"). */
export const lineHyphen = '\u00ad'

const blank = String.raw`[\s\u0085\p{DI}]`
const pieces = new RegExp(
  [
    String.raw`(?<hyphen>(?<=[\p{L}\p{M}\p{N}])[\-‐‑¬\u00ad]\p{DI}*[\s\u0085]${blank}*(?=[\p{L}\p{N}]))`,
    // A line end is not a space in scripts without spaces.
    `(?<nothing>(?<=${unspacedCharacter.source})${blank}+(?=${unspacedCharacter.source}))`,
    // A single space stays as it is.
    String.raw`(?<space>(?! [^\s\u0085\p{DI}])${blank}+)`,
    String.raw`['‘’\u0060´]{2}`,
    String.raw`\P{M}\p{M}+`,
    String.raw`[\u0060\u0080-\u{10ffff}]`,
  ].join('|'),
  'gu',
)

/**
 * Ligatures, digraphs, Hebrew and Arabic presentation forms, and letters of double or half width, each of which equals
 * plain letters.
 */
const presentationForms = /[\u0132\u0133\u01c4-\u01cc\u01f1-\u01f3\u2026\ufb00-\ufdcf\ufe70-\ufefc\uff01-\uffef]/u

const alike: [RegExp, string][] = [
  [/['‘’‚‛′ʼʻʹ`´‹›『』]/gu, "'"],
  [/["“”„‟″ˮ«»〝〞〟「」]|''/gu, '"'],
  [/[\p{Pd}−]/gu, '-'],
  [/æ/gu, 'ae'],
  [/Æ/gu, 'AE'],
  [/œ/gu, 'oe'],
  [/Œ/gu, 'OE'],
]

/** The pieces of a text that folding changes, each with its place (UTF-16) and its replacement. All else stays. */
export function* foldedPieces(text: string): Generator<{ index: number; piece: string; folded: string }> {
  for (const { 0: piece, index, groups = {} } of text.matchAll(pieces)) {
    if (groups.hyphen !== undefined) yield { index, piece, folded: lineHyphen }
    else if (groups.nothing !== undefined) yield { index, piece, folded: '' }
    else yield { index, piece, folded: groups.space === undefined ? foldCharacters(piece) : foldSpace(piece) }
  }
}

/** U+FEFF is white space to JavaScript, but has no width. */
const foldSpace = (piece: string): string => (/[^\S\ufeff]|\u0085/u.test(piece) ? ' ' : '')

function foldCharacters(piece: string): string {
  const visible = piece.replace(/\p{DI}/gu, '')
  let folded = visible.normalize(presentationForms.test(visible) ? 'NFKD' : 'NFD')
  for (const [pattern, mark] of alike) folded = folded.replace(pattern, mark)
  return folded
}

/** A text without the effects of copying. */
export function fold(text: string): string {
  const parts: string[] = []
  let reached = 0
  for (const { index, piece, folded } of foldedPieces(text)) {
    parts.push(text.slice(reached, index), folded)
    reached = index + piece.length
  }
  return parts.join('') + text.slice(reached)
}
