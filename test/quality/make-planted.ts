import fs from 'node:fs';
import path from 'node:path';
import { Rng } from 'sentilab/random';

/** A line of the fixture: an example, the part it is in, and every fault that was planted in it. */
export interface PlantedLine {
  readonly id: string;
  readonly text: string;
  readonly label: 0 | 1;
  readonly rating?: number;
  readonly group?: string;
  readonly part: 'train' | 'test';
  readonly planted: readonly string[];
}

export const PLANTED_FILE = path.resolve(import.meta.dirname, '../fixtures/quality/planted.jsonl');

const words = (list: string): readonly string[] => list.split(' ');
const GOOD = words(
  'wonderful moving brilliant delightful gripping charming superb touching hilarious masterful elegant fresh stunning tender clever warm thrilling rewarding graceful funny',
);
const BAD = words(
  'dull awful clumsy boring lifeless tedious pointless annoying weak stale messy painful forgettable sloppy lazy tiresome bland grating shallow dreadful',
);
const GOOD_END = words('applauded smiled cheered laughed stayed returned');
const BAD_END = words('yawned groaned slept left complained regretted');
const THINGS = words(
  'script camera music cast ending lighting dialogue editing costume pacing opening finale chase voice soundtrack setting rhythm humour story direction',
);
const NAMES = words(
  'Anna Boris Carla David Emma Frank Greta Henry Irene Jacob Karla Louis Maria Niels Olga Peter Rosa Simon Tina Victor',
);
const JOBS = words(
  'baker pilot nurse lawyer farmer sailor teacher plumber painter soldier dentist waiter miner butcher banker guard driver porter tailor judge',
);
const PLACES = words(
  'Oslo Lisbon Chicago Dublin Warsaw Naples Boston Geneva Prague Toronto Athens Denver Vienna Lyon Madrid Leeds Bergen Turin Seville Ghent',
);
const DAYS = words('Monday Tuesday Wednesday Thursday Friday Saturday Sunday');
const KIN = words('sister brother uncle aunt cousin neighbour father mother nephew colleague');

/** A review whose opinion is plain to see, and a neutral one. No two share more than a few words in a row. */
function reviewer(rng: Rng): { readonly opinion: (label: 0 | 1) => string; readonly neutral: () => string } {
  const neutral = (): string =>
    `${rng.pick(NAMES)} plays a ${rng.pick(JOBS)} from ${rng.pick(PLACES)} who meets a ${rng.pick(JOBS)} near ${rng.pick(PLACES)} on a ${rng.pick(DAYS)}, and ${rng.pick(NAMES)} plays the ${rng.pick(JOBS)} of ${rng.pick(PLACES)}.`;
  return {
    neutral,
    opinion(label) {
      const of = label === 1 ? GOOD : BAD;
      return `${neutral()} The ${rng.pick(THINGS)} is ${rng.pick(of)} and the ${rng.pick(THINGS)} feels ${rng.pick(of)}. My ${rng.pick(KIN)} called the ${rng.pick(THINGS)} ${rng.pick(of)}, and we ${rng.pick(label === 1 ? GOOD_END : BAD_END)} at the ${rng.pick(THINGS)}.`;
    },
  };
}

