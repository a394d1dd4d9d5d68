import type { Command } from 'commander';
import { registerBigDataDrill } from '../drill/register-big-data.ts';
import { registerDownloadDrill } from '../drill/register-downloads.ts';
import { registerJournalDrill } from '../drill/register-journal.ts';
import { registerRedisDrill } from '../drill/redis/register-redis.ts';
import { registerSweepDrill } from '../drill/register-sweep.ts';
import { registerTrainingDrill } from '../drill/register-training.ts';
import { registerTranslationDrill } from '../drill/register-translation.ts';

/** `npm run drill -- NAME`: breaks things on purpose and checks that nothing is lost. A new drill adds a line here. */
export default function drill(program: Command): void {
  const command = program
    .command('drill')
    .description('Break things on purpose and check that nothing is lost.');
  registerSweepDrill(command);
  registerJournalDrill(command);
  registerDownloadDrill(command);
  registerBigDataDrill(command);
  registerTranslationDrill(command);
  registerTrainingDrill(command);
  registerRedisDrill(command);
}
