import { html, type TemplateResult } from 'lit-html'

/** Copies a text; over plain HTTP from another machine browsers only offer the old method. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (!isCopied) throw new Error('The browser copies nothing here.')
}

/** A button that copies a text, and confirms it. */
export function copyButton(label: string, text: () => string | Promise<string>): TemplateResult {
  const press = async ({ currentTarget }: Event) => {
    const button = currentTarget as HTMLButtonElement
    button.textContent = await Promise.resolve(text())
      .then(copy)
      .then(
        () => 'Copied',
        () => 'Could not be copied',
      )
    button.focus()
    setTimeout(() => {
      button.textContent = label
    }, 2000)
  }
  return html`<button type="button" aria-live="polite" .textContent=${label} @click=${press}></button>`
}
