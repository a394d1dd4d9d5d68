import type { Command } from 'commander';
import { FailureError } from 'sentilab/errors';

interface TranslationDrillFlags {
  readonly pair: string;
  readonly command: string;
  readonly json?: boolean;
}

/** `npm run drill -- translation`: real texts through Apertium to another language and back. */
export function registerTranslationDrill(drill: Command): void {
  drill
    .command('translation')
    .description('translate reviews to another language and back with Apertium; every text must come back')
    .option('--pair <languages>', 'an installed language pair, English first', 'eng-spa')
    .option('--command <program>', 'the program', 'apertium')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nExample (on Debian: apt-get install apertium apertium-eng-spa):\n  npm run drill -- translation',
    )
    .action(run);
}

async function run({ pair, command, json }: TranslationDrillFlags): Promise<void> {
  const { apertium } = await import('sentilab/augment/node');
  const { translationDrill } = await import('./translation.ts');
  const report = await translationDrill(apertium({ kind: 'apertium', pair, command }));
  const { skipped, texts, unchanged, seconds, translator } = report;
  const lines =
    skipped !== null
      ? [`Skipped: ${skipped}`]
      : [
          ...texts.flatMap(({ original, back, mapped }) => [
            original,
            `  → ${back}`,
            `    ${(100 * mapped).toFixed(0)} % of its words lead back to the original`,
          ]),
          `${translator}: ${texts.length} texts there and back in ${seconds.toFixed(1)} s, ${unchanged} unchanged`,
        ];
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${lines.join('\n')}\n`);
  if (skipped === null && (unchanged === texts.length || texts.some(({ mapped }) => mapped < 0.5)))
    throw new FailureError('The drill found a fault: texts came back unchanged, or without their origins.');
}
