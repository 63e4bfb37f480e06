/** Words that tell of a statement. */

/** Base form, third person, past, participle where it differs. */
const regular =
  'warn claim insist allege assert acknowledge concede caution confirm state stress suggest urge pledge vow promise predict reject dismiss describe accuse blame condemn criticise criticize denounce demand appeal ask reply respond recall explain tweet post testify reveal disclose declare maintain contend reckon conclude specify emphasise emphasize complain question hint indicate observe remark comment concur assess calculate advise inform lament quip joke praise welcome mention propose refute rebut counter contradict assume guess argue announce note estimate report deny dispute add charge affirm reiterate recount boast signal clarify protest retort suspect point whisper shout mutter sigh'.split(
    ' ',
  )
const irregular: Record<string, string> = {
  ...{
    say: 'says said',
    tell: 'tells told',
    write: 'writes wrote written',
    think: 'thinks thought',
    swear: 'swears swore',
  },
  ...{ believe: 'believes believed', agree: 'agrees agreed', forecast: 'forecasts forecast', find: 'finds found' },
  ...{
    show: 'shows showed shown',
    put: 'puts put',
    call: 'calls called',
    speak: 'speaks spoke spoken',
    fear: 'fears feared',
  },
  ...{
    doubt: 'doubts doubted',
    expect: 'expects expected',
    project: 'projects projected',
    verify: 'verifies verified',
  },
  ...{ document: 'documents documented', record: 'records recorded', count: 'counts counted', hold: 'holds held' },
}

function formsOf(base: string): string[] {
  const stem = base.endsWith('e') ? base.slice(0, -1) : base
  if (base.endsWith('y') && !/[aeo]y$/.test(base))
    return [base, `${base.slice(0, -1)}ies`, `${base.slice(0, -1)}ied`, `${base}ing`]
  return [base, /(?:ss|sh|ch|x)$/.test(base) ? `${base}es` : `${base}s`, `${stem}ed`, `${stem}ing`]
}

/** Base of each form. */
export const cueBases = new Map<string, string>([
  ...regular.flatMap((base) => formsOf(base).map((form): [string, string] => [form, base])),
  ...Object.entries(irregular).flatMap(([base, forms]) =>
    [base, ...forms.split(' '), `${base.replace(/e$/, '')}ing`].map((form): [string, string] => [form, base]),
  ),
])

/** Verbs whose forms are common as nouns or of other things: a cue only in the company that the rule names. */
export const claimsNeed: Record<string, RegExp> = {
  find: /^(?:that\b|no evidence\b|[,.;”"]|$)/,
  show: /^(?:that\b|(?:at least|more than|about|nearly|almost|some|around|up to|how|on|in|the|a|no)\b|[,.;”"\d]|$)/,
  put: /^(?:it\b ?[,.:]|[^,.;]{0,60}? at\b)/,
  call: /^(?!.{0,30}\b(?:up|off)\b)(?:the|it|its|them|him|her|his|their|this|that|these|those|a|an|for|on|\p{Lu}|["“‘'])/u,
  speak: /^of\b/,
  hold: /^that\b/,
  ask: /^(?!to be\b)/,
  post: /^(?:that\b|on (?:\p{Lu}|social)|in a\b)/u,
  charge: /^that\b/,
  counter: /^(?:that\b|[,.;”"]|$)/,
  count: /^(?:at least|more than|about|nearly|almost|some|around|\d)/,
  document: /^(?:at least|more than|about|nearly|almost|some|around|\d)/,
  record: /^(?:at least|more than|about|nearly|almost|some|around|\d)/,
  verify: /^(?:that\b|at least|more than|about|nearly|almost|some|around|\d|the)/,
  project: /^(?:that\b|a\b|an\b|\d|[,.;”"]|$)/,
  expect: /^(?:[^,.;]{1,40} to\b|that\b|the\b|a\b|an\b|it\b|to\b|more\b|about\b|around\b|\d|[,.;”"]|$)/,
  fear: /^(?:that\b|the\b|more\b|many\b)/,
  doubt: /^(?:that\b|whether\b|if\b|the\b|it\b)/,
  promise: /^(?:to|that|the|it|them|him|her|more|a|an|\d|[,.;”"])/,
  accuse: /^(?!of\b)/,
  suspect: /^(?:that\b|the\b|[,.;”"])/,
  point: /^(?:out\b|to (?:the|a|an|his|her|its|their|what)\b)/,
  add: /^(?:that\b|:|[,.;”"]|$|the (?:figures?|number|toll|move|country)\b|it\b)/,
  note: /^(?:that\b|[,.;:”"]|$|the\b|how\b|a\b)/,
  signal: /^(?:that\b|it\b)/,
  observe: /^(?:that\b|[,.;”"]|$)/,
  comment: /^(?:that\b|[,.;”"]|$|on\b)/,
  appeal: /^(?:for|to)\b/,
  respond: /^(?:that\b|[,.;:”"]|$|by saying)/,
  reply: /^(?:that\b|[,.;:”"]|$)/,
  guess: /^(?:that\b|at\b|[,.;”"]|$)/,
  state: /^(?:that\b|[,.;:”"]|$|in\b|the\b|on\b)/,
  protest: /^that\b/,
  maintain: /^(?:that\b|it\b|its\b|[,.;”"]|$|the \p{L}+ (?:was|were|is|are)\b)/u,
}

/** Verbs that may stand before their speaker: "…," said the minister. */
export const inverting =
  /^(?:said|says|say|adds|added|asks|asked|writes|wrote|recalls|recalled|explains|explained|notes|noted|warns|warned|argues|argued|insists|insisted|claims|claimed|told|tells|concedes|conceded|complains|complained|replied|responded|quipped|tweeted|declared|continued|remarked|observed|reads|states|stated|announced|reports|reported|cautions|cautioned|confirmed|acknowledged|admitted|reckons|thinks|believes|laments|predicts|suggests|whispered|shouted|muttered|sighs|sighed)$/
