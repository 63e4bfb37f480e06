/** Words of English that carry grammar and no subject: a search for them alone finds nothing that is meant. */
const functionWords = new Set(
  (
    'a an the this that these those some any all both each every no not nor none ' +
    'i you he she it we they me him her us them my your his its our their who whom whose which what when where why how ' +
    'am is are was were be been being do does did done doing has have had having can could may might must shall should will would ' +
    'of to in on at by for from with without into onto over under about between through during before after against since until ' +
    'up down out off as than then so if and or but because while although there here also too very just only many much more most such ' +
    'dont doesnt didnt isnt arent wasnt werent cant'
  ).split(' '),
)

/** True of a function word as it is written in a sentence: "who", "Who", but not "WHO" and "US". */
export const isFunctionWord = (written: string): boolean => {
  const word = written.replace(/['’]/gu, '')
  return (word.length < 2 || word !== word.toUpperCase()) && functionWords.has(word.toLowerCase())
}
