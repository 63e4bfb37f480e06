/** citation-js ships no types; these are the parts used here. */
declare module '@citation-js/core' {
  type CslItem = { id: string; type: string }
  export const plugins: {
    output: { format(format: string, data: CslItem[], options?: Record<string, unknown>): string }
    input: { chain(data: string, options: { generateGraph: boolean }): Record<string, unknown>[] }
  }
}
declare module '@citation-js/plugin-csl' {}
declare module '@citation-js/plugin-bibtex' {}
