/** Elements of SVG in any document: that of a browser, or one made on a server. */

/** An element, as far as charts need it. This project's compiler knows no DOM outside the explorer. */
export interface SvgElement {
  setAttribute(name: string, value: string): void
  append(...children: SvgElement[]): void
  textContent: string | null
}

export interface SvgDocument {
  createElementNS(namespace: 'http://www.w3.org/2000/svg', name: string): SvgElement
}

type Attributes = Record<string, string | number>

/** Makes elements of a document. */
export type Make = (name: string, attributes: Attributes, ...content: (SvgElement | string)[]) => SvgElement

/** A maker of elements of one document. */
export const makerIn =
  (document: SvgDocument): Make =>
  (name, attributes, ...content) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
    for (const one of content)
      if (typeof one === 'string') element.textContent = one
      else element.append(one)
    return element
  }
