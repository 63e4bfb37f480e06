/** The page of the explorer as it is sent: the built file, its base, and its text without JavaScript. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyReply } from 'fastify'
import type { Snapshot } from '../../db/open.ts'
import { Problem } from '../../http/contract/problems.ts'
import type { ResponseOptions } from '../../http/response/respond.ts'
import { countRecords } from '../../listing/queries.ts'
import { inPackage } from '../../package.ts'

/** Output folder of the build, with the page and its assets. */
export const explorerFolder = inPackage('dist', 'src', 'explorer')

/** The page is read for each request, since it may be rebuilt while the service runs. */
function builtPage(): string {
  const file = join(explorerFolder, 'index.html')
  if (!existsSync(file)) throw new Problem('not-ready', 'The explorer is not built: `npm run build` builds it.')
  return readFileSync(file, 'utf8')
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** Content of the page without JavaScript. Addresses are relative to `explore/`, like all others on the page. */
async function overview(snapshot: Snapshot): Promise<string> {
  const { title, description, citation } = snapshot.dataset
  const rows = Object.entries(await countRecords(snapshot)).map(
    ([name, count]) => `<tr><th scope="row">${name}</th><td>${count.toLocaleString('en')}</td>
<td><a href="../v1/${name}">JSON</a> <a href="../v1/${name}.csv">CSV</a></td></tr>`,
  )
  return `<h1>${escaped(title)}</h1>
<p>${escaped(description)}</p>
<p>Drawing these facts needs JavaScript. All of them can be read without it:</p>
<table>
<thead><tr><th scope="col">List</th><th scope="col">Records</th><th scope="col">Read it</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
<ul>
<li><a href="../v1/codebook">Codebook</a>: what every field and term means</li>
<li><a href="../docs/">Swagger UI</a>: everything that can be asked</li>
<li><a href="../v1/export">Export</a>: whole sets, and the database itself</li>
</ul>
<p>${escaped(citation)}</p>`
}

/**
 * Sends the page.
 * @param base address of `explore/` relative to the requested address, so that the page works under any path that a
 * proxy puts before it
 */
export function sendPage(reply: FastifyReply, base: string, options?: ResponseOptions): Promise<FastifyReply> {
  const page = builtPage()
  const { snapshot } = reply.request
  const make = async () => {
    const html = await overview(snapshot)
    return page.replace('<!-- base -->', `<base href="${base}">`).replace('<!-- overview -->', () => html)
  }
  return reply.respond({ 'text/html': make }, { ...options, variant: page })
}
