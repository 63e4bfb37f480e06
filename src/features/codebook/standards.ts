/** Standards and units of fields, by `Type.field`: the contract has no place for them. */

const ofParts = (parts: string[], fields: string[], value: string): Record<string, string> =>
  Object.fromEntries(parts.flatMap((part) => fields.map((field) => [`${part}.${field}`, value])))

const evidence = ['Evidence', 'EvidenceRecord']
const times = ['Time', 'Window']
const windowDays = ['start_earliest', 'start_latest', 'end_earliest', 'end_latest']

export const fieldStandards: Record<string, string> = {
  ...ofParts(evidence, ['start', 'end'], 'W3C Web Annotation, TextPositionSelector'),
  ...ofParts(evidence, ['exact', 'prefix', 'suffix'], 'W3C Web Annotation, TextQuoteSelector'),
  ...ofParts(times, ['edtf'], 'EDTF level 0–1 (ISO 8601-2)'),
  ...ofParts(times, ['earliest', 'latest'], 'ISO 8601'),
  ...ofParts(['Window'], windowDays, 'ISO 8601'),
  ...ofParts(['Estimate'], ['low', 'high', 'best'], 'UCDP GED'),
  ...ofParts(['Quantity'], ['supplier', 'recipient'], 'SIPRI Arms Transfers Database'),
  'Quantity.unit_ucum': 'UCUM',
  'Quantity.per': 'ISO 8601 duration',
  'Event.plover': 'PLOVER',
  'Event.date_precision': 'UCDP GED codebook, date_prec',
  'Place.name': 'UCDP GED codebook, where_coordinates',
  'Place.latitude': 'WGS 84 (ISO 6709)',
  'Place.longitude': 'WGS 84 (ISO 6709)',
  'Place.precision': 'UCDP GED codebook, where_prec',
  ...ofParts(['Place'], ['adm_1', 'adm_2'], 'UCDP GED codebook'),
  ...ofParts(['ReportNamed'], ['office', 'date', 'headline'], 'UCDP GED codebook, source_*'),
  'Event.original_source': 'UCDP GED codebook, source_original',
  'Place.description': 'UCDP GED codebook, where_description',
  'PartOfFigure.best': 'UCDP GED codebook, deaths_*',
  'Source.language': 'BCP 47',
  'Source.citation': 'CSL-JSON 1.0.2',
  'TextIdentity.sha256': 'SHA-256 (FIPS 180-4)',
  'Verification.sha256': 'SHA-256 (FIPS 180-4)',
  'Verification.date': 'ISO 8601',
  'Identifier.value': 'ISO 3166-1, Wikidata, Gleditsch and Ward, or UCDP, as `scheme` says',
  ...ofParts(
    ['CslItem'],
    ['id', 'title', 'genre', 'container-title', 'publisher', 'author', 'author[].literal', 'URL', 'language'],
    'CSL-JSON 1.0.2',
  ),
  ...ofParts(['CslItem'], ['issued', 'accessed'], 'CSL-JSON 1.0.2'),
  ...ofParts(['CslDate'], ['date-parts', 'season', 'circa'], 'CSL-JSON 1.0.2'),
}

const codePoints = 'Unicode code points'
const day = 'day, YYYY-MM-DD'

export const fieldUnits: Record<string, string> = {
  ...ofParts(['Estimate'], ['low', 'high', 'best'], 'as `unit` says'),
  ...ofParts(evidence, ['start', 'end'], codePoints),
  ...ofParts(['Place'], ['latitude', 'longitude'], 'degrees'),
  'PartOfFigure.best': 'people',
  ...ofParts(['TextIdentity'], ['code_points', 'repeats[].start', 'repeats[].end', 'repeats[].offset'], codePoints),
  ...ofParts(times, ['earliest', 'latest'], day),
  ...ofParts(['Window'], windowDays, day),
  'Verification.date': day,
  ...ofParts(['Verification'], ['spans', 'verified', 'moved', 'ambiguous', 'missing'], 'spans'),
}
