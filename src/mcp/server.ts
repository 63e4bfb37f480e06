import { McpServer } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { FactsError } from '../client/index.ts'
import { buildVersion } from '../package.ts'
import { citeTool } from './cite.ts'
import { compareTool } from './compare.ts'
import { corridorTool } from './corridor.ts'
import { recordTool } from './record.ts'
import { searchTool } from './search.ts'
import type { Service } from './service.ts'
import { limits } from './tool.ts'

const instructions = [
  'Structured facts about a conflict, each traceable to the words it came from. Start with `search`.',
  'Give with every fact its `address` or citation, who said it, and its hedge.',
  ...Object.values(limits),
].join(' ')

/** Answers over standard input and output, by the Model Context Protocol, until the input ends. */
export function serveAgents(service: Service): void {
  serveStdio(() => serverFor(service), {
    onerror: ({ name, message }) => console.error(`${name}: ${message.slice(0, 200)}`),
  })
}

/** Throws an error with all that an agent can use of it; its message becomes that of the tool. */
function explain(error: Error): never {
  const successor = error instanceof FactsError ? error.problem.superseded_by : undefined
  throw successor ? new Error(`${error.message} It is superseded by ${successor}.`) : error
}

/** A server whose tools read the facts of a service. */
function serverFor(service: Service): McpServer {
  const server = new McpServer({ name: 'conflict-facts', version: buildVersion }, { instructions })
  for (const { name, title, description, input, answer } of [
    searchTool,
    recordTool,
    compareTool,
    corridorTool,
    citeTool,
  ])
    server.registerTool(
      name,
      { title, description, inputSchema: input, annotations: { readOnlyHint: true, openWorldHint: false } },
      async (asked) => {
        const found = await answer(service, asked).catch(explain)
        return { content: [{ type: 'text', text: JSON.stringify(found) }] }
      },
    )
  return server
}
