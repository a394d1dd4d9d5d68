/** Which parameters of a definition's space are searched on a logarithmic scale. */
export type ParameterScales = Readonly<Record<string, 'linear' | 'log'>>;

/**
 * Reads `space.parameters.*.scale` of a stored definition, those inside branches too. Older or foreign definitions may lack
 * any of it: what is not there is left out.
 */
export function parameterScales(definition: unknown): ParameterScales {
  const scales: Record<string, 'linear' | 'log'> = {};
  collect(member(member(definition, 'space'), 'parameters'), scales);
  return scales;
}

function collect(parameters: unknown, scales: Record<string, 'linear' | 'log'>): void {
  if (typeof parameters !== 'object' || parameters === null) return;
  for (const [name, parameter] of Object.entries(parameters)) {
    const scale = member(parameter, 'scale');
    if (scale === 'linear' || scale === 'log') scales[name] = scale;
    const branches = member(parameter, 'branches');
    if (typeof branches === 'object' && branches !== null)
      for (const branch of Object.values(branches)) collect(branch, scales);
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
