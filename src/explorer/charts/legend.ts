import { html, type TemplateResult } from 'lit-html'

export interface LegendItem {
  text: string
  /** A class of the style sheet. */
  look: string
  /** A custom property of the style sheet. */
  colour?: string
}

/** Contents of the legend of a chart: only shapes and colours that occur in the chart. */
export interface Legend {
  looks: LegendItem[]
  colourTitle: string
  colours: Required<LegendItem>[]
}

const item = ({ text, look, colour }: LegendItem): TemplateResult =>
  html`<li><span class="sample ${look}" style=${colour === undefined ? '' : `--colour: var(${colour})`} aria-hidden="true"></span>${text}</li>`

/** The legend of a chart. On a small screen it is folded until it is opened. */
export const legend = ({ looks, colourTitle, colours }: Legend): TemplateResult => html`
  <details class="legend" ?open=${window.innerWidth >= 720}>
    <summary>How to read it</summary>
    <ul>${looks.map(item)}</ul>
    <ul aria-label=${colourTitle}>${colours.map(item)}</ul>
  </details>`
