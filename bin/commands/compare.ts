import path from 'node:path';
import type { Command } from 'commander';

interface CompareFlags {
  readonly markdown?: boolean;
  readonly json?: boolean;
  readonly results?: string;
}

/** `npm run compare -- A B`: the difference of two experiments, runs or revisions, with its interval. */
export default function compare(program: Command): void {
  program
    .command('compare')
    .description('Say how two experiments, runs or git revisions differ, and whether it is more than noise.')
    .argument('<A>', 'an experiment (its best), a run, a git revision; or a range of revisions')
    .argument('[B]', 'what is held against it')
    .option('--markdown', 'as Markdown, fit for a pull request')
    .option('--json', 'print the comparison as JSON')
    .option('--results <folder>', 'where results are (default: results/)')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run compare -- quick text\n  npm run compare -- main..HEAD --markdown > comment.md',
    )
    .action(run);
}

async function run(first: string, second: string | undefined, flags: CompareFlags): Promise<void> {
  const { compareSets, setsMarkdown, setsText } = await import('sentilab/tracking');
  const { openResults } = await import('sentilab/tracking/node');
  const { resolvePair } = await import('../compare/resolve.ts');
  const results = openResults(flags.results === undefined ? undefined : path.resolve(flags.results));
  const { sameCode, sameCodeText } = await import('../compare/same-code.ts');
  const same = await sameCode(results, first, second, codeHere);
  if (same !== null) {
    const text =
      flags.json === true ? `${JSON.stringify({ ...same, differences: [] }, null, 2)}\n` : sameCodeText(same);
    process.stdout.write(text);
    return;
  }
  const pair = resolvePair(results, first, second);
  const differences = compareSets(pair.a.runs, pair.b.runs, pair.pairKey);
  const json = { a: pair.a.title, b: pair.b.title, differences };
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify(json, null, 2)}\n`
      : (flags.markdown === true ? setsMarkdown : setsText)(pair, differences),
  );
}

async function codeHere(): Promise<string> {
  const { reachedCode } = await import('sentilab/experiment/node');
  return (await reachedCode()).hash;
}
