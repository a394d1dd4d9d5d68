/** A process that trains every listed model and prints what came of it. Run by the tests, on either backend. */
import { loadBackend } from '../../../lib/runtime/node.ts';
import { hashOfState, smallBatch, smallModel, train } from '../bilstm/support.ts';
import { checkGradients, type GradientFinding } from './gradients.ts';
import { EPOCHS, VARIANTS, withoutDropout } from './kinds.ts';
import { learnSynthetic } from './synthetic.ts';

/** What a child found out about one model. */
export interface ChildFindings {
  readonly title: string;
  readonly losses: number[];
  readonly probabilities: number[];
  readonly hash: string;
  readonly gradients: readonly GradientFinding[];
  /** Tensors alive after training and freeing it. */
  readonly tensors: number;
  /** Share of unseen synthetic reviews that it got right. */
  readonly synthetic: number;
  /** Of computing. */
  readonly seconds: number;
}

/** What it prints. */
export interface ChildReport {
  readonly kind: string;
  readonly findings: readonly ChildFindings[];
}

const backend = await loadBackend();
const findings: ChildFindings[] = [];
for (const { title, config } of VARIANTS) {
  const model = smallModel(backend, { config });
  const losses = train(model, 0, 12);
  const probabilities = [...model.predict(smallBatch(1000))];
  const hash = hashOfState(model.exportState());
  model.dispose();
  const still = smallModel(backend, { config: withoutDropout(config) });
  const gradients = checkGradients(still);
  still.dispose();
  const { numTensors } = backend.tf.memory();
  const start = process.cpuUsage(); // not the clock: what else the machine does is not the model's doing
  const synthetic = await learnSynthetic(backend, config, EPOCHS[config.kind]);
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  findings.push({ title, losses, probabilities, hash, gradients, tensors: numTensors, synthetic, seconds });
}
process.stdout.write(JSON.stringify({ kind: backend.kind, findings } satisfies ChildReport));
