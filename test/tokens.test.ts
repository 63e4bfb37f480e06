/** Tokens of texts and of queries. */
import t from 'tap'
import { foldWord } from '../src/facts/letters.ts'
import { baseForm } from '../src/facts/search/inflection.ts'
import { type Form, parseSearch } from '../src/facts/search/search-query.ts'
import { TextTokeniser } from '../src/facts/search/token-text.ts'
import { valuesIn, wordsOf } from '../src/facts/search/tokens.ts'
import { inOneSpelling } from '../src/facts/spelling.ts'
import fc from './support/fast-check.ts'

/** Parts joined by +, other ways to write a word in braces. */
const told = (text: string): string =>
  wordsOf(text)
    .map(({ parts, others }) => {
      const other = others.map(({ token }) => token)
      return parts.map(({ token }) => token).join('+') + (other.length === 0 ? '' : `{${other.join()}}`)
    })
    .join(' ')

/** Each term by its forms: & for tokens anywhere, + for tokens in a row, * for a beginning. */
const query = (text: string): string =>
  parseSearch(text)
    .map(({ forms, isExcluded }) => {
      const written = forms.map(({ tokens, isRow, isPrefix }) => tokens.join(isRow ? '+' : '&') + (isPrefix ? '*' : ''))
      return (isExcluded ? '-' : '') + written.join('/')
    })
    .join(' ')

