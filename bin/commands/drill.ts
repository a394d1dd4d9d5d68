import type { Command } from 'commander';
import { registerSweepDrill } from '../drill/register-sweep.ts';

/** `npm run drill -- NAME`: breaks things on purpose and checks that nothing is lost. A new drill adds a line here. */
export default function drill(program: Command): void {
  const command = program
    .command('drill')
    .description('Break things on purpose and check that nothing is lost.');
  registerSweepDrill(command);
}
