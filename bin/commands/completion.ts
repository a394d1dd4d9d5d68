import type { Command } from 'commander';
import { UserError, didYouMean } from 'sentilab/errors';
import { fromRoot } from 'sentilab/files/node';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** `npm run completion -- bash`: what a shell needs to complete commands, options, experiments, notebooks and runs. */
export default function completion(program: Command): void {
  program
    .command('completion')
    .description('Print what makes a shell complete commands, options and names.')
    .argument('<shell>', `one of ${SHELLS.join(', ')}`)
    .addHelpText(
      'after',
      `
It defines the command sentilab for this clone, and completes it.

Examples:
  source <(npm run --silent completion -- bash)      in .bashrc, or zsh in .zshrc
  npm run --silent completion -- fish | source       in config.fish
  sentilab sweep <TAB>`,
    )
    .action(async (shell: string) => {
      if (!SHELLS.some((known) => known === shell))
        throw new UserError('There is no completion for this shell.', {
          field: 'shell',
          value: shell,
          fix: didYouMean(shell, [...SHELLS]),
        });
      const { script } = await import('@bomb.sh/tab');
      process.stdout.write(`${commandFor(shell)}\n`);
      script(shell, 'sentilab', 'sentilab');
    });
}

/** The command itself, as a function: npm installs none for a clone. */
function commandFor(shell: string): string {
  const entry = fromRoot('bin', 'sentilab.mjs');
  if (shell === 'fish') return `function sentilab; node ${quoted(entry)} $argv; end`;
  if (shell === 'powershell') return `function sentilab { node ${quoted(entry)} @args }`;
  return `sentilab() { node ${quoted(entry)} "$@"; }`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