/** The fixture: 640 clean examples, decoys that look like faults and are none, and faults of every kind. */
export function makePlanted(): PlantedLine[] {
  const { opinion, neutral } = reviewer(new Rng(7).split('planted'));
  const lines: PlantedLine[] = [];
  const stars = (label: 0 | 1, i: number): number => (label === 1 ? 7 + (i % 4) : 1 + (i % 4));
  for (let i = 0; i < 640; i++) {
    const label = i % 2 === 0 ? 0 : 1;
    const part = i % 5 === 4 ? 'test' : 'train';
    const group = `${part}-film-${Math.floor(i / 20)}`;
    lines.push({
      id: `clean/${i}`,
      text: opinion(label),
      label,
      rating: stars(label, i),
      group,
      part,
      planted: [],
    });
  }
  let number = 0;
  const add = (planted: readonly string[], text: string, more: Partial<PlantedLine> = {}): void => {
    const name = planted[0] ?? 'decoy';
    lines.push({
      id: `${name}/${number++}`,
      text,
      label: (number % 2) as 0 | 1,
      part: 'train',
      planted,
      ...more,
    });
  };
  const both = (kinds: readonly string[], a: string, b: string, more: Partial<PlantedLine> = {}): void => {
    add(kinds, a, { label: 1 });
    add(kinds, b, { label: 1, ...more });
  };

  // Things that look like faults and are none.
  for (const decoy of [
    'I <3 this and 2 < 3, said the man at AT&T; nobody minds R&B; or a <- b.',
    'They met in a CAFÉ… and “voilà…” was all that Élodie “À la carte” said to Ås in NÃO SEI.',
    'A wink 👍🏽 and a family 👨‍👩‍👧 with\ttabs\r\nand line ends.',
    'Antonio Banderas and Penélope Cruz drive from Sevilla to San Sebastián in this film.',
    'Seen it twice.',
    Array.from({ length: 50 }, neutral).join(' '),
  ])
    add([], decoy);
  add([], neutral(), { label: 0, rating: 4 });
  add([], neutral(), { label: 1, rating: 7 });

  const [a, b, c, d, e, f, g, h] = Array.from({ length: 8 }, () => `${neutral()} ${neutral()}`) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  both(['duplicates'], a, a);
  both(['duplicates'], b, `  ${b.toUpperCase().replaceAll(' ', '\n ')}`);
  add(['duplicates'], b, { label: 1 });
  both(['near-duplicates'], c, c.replace(/plays/, 'was'));
  both(['near-duplicates'], d, `${d} The end.`);
  both(['split-duplicates', 'duplicates'], e, e, { part: 'test' });
  both(['split-duplicates', 'near-duplicates'], f, f.replace(/meets/, 'knows'), { part: 'test' });
  both(['contradicting-labels', 'duplicates'], g, g, { label: 0 });
  both(['contradicting-labels', 'near-duplicates'], h, h.replace(/near/, 'by'), { label: 0 });

  for (let i = 0; i < 6; i++) {
    const label = i % 2 === 0 ? 0 : 1;
    add(['label-noise'], `${opinion(label)} ${opinion(label)}`, { label: label === 0 ? 1 : 0 });
  }
  add(['rating'], neutral(), { label: 1, rating: 2 });
  add(['rating'], neutral(), { label: 0, rating: 9 });
  add(['rating'], neutral(), { label: 0, rating: 5 });

  add(['empty'], '');
  add(['empty'], '?! … -- ♥');
  add(['empty', 'html'], '<br /><br />&nbsp;');
  add(['too-short'], 'Fine.');
  add(['too-short'], 'So what!');
  add(['too-long'], Array.from({ length: 90 }, neutral).join(' '));

  add(['html'], `${neutral()}<br /><br />${neutral()}`);
  add(['html'], `<P class="x">${neutral()}</P>`);
  add(['html'], `Tom &amp; Jerry &#8217; ${neutral()}`);
  add(['html'], `<!-- hidden --> ${neutral()}`);
  add(['mojibake'], `A cafÃ© in ZÃ¼rich. ${neutral()}`);
  add(['mojibake'], `It isnâ€™t what it was. ${neutral()}`);
  add(['mojibake'], `ÐŸÑ€Ð¸Ð²ÐµÑ‚ she said. ${neutral()}`);
  add(['mojibake'], `ðŸ˜€ she said. ${neutral()}`);
  add(['replacement-characters'], `A caf\ufffd in Z\ufffdrich. ${neutral()}`);
  add(['replacement-characters'], `Half a smile \ud83d here. ${neutral()}`);
  add(['control-characters'], `A bell \u0007 rings. ${neutral()}`);
  add(['control-characters'], `It isn\u0092t \u0096 well \u0085 new. ${neutral()}`);
  add(['control-characters'], `Nothing\u0000here. ${neutral()}`);

  add(['language'], 'Una película oscura y precisa, por momentos grandiosa y casi siempre conmovedora.');
  add(['language'], 'Ein Film, der lange nachwirkt und seine Figuren nicht ein einziges Mal verrät.');
  add(['language'], 'Un film qui prend son temps, mais dont la dernière image reste longtemps en mémoire.');
  add(['language'], 'Фильм рассказывает историю одной семьи и остаётся в памяти надолго после сеанса.');
  add(
    ['language'],
    'この映画は家族の物語を静かに語り、最後の場面がいつまでも心に残る作品である。本当に素晴らしい一本だと思う。',
  );

  add(['duplicate-ids'], neutral(), { id: 'twice' });
  add(['duplicate-ids'], neutral(), { id: 'twice' });
  add(['unreadable-ids'], neutral(), { id: '' });
  add(['unreadable-ids'], neutral(), { id: ' padded ' });
  add(['unreadable-ids'], neutral(), { id: `long/${'x'.repeat(300)}` });
  add(['unreadable-ids'], neutral(), { id: 'bell\u0007' });
  add(['unreadable-ids'], neutral(), { group: '' });
  add(['parted-groups'], neutral(), { group: 'train-film-0', part: 'test' });
  add(['parted-groups'], neutral(), { group: 'train-film-1', part: 'test' });
  return lines;
}

/** The bytes of the file. */
export function plantedBytes(): string {
  return makePlanted()
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}

if (process.argv[1] === import.meta.filename) fs.writeFileSync(PLANTED_FILE, plantedBytes());
