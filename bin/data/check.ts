import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { nameList } from '../options.ts';
import type { CheckFlags } from './check-flags.ts';

/** `npm run data -- check imdb`: the quality report of a data set. */
export default function registerCheck(command: Command): void {
  command
    .command('check')
    .description('Look for what is wrong with a data set, and describe it in numbers.')
    .argument('<name>', 'rt, imdb, a file of your own (reviews.csv), or a source as JSON')
    .option('--fail-on <limits>', 'limits by check: duplicates=0.5%,empty=0,label-noise=none; none lifts all')
    .option('--only <checks>', 'run these checks only', nameList)
    .option('--skip <checks>', 'leave these checks out', nameList)
    .option('--examples <n>', 'examples listed per check', count)
    .option('--options <file>', 'a JSON file with options of the report, see docs/data.md')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Writes data/processed/quality/<name>.json and .html. Exit code 1 when a check is over its limit.

Examples:
  npm run data -- check imdb                                  all checks with their default limits
  npm run data -- check imdb --fail-on duplicates=0.1%,empty=0
  npm run data -- check reviews.csv --skip language --json
  npm run data -- check '{"kind":"csv","file":"reviews.csv","text":"body","label":"verdict"}'`,
    )
    .action(async (name: string, _flags: CheckFlags, self: Command) => {
      const { runCheck } = await import('./run-check.ts');
      // "--json" is also an option of the command above, which then holds it.
      await runCheck(name, self.optsWithGlobals<CheckFlags>());
    });
}

function count(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError('It must be a whole number, for example 25.');
  return number;
}
