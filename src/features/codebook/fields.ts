import type { JsonSchema } from '../../http/contract/contract.ts'
import type { CodebookField } from './contract.ts'
import { fieldStandards, fieldUnits } from './standards.ts'
import { vocabularyOf } from './vocabularies.ts'

interface Node extends JsonSchema {
  type?: string | string[]
  description?: string
  $ref?: string
  const?: unknown
  enum?: string[]
  anyOf?: Node[]
  items?: Node
  properties?: Record<string, Node>
  required?: string[]
}

/** Every field of a component, including those of objects without a name of their own. */
export function fieldsOf(
  type: string,
  schema: JsonSchema,
  components: Record<string, JsonSchema>,
  path = '',
): CodebookField[] {
  const { properties = {}, required = [] } = schema as Node
  return Object.entries(properties).flatMap(([name, node]) => {
    const field = path + name
    const { value, nullable, lists } = unwrap(node)
    const vocabulary = value.enum === undefined ? undefined : vocabularyOf(value.enum)
    if (value.enum !== undefined && vocabulary === undefined)
      throw new Error(`The terms of ${type}.${field} are not those of one vocabulary: ${value.enum.join(', ')}.`)
    const row: CodebookField = {
      field,
      type: 'list of '.repeat(lists) + typeNameOf(value),
      nullable,
      optional: !required.includes(name),
      unit: fieldUnits[`${type}.${field}`] ?? null,
      vocabulary: vocabulary?.name ?? null,
      standard: fieldStandards[`${type}.${field}`] ?? vocabulary?.standard ?? 'own',
      // A field without a description has that of its part.
      description: node.description ?? String(components[typeNameOf(value)]?.description ?? ''),
    }
    return [row, ...fieldsOf(type, value, components, `${field}${'[]'.repeat(lists)}.`)]
  })
}

/** The value of a field without null and lists around it. */
function unwrap(node: Node): { value: Node; nullable: boolean; lists: number } {
  const isNull = (one: Node) => one.type === 'null'
  if (node.anyOf !== undefined) {
    const others = node.anyOf.filter((one) => !isNull(one))
    const inner = unwrap(others.length === 1 ? (others[0] as Node) : { ...node, anyOf: undefined as never })
    return { ...inner, nullable: inner.nullable || others.length < node.anyOf.length }
  }
  if (Array.isArray(node.type)) {
    const type = node.type.filter((one) => one !== 'null').join(' or ')
    return { ...unwrap({ ...node, type }), nullable: node.type.includes('null') }
  }
  if (node.type !== 'array' || node.items === undefined) return { value: node, nullable: false, lists: 0 }
  const { value, lists } = unwrap(node.items)
  return { value, nullable: false, lists: lists + 1 }
}

function typeNameOf({ $ref, const: literal, type }: Node): string {
  if ($ref !== undefined) return $ref.replace(/^.*\//, '')
  if (literal !== undefined) return JSON.stringify(literal)
  return String(type)
}
