import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FailureError, UserError } from '../../errors/index.ts';
import type { Translator, TranslatorConfig } from './translator.ts';

/** Unlikely in a text, alone on its line, and left as it is by Apertium: says where one text ends. */
const SEPARATOR = '\u241e';

/**
 * Apertium (Forcada et al. 2011), a rule-based translator that works offline, as an external program: one process for all
 * the texts. Words it does not know stay English.
 *
 * @throws UserError when the program or the language pair is not installed
 * @throws FailureError when it ends with an error or loses a text
 */
export function apertium(config: Extract<TranslatorConfig, { kind: 'apertium' }>): Translator {
  const [english, other] = config.pair.split('-');
  return {
    title: `Apertium ${config.pair}`,
    isTranslation: true,
    async translate(texts, direction) {
      if (texts.length === 0) return [];
      const pair = direction === 'there' ? config.pair : `${other}-${english}`;
      const input = texts.map((text) => text.replaceAll(SEPARATOR, ' ').replace(/\s+/g, ' ').trim());
      const output = await throughFile(config.command, pair, `${input.join(`\n${SEPARATOR}\n`)}\n`);
      const translated = output.split(SEPARATOR).map((text) => text.trim());
      if (translated.length !== texts.length)
        throw new FailureError('Apertium did not give back as many texts as it was given.', {
          field: pair,
          value: { given: texts.length, returned: translated.length },
        });
      return translated;
    },
  };
}

/** Apertium's script opens its input by name, which fails for the socket that Node gives a child as standard input. */
async function throughFile(command: string, pair: string, input: string): Promise<string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-apertium-'));
  try {
    const file = path.join(folder, 'texts.txt');
    fs.writeFileSync(file, input);
    return await run(command, ['-u', pair, file]);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (cause) =>
      reject(
        new UserError('The program for translating cannot be started.', {
          field: 'translator.command',
          value: command,
          fix: 'On Debian: apt-get install apertium apertium-eng-spa',
          cause,
        }),
      ),
    );
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else
        reject(
          new UserError('Apertium cannot translate with this language pair.', {
            field: 'translator.pair',
            value: `${args[1]}: ${Buffer.concat(err).toString('utf8').trim()}`,
            fix: 'On Debian: apt-get install apertium-eng-spa',
          }),
        );
    });
  });
}
