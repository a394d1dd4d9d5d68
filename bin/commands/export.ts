import type { Command } from 'commander';

/** `npm run export -- FILE`: a model as one file. */
export default function exportModel(program: Command): void {
  program
    .command('export')
    .description('Write a model as one .safetensors file, which Python and `npm run predict` read.')
    .argument('<file>', 'where to, ending in .safetensors')
    .option('--model <folder>', 'a model folder (default: the best model of the newest experiment)')
    .option('--results <folder>', 'where results are (default: results/)')
    .addHelpText(
      'after',
      `
Examples:
  npm run export -- best.safetensors
  npm run predict -- "Fine." --model best.safetensors`,
    )
    .action(async (file: string, flags: { readonly model?: string; readonly results?: string }) => {
      const { exportSafetensors } = await import('sentilab/models/node');
      const { modelFolder } = await import('../model-folder.ts');
      const { asTyped } = await import('../typed-path.ts');
      const { folder, title } = await modelFolder(flags.model, flags.results);
      exportSafetensors(folder, asTyped(file));
      process.stdout.write(`${title} is in ${file}\n`);
    });
}
