/** An agent that asks the tools of the built command, by the official client of the Model Context Protocol. */
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import type { Test } from 'tap'
import { command } from './commands.ts'

interface Answer {
  isError: boolean
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer of a tool is read key by key
  data: any
}

/** An agent that has started the command, and asks its tools. */
export async function agentFor(t: Test, databaseFile: string, args: string[] = [], env: Record<string, string> = {}) {
  const [program = '', ...main] = command
  const transport = new StdioClientTransport({
    command: program,
    args: [...main, 'mcp', ...args],
    env: { PATH: process.env.PATH ?? '', DATABASE_FILE: databaseFile, ...env },
    stderr: 'pipe',
  })
  let errors = ''
  transport.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  const client = new Client({ name: 'test', version: '1.0.0' })
  await client.connect(transport)
  t.teardown(() => client.close())
  const ask = async (name: string, asked: Record<string, unknown>): Promise<Answer> => {
    const { content, isError } = await client.callTool({ name, arguments: asked })
    const [first] = content as { type: string; text: string }[]
    const text = first?.text ?? ''
    return { isError: isError === true, text, data: isError ? undefined : JSON.parse(text) }
  }
  return { client, ask, errors: () => errors }
}
