import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import type { Register } from '../../../bin/cli.ts';
import { runCommandLine } from '../../support/command-line.ts';

const folder = path.resolve(import.meta.dirname, '../../../bin/commands');
const names = fs.readdirSync(folder).filter((file) => file.endsWith('.ts'));

const EXAMPLES = /\nExamples?(?: \(.*\))?:\n {2}\S/;

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp();
  return help;
}

describe('help', () => {
  for (const file of names)
    it(`of ${file.replace(/\.ts$/, '')} says what it does, every option, and gives examples`, async () => {
      const { default: register } = (await import(pathToFileURL(path.join(folder, file)).href)) as {
        default: Register;
      };
      const program = new Command('sentilab');
      register(program);
      for (const command of program.commands) {
        // A group of commands gives examples of them all, or each its own.
        const shown = EXAMPLES.test(helpOf(command)) ? [command] : command.commands;
        assert.ok(shown.length > 0, command.name());
        for (const each of shown) {
          assert.match(helpOf(each), EXAMPLES, each.name());
          assert.ok(each.description().length > 15, each.name());
          for (const option of each.options)
            assert.ok(option.description !== '', `${each.name()} ${option.flags}`);
        }
      }
    });

  it('of sweep has examples that its own options understand', () => {
    const { stdout } = runCommandLine(['sweep', '--help']);
    const examples = [...stdout.matchAll(/^ {2}npm run sweep(?: -- (.*?))?(?: {2,}.*)?$/gm)].map(
      ([, args = '']) => args,
    );
    assert.ok(examples.length >= 5, stdout);
    const known = new Set([...stdout.matchAll(/--[a-z-]+/g)].map(([flag]) => flag));
    for (const example of examples)
      for (const [flag] of example.matchAll(/--[a-z-]+/g)) assert.ok(known.has(flag), `${example}: ${flag}`);
    assert.match(examples.join('\n'), /--debug 3/);
  });
});

describe('a misspelt', () => {
  const cases: readonly (readonly [what: string, args: readonly string[], answer: RegExp])[] = [
    ['command', ['swep'], /unknown command 'swep'\n\(Did you mean sweep\?\)/],
    ['option', ['sweep', 'quick', '--trails', '3'], /unknown option '--trails'\n\(Did you mean --trials\?\)/],
    ['experiment', ['sweep', 'qiuck'], /EXPERIMENT: .*Got "qiuck"\. Did you mean "quick"\?/],
    ['sampler', ['sweep', 'quick', '--sampler', 'tpee'], /--sampler: .*Got "tpee"\. Did you mean "tpe"\?/],
    ['data set', ['sweep', 'quick', '--data', 'imbd'], /Got "imbd"\. Did you mean "imdb"\?/],
    [
      'notebook',
      ['notebook', '02-a-small-swep'],
      /Got "02-a-small-swep"\. Did you mean "02-a-small-sweep"\?/,
    ],
    [
      'parameter of a notebook',
      ['notebook', '02', '--run', '--set', 'trails=3'],
      /--set: .*Got "trails"\. Did you mean "trials"\?/,
    ],
    [
      'field of a configuration',
      ['train', 'quick', '--set', 'training.lerningRate=1', '--print-config'],
      /lerningRate.*Did you mean "learningRate"/,
    ],
  ];
  for (const [what, args, answer] of cases)
    it(`${what} is answered with the nearest one and exit code 2`, () => {
      const { stderr, status } = runCommandLine(args);
      assert.match(stderr, answer);
      assert.equal(status, 2);
    });
});
