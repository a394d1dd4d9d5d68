import type { Command } from 'commander';
import { UserError, didYouMean } from 'sentilab/errors';
import registerCheck from '../data/check.ts';
import { registerGlove } from '../data/glove.ts';
import { registerImdb } from '../data/imdb.ts';
import { registerList } from '../data/list.ts';
import { registerRt } from '../data/rt.ts';

/** `npm run data -- NAME`: says which data there are, gets what does not come with the repository, checks it. */
export default function data(program: Command): void {
  const command = program
    .command('data')
    .description('List, get and check data sets.')
    .addHelpText(
      'after',
      `
Examples:
  npm run data -- list                                  what is here, what is not, and the licences
  npm run data -- imdb                                  the 25,000 labelled IMDB train reviews
  npm run data -- imdb --from ~/aclImdb_v1.tar.gz       out of a file that is here already
  npm run data -- glove --dimensions 300                word vectors
  npm run data -- check reviews.csv                     what is wrong with a file of your own`,
    );
  for (const register of [registerList, registerImdb, registerRt, registerGlove, registerCheck])
    register(command);
  command.argument('[name]').action((name: string | undefined) => {
    if (name === undefined) return command.outputHelp();
    const known = command.commands.map((sub) => sub.name());
    throw new UserError('There is no such data set or command.', {
      field: 'data',
      value: name,
      fix: didYouMean(name, known),
    });
  });
}
