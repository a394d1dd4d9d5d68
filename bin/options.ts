import { InvalidArgumentError } from 'commander';

/** A positive whole number of the command line. */
export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a positive whole number, for example 12.');
  return number;
}

/** A whole number of the command line that may be 0. */
export function countedFromZero(value: string): number {
  return value === '0' ? 0 : wholeNumber(value);
}

/** Names with commas between them. */
export function nameList(value: string): string[] {
  return value
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** An option that may be given several times. */
export function collect(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}
