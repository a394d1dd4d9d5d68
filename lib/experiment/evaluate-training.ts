import fs from 'node:fs';
import path from 'node:path';
import { evaluateModels, evaluationReportSchema, type EvaluationReport } from '../evaluation/index.ts';
import { readJson, writeJsonAtomic } from '../files/node.ts';
import { loadModel } from '../inference/node.ts';
import { Rng } from '../random/index.ts';
import { modelKind, type RunRecord } from '../tracking/index.ts';
import { fitBaseline } from './baseline.ts';
import type { EnsuredBaseline } from './ensure-baseline.ts';
import type { Preparer } from './prepare.ts';
import { splitData } from './split-data.ts';
import type { TrainingDefinition } from './training-definition.ts';

/** What is evaluated. */
export interface EvaluateTrainingInput {
  readonly definition: TrainingDefinition;
  readonly record: RunRecord;
  /** Its model folder. */
  readonly model: string;
  /** null: the model stands alone. */
  readonly baseline: EnsuredBaseline | null;
  /** Where the report is kept as JSON; one that is there is taken. */
  readonly file: string;
}

/**
 * The trained model on the test part, the baseline beside it on the same examples: metrics with bootstrap intervals, curves,
 * calibration, slices, McNemar's test. Predictions come out of the saved model folder, as a person's will.
 *
 * @returns null without a test part
 */
export async function evaluateTraining(
  { definition, record, model, baseline, file }: EvaluateTrainingInput,
  preparer: Preparer,
): Promise<EvaluationReport | null> {
  const kept = keptReport(file, baseline === null ? 1 : 2);
  if (kept) return kept;
  const dataset = await preparer.dataset(definition.config.data.source);
  const { test } = splitData(dataset, definition.config.data);
  if (test.length === 0) return null;
  const predictor = await loadModel(model);
  try {
    const probabilities = predictor
      .batchPredict(test.map(({ text }) => text))
      .map(({ probability }) => probability);
    const models = [
      {
        name: modelKind(record) ?? 'model',
        probabilities,
        threshold: { value: predictor.manifest.threshold, from: 'the model’s own', criterion: null },
        weightsSha256: record.weightsSha256,
      },
    ];
    const beside = baseline && (baseline.tested ?? (await fitBaseline(definition, preparer)).tested);
    const report = evaluateModels(
      {
        data: { ...dataset, title: `the test part of ${dataset.title}` },
        examples: test,
        models: [
          ...models,
          ...(beside === null
            ? []
            : [
                {
                  name: 'NB-SVM',
                  probabilities: beside,
                  threshold: {
                    value: 0.5,
                    from: 'probabilities fitted to the validation part',
                    criterion: null,
                  },
                },
              ]),
        ],
      },
      new Rng(definition.seed).split('evaluation'),
    );
    writeJsonAtomic(file, report);
    return report;
  } finally {
    predictor.dispose();
  }
}

function keptReport(file: string, models: number): EvaluationReport | null {
  if (!fs.existsSync(path.resolve(file))) return null;
  const read = evaluationReportSchema.safeParse(readJson(file));
  return read.success && read.data.models.length === models ? read.data : null;
}
