/** Which parameters of a definition's space are searched on a logarithmic scale. */
export type ParameterScales = Readonly<Record<string, 'linear' | 'log'>>;

/**
 * Reads `space.parameters.*.scale` of a stored definition. Older or foreign definitions may lack any of it: what is not
 * there is left out.
 */
export function parameterScales(definition: unknown): ParameterScales {
  const parameters = member(member(definition, 'space'), 'parameters');
  if (typeof parameters !== 'object' || parameters === null) return {};
  const scales: Record<string, 'linear' | 'log'> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const scale = member(parameter, 'scale');
    if (scale === 'linear' || scale === 'log') scales[name] = scale;
  }
  return scales;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
