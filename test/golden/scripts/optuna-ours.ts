/** Writes test/golden/optuna/ours.log for optuna_journal.py: `node --import=tsx test/golden/scripts/optuna-ours.ts`. */
import fs from 'node:fs';
import { writeOptunaJournal } from 'sentilab/tuning';
import { ourStudy } from '../../tuning/exchange/our-study.ts';

fs.writeFileSync(new URL('../optuna/ours.log', import.meta.url), writeOptunaJournal(ourStudy()));
