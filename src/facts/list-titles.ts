/** Titles of the lists for people, by the name of the list in an address. */
export const listTitles = {
  quantities: 'What is counted',
  claims: 'Claims',
  estimates: 'Figures',
  quotes: 'Who says what to whom',
  events: 'Events',
  relations: 'Relations',
  entities: 'People, states, things',
  mentions: 'Names as written',
  sources: 'Sources',
  origins: 'Origins of knowledge',
  evidence: 'Evidence',
} as const
