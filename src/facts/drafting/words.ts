/** Words and marks of a sentence, for the rules that look for speakers. */

export interface Word {
  text: string
  /** In lower case, except acronyms. */
  lower: string
  /** UTF-16 units of the sentence. */
  start: number
  end: number
  isWord: boolean
}

const pattern =
  /(?:\p{L}\.){2,}|\p{L}[\p{L}\p{M}\p{N}]*(?:[-'’.](?=\p{L})[\p{L}\p{M}\p{N}]+)*|\p{N}[\p{N}\p{L}.,-]*(?<![.,-])|\S/gu
/** The dot of a title belongs to it: "Gen.", "Mr.", and initials. */
const titles =
  /^(?:Lt|Gen|Col|Maj|Capt|Cpl|Sgt|Cmdr|Brig|Adm|Gov|Sen|Rep|Rev|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Mt|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|\p{Lu})$/u

/** The WHO is no "who", the US no "us". */
const isAcronym = (text: string): boolean => /^\p{Lu}{2,4}$/u.test(text)

/** The words and marks of a sentence, in order. */
export function wordsOf(sentence: string): Word[] {
  const words: Word[] = []
  for (const { 0: text, index } of sentence.matchAll(pattern)) {
    const before = words.at(-1)
    if (text === '.' && before?.end === index && titles.test(before.text) && index + 1 < sentence.length) {
      before.text += '.'
      before.end += 1
      continue
    }
    const isWord = /^[\p{L}\p{N}]/u.test(text)
    words.push({
      text,
      lower: isAcronym(text) ? text : text.toLowerCase().replaceAll('’', "'"),
      start: index,
      end: index + text.length,
      isWord,
    })
  }
  return words
}
