/** A row of CSV (RFC 4180) with its line feed: a value is quoted when it holds a comma, a quote or a line break. */
export function csvLine(values: readonly (string | number | undefined)[]): string {
  return `${values.map(csvField).join(',')}\n`;
}

function csvField(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
