/** Plotly's source text, for pages that must work without a network. */
export { plotlySource } from './plotly-source.ts';
