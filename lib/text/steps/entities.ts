import { z } from 'zod';
import type { Token } from '../token.ts';
import { blankLongChunks } from './long-chunks.ts';
import { defineStep } from './step.ts';

const TYPES = ['person', 'place', 'organization'] as const;
type EntityType = (typeof TYPES)[number];

interface Entity {
  readonly type: EntityType;
  readonly start: number;
  readonly end: number;
}

/**
 * Names of people, places and organisations, found by compromise in the text as the tokenizer saw it. It goes by
 * capitals besides its word lists, so put no `lowercase` before: the option `lowercase` folds the tokens after the names
 * are found. About 80 reviews a second.
 */
export const entities = defineStep({
  stage: 'token',
  schema: z.strictObject({
    kind: z.literal('entities'),
    mode: z
      .enum(['keep', 'join', 'mask', 'type'])
      .default('type')
      .describe(
        'Names as they are; as one token (tom_hanks); as one `<entity>`; as one `<person>`, `<place>` or `<organization>`',
      ),
    types: z
      .array(z.enum(TYPES))
      .min(1)
      .default([...TYPES])
      .describe('Which names'),
    lowercase: z.boolean().default(true).describe('Fold all other tokens to lower case'),
  }),
  load: async () => (await import('compromise')).default,
  create: ({ mode, types, lowercase }, { loaded }) => {
    const find = (text: string): readonly Entity[] => {
      const view = loaded(blankLongChunks(text));
      const views = {
        person: () => view.people(),
        place: () => view.places(),
        organization: () => view.organizations(),
      };
      const found = types
        .flatMap((type) =>
          (views[type]().json({ offset: true }) as readonly CompromiseMatch[]).map(({ offset }) => ({
            type,
            start: offset.start,
            end: offset.start + offset.length,
          })),
        )
        .sort((a, b) => a.start - b.start || b.end - a.end);
      return joinNeighbours(found, text);
    };
    const fold = (token: Token): Token => (lowercase ? { ...token, text: token.text.toLowerCase() } : token);
    return {
      scope: 'text',
      apply: (tokens, text) => {
        if (mode === 'keep') return tokens.map(fold);
        const names = find(text);
        const result: Token[] = [];
        let next = 0;
        for (let i = 0; i < tokens.length;) {
          const token = tokens[i];
          if (!token) break;
          while ((names[next]?.end ?? Infinity) <= token.start) next += 1;
          const name = names[next];
          const covered = name ? tokensOf(name, tokens, i) : [];
          const [first] = covered;
          if (!name || !first) {
            result.push(fold(token));
            i += 1;
            continue;
          }
          result.push({
            text: nameOf(name, covered, mode, lowercase),
            start: first.start,
            end: (covered.at(-1) ?? first).end,
          });
          i += covered.length;
        }
        return result;
      },
    };
  },
});

interface CompromiseMatch {
  readonly offset: { readonly start: number; readonly length: number };
}

/** Compromise cuts a possessive name in two: Morgan, Freeman's. Nothing but a space between two people is one person. */
function joinNeighbours(names: readonly Entity[], text: string): readonly Entity[] {
  const joined: Entity[] = [];
  for (const name of names) {
    const last = joined.at(-1);
    const next =
      last?.type === name.type &&
      last.end <= name.start &&
      /^[\p{L}\p{N}]\s*$/u.test(text.slice(last.end - 1, name.start));
    if (last && next) joined.splice(-1, 1, { ...last, end: name.end });
    else joined.push(name);
  }
  return joined;
}

/** The tokens of a name that begins at `tokens[from]`: punctuation and a possessive at its end are not part of it. */
function tokensOf(name: Entity, tokens: readonly Token[], from: number): readonly Token[] {
  const first = tokens[from];
  if (!first || first.start < name.start || !/[\p{L}\p{N}]/u.test(first.text)) return [];
  let to = from;
  while ((tokens[to]?.start ?? Infinity) < name.end) to += 1;
  while (to > from && !/^[\p{L}\p{N}]/u.test(tokens[to - 1]?.text ?? '')) to -= 1;
  return tokens.slice(from, to);
}

function nameOf(
  { type }: Entity,
  tokens: readonly Token[],
  mode: 'join' | 'mask' | 'type',
  lowercase: boolean,
): string {
  switch (mode) {
    case 'mask':
      return '<entity>';
    case 'type':
      return `<${type}>`;
    case 'join': {
      const name = tokens.map(({ text }) => text).join('_');
      return lowercase ? name.toLowerCase() : name;
    }
  }
}
