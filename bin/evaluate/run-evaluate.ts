import path from 'node:path';
import { UserError } from 'sentilab/errors';
import { evaluateModels, type EvaluationReport, type ModelToEvaluate } from 'sentilab/evaluation';
import { writeFileAtomic, writeJsonAtomic } from 'sentilab/files/node';
import type { Predictor } from 'sentilab/inference';
import { renderEvaluation } from 'sentilab/plots';
import { plotlySource } from 'sentilab/plots/node';
import { Rng } from 'sentilab/random';
import { openResults } from 'sentilab/tracking/node';
import type { EvaluateFlags } from '../commands/evaluate.ts';
import { modelData } from '../model-data.ts';
import { loadNamedModel } from '../load-model.ts';
import { modelFolder } from '../model-folder.ts';
import { stepLine } from '../progress/step-line.ts';
import { evaluationSummary } from '../summary/evaluation-summary.ts';
import { parseCriterion } from './criterion.ts';
import { loadLabelled, type Labelled } from './load-labelled.ts';
import { modelNames } from './model-names.ts';
import { predictAll } from './predict-all.ts';
import { thresholdFor } from './threshold-for.ts';

/**
 * Evaluates models one after the other on the same examples, writes the report as JSON and as a page, and prints it.
 *
 * @param named model folders; none: the best model of the newest experiment
 */
export async function runEvaluate(named: readonly string[], flags: EvaluateFlags): Promise<void> {
  checkFlags(flags);
  const folders: string[] = [];
  for (const name of named.length === 0 ? [undefined] : named)
    folders.push((await modelFolder(name, flags.results)).folder);
  const names = modelNames(folders);
  const rng = new Rng(flags.seed);
  const line = stepLine(process.stderr);
  let report: EvaluationReport;
  try {
    const models: ModelToEvaluate[] = [];
    const notes: string[] = [];
    let data: Labelled | null = null;
    for (const [at, folder] of folders.entries()) {
      const name = names[at] ?? folder;
      const model = await loadNamedModel(folder);
      try {
        const status = (text: string): void => line.show(text, 0, 0);
        data ??= await dataFor(model, flags, rng, status);
        const { examples } = data;
        const threshold = await thresholdFor(model, examples, flags, status);
        const predictions = predictAll(model, examples, threshold.value, (done) =>
          line.show(`Predicting with ${name}`, done, examples.length),
        );
        models.push({
          name,
          threshold,
          weightsSha256: model.manifest.files['weights.bin'].sha256,
          ...predictions,
        });
        notes.push(...trainedOnThem(name, model, data, flags));
      } finally {
        model.dispose();
      }
    }
    if (data === null) throw new UserError('There is no model to evaluate.', { field: 'models' });
    line.show('Drawing intervals', 0, 0);
    report = evaluateModels(
      {
        data,
        examples: data.examples,
        models,
        notes,
        bootstrap: {
          resamples: flags.resamples,
          confidence: flags.confidence,
          method: flags.intervals,
          stratified: flags.stratified ?? false,
        },
      },
      rng,
    );
  } finally {
    line.clear();
  }
  const written = writeReport(report, flags);
  process.stdout.write(
    flags.json ? `${JSON.stringify(report, null, 2)}\n` : evaluationSummary(report, written),
  );
}

/** What can be told before a model is loaded. */
function checkFlags({ choose, on, threshold, data, part }: EvaluateFlags): void {
  if (choose !== undefined) parseCriterion(choose);
  if (choose !== undefined && threshold !== undefined)
    throw new UserError('A threshold is either given or chosen.', { field: '--threshold', value: threshold });
  if (on !== undefined && choose === undefined)
    throw new UserError('It says what to choose the threshold on, but not by what.', {
      field: '--on',
      value: on,
      fix: 'Add --choose f1, accuracy, mcc, youden or cost=1:5.',
    });
  if (data !== undefined && part === 'validation')
    throw new UserError('Only the model’s own data have a validation part.', {
      field: '--part',
      value: part,
      fix: 'Leave --data out.',
    });
}

/** The data that are named, or the part of the first model's own. */
async function dataFor(
  model: Predictor,
  { data, part, limit }: EvaluateFlags,
  rng: Rng,
  status: (text: string) => void,
): Promise<Labelled> {
  status('Reading');
  const all =
    data === undefined
      ? await ownPart(model, part ?? 'test')
      : await loadLabelled(data, part === 'validation' ? undefined : part, status);
  if (all.examples.length === 0)
    throw new UserError('There is nothing to evaluate.', { field: '--data', value: all.name });
  if (limit === undefined || limit >= all.examples.length) return all;
  const drawn = rng.split('limit').shuffle(all.examples).slice(0, limit);
  return { ...all, title: `${all.title}, ${limit} drawn`, examples: drawn };
}

async function ownPart(model: Predictor, part: 'train' | 'validation' | 'test'): Promise<Labelled> {
  const { examples, title } = await modelData(model.manifest, part);
  const { name, fingerprint } = model.manifest.data;
  return { name: `${name}-${part}`, title, attribution: '', fingerprint, examples };
}

/** A whole data set holds what the model was trained on; its own test part does not. */
function trainedOnThem(name: string, model: Predictor, data: Labelled, flags: EvaluateFlags): string[] {
  if (model.manifest.data.fingerprint !== data.fingerprint) return [];
  if (flags.data === undefined && flags.part !== 'train') return [];
  return [
    `${name} was trained on some of these examples: its numbers are too good. Leave --data out for its test part.`,
  ];
}

function writeReport(report: EvaluationReport, { out, results }: EvaluateFlags): string {
  const { root } = openResults(results === undefined ? undefined : path.resolve(results));
  const name = `${report.data.name}-${report.models.map((model) => model.name).join('-')}`;
  const safe = name.replace(/[^a-zA-Z0-9._-]+/g, '-').slice(0, 120);
  const folder =
    out === undefined
      ? path.join(root, 'evaluations', safe)
      : path.resolve(process.env['INIT_CWD'] ?? '.', out);
  writeJsonAtomic(path.join(folder, 'evaluation.json'), report);
  const page = path.join(folder, 'evaluation.html');
  writeFileAtomic(page, renderEvaluation({ report, plotlySource: plotlySource() }));
  return page;
}