t.test('a text is cut into words, whatever joins them and however numbers are written', async (t) => {
  for (const [text, tokens] of [
    ['U.S. Navy’s KN-23', 'us navy kn+23{kn23}'],
    ['the E.U.-led', 'the eu led'],
    ['SeaPort C4ADS 152mm', 'seaport{sea,port} c4ads{c,4,ads} 152mm{152,mm}'],
    ["O'Neil, L’essentiel", 'o+neil{oneil} l+essentiel{lessentiel}'],
    ['Łódź Ørsted Straße Đakovo Þór', 'lodz orsted strasse dakovo thor'],
    ['Cafe\u0301 café CAFÉ', 'cafe cafe cafe'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['12,000 12\u202f000 12 000 12’000 012', '12000 12000 12000 12000 012'],
    ['1.200.000 3,5 3.50 10.000 1½ ٣٥', '1200000 3·5 3·5 10{10000} 1·5 35'],
    ['1,2,3 2024-01-15', '1+2+3{123} 2024+01+15{20240115}'],
    ['5.45-mm 200 152-mm', '5·45+mm{5·45mm} 200 152+mm{152mm}'],
    ['online.ua a_b', 'online+ua{onlineua} a+b{ab}'],
    ['북한은 東京x', '북한 한은 은 東京 京 x'],
    ['ไทย', 'ไท ทย ย'],
    ['— " ¶ ()', ''],
  ] as const)
    t.equal(told(text), tokens, text)
})

t.test('numbers of several words are found by their value', async (t) => {
  for (const [text, values] of [
    ['from 1.6 million to almost 6 million', '1600000 6000000'],
    ['eleven thousand', '11000'],
    ['half a million, 40 %, a dozen', '500000 0·4 12'],
    ['2,5 Millionen und 3 млн', '2500000 3000000'],
    ['350만발', '3500000'],
    ['20k', '20000'],
    ['thousands of miles in 2024', ''],
    ['no number', ''],
  ] as const)
    t.equal(
      valuesIn(text)
        .map(({ token }) => token)
        .join(' '),
      values,
      text,
    )
})

t.test('the forms of an English word share one, and words of another meaning do not', async (t) => {
  for (const forms of [
    'rocket rockets',
    'supply supplies supplied supplying',
    'fire fires fired firing',
    'ship ships shipped shipping',
    'produce produces produced producing',
    'class classes',
    'box boxes',
    'size sizes',
    'transfer transferred transferring',
    'send sends sending sent',
    'agree agrees agreed',
    'use used using uses',
    'crisis crises',
  ])
    t.equal(new Set(forms.split(' ').map(baseForm)).size, 1, forms)
  for (const pair of [
    'organ organization',
    'general generation',
    'new news',
    'univers university',
    'army arms',
    'plan plane',
  ])
    t.equal(new Set(pair.split(' ').map(baseForm)).size, 2, pair)
})

t.test('British and American spellings are one word, and other words stay apart', async (t) => {
  for (const pair of [
    ...['defence defense', 'licences licenses', 'counteroffence counteroffense', 'armoured armored', 'labour labor'],
    ...['neighbouring neighboring', 'programmes programs', 'programmed programed', 'centre center', 'centred centered'],
    ...['centring centering', 'epicentres epicenters', 'kilometres kilometers', 'organisation organization'],
    ...['mobilising mobilizing', 'demilitarised demilitarized', 'analysed analyzed', 'travelling traveling'],
    ...['cancelled canceled', 'fulfil fulfill', 'enrolment enrollment', 'grey gray', 'tonne ton', 'tonnes tons'],
    ...['kilogramme kilogram', 'manoeuvre maneuver', 'manoeuvred maneuvered', 'sceptical skeptical', 'dialogue dialog'],
  ]) {
    const [one = '', other = ''] = pair.split(' ')
    t.equal(foldWord(one), foldWord(other), pair)
    t.equal(foldWord(one.toUpperCase()), foldWord(other), pair)
  }
  for (const pair of ['offense fence', 'tyre tire', 'centre central', 'tonne tone', 'colour colon', 'metre meet']) {
    const [one = '', other = ''] = pair.split(' ')
    t.not(baseForm(foldWord(one)), baseForm(foldWord(other)), pair)
  }
  for (const word of [
    'citizen',
    'horizon',
    'size',
    'prize',
    'belize',
    'hour',
    'four',
    'tour',
    'marshall',
    'grammar',
    'our',
  ])
    t.equal(inOneSpelling(word), word)
})

t.test('a query is read as terms with their forms', async (t) => {
  for (const [text, terms] of [
    ['rockets fired', 'rockets/rocket fired/fire'],
    ['"6 million"', '6000000'],
    ['6 million rockets', '6000000 rockets/rocket'],
    ['"6 million rockets"', '6+million+rockets'],
    ['SeaPort', 'seaport/sea+port'],
    ['Sea-Ports', 'sea&port/seaports/seaport'],
    ['KN-23 kn23', 'kn+23/kn23 kn23/kn+23'],
    ['a OR b c', 'a/b c'],
    ['a | b', 'a/b'],
    ['OR a OR', 'a'],
    ['a AND b', 'a b'],
    ['war -drones', 'war -drones/drone'],
    ['war NOT "direct threat"', 'war -direct+threat'],
    ['a - b', 'a b'],
    ['roc* "direct thr"*', 'roc* direct+thr*'],
    ['armou* defenc*', 'armou*/armor* defens*'],
    ['122 152', '122152/122+152'],
    ['북한이 러시아', '북한+한이/북한 러시+시아'],
    ['"북한은 러시아"', '북한+한은+은+러시+시아'],
    ['朝', '朝*'],
    ['" ( *', ''],
  ] as const)
    t.equal(query(text), terms, text)
})

const text = fc
  .array(
    fc.constantFrom(
      ...'aéåøßñ-\'. ,0159½金한ไзї\u0301"'.split(''),
      ...['KN-23', 'U.S.', '3.5 million', '11 000', 'Straße', '북한은', 'ships'],
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))
const rowOf = (text: string) => wordsOf(text).flatMap(({ parts }) => parts.map(({ token }) => token))

t.test('composition and letter case make no difference', async () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (written) => {
      const plain = rowOf(written.normalize('NFC'))
      return plain.join(' ') === rowOf(written.normalize('NFD')).join(' ')
    }),
  )
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-zåéøß -]{0,30}$/),
      (written) => rowOf(written).join(' ') === rowOf(written.toUpperCase()).join(' '),
    ),
  )
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (word) => foldWord(foldWord(word)) === foldWord(word)))
})

t.test('every word of a text finds the text, and places lie within it', async () => {
  fc.assert(
    fc.property(text, (written) => {
      const tokens = new TextTokeniser(() => false).ofText(written)
      const held = new Set(tokens.split(' '))
      const has = ({ tokens: sought, isPrefix }: Form) =>
        isPrefix
          ? [...held].some((one) => one.startsWith(sought.at(-1) as string))
          : ` ${tokens} `.includes(` ${sought.join(' ')} `)
      return wordsOf(written).every(({ start, end }) => {
        const word = written.slice(start, end)
        return (
          start >= 0 &&
          end <= written.length &&
          start < end &&
          parseSearch(`"${word}"`).every(({ forms }) => forms.some(has))
        )
      })
    }),
  )
})
