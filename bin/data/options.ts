import { InvalidArgumentError, Option } from 'commander';

/** Options that more than one of the data commands has, described in one place. */
export const fromOption = (what: string): Option => new Option('--from <path>', what);

export const mirrorOption = (): Option =>
  new Option('--mirror <url>', 'address tried first: of the file, or of its folder with a / at the end').argParser(
    (value: string) => {
      const protocol = URL.canParse(value) ? new URL(value).protocol : '';
      if (protocol !== 'http:' && protocol !== 'https:')
        throw new InvalidArgumentError('An address begins with https:// or http://.');
      return value;
    },
  );

export const toOption = (): Option =>
  new Option('--to <format>', 'also write the reviews as a table to data/processed').choices(['csv', 'parquet']);
