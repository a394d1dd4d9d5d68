import type { Tensor3D } from '@tensorflow/tfjs';
import { differentiable } from '../differentiable.ts';
import type { EagerOps } from './eager.ts';

/** `ReverseSequence` of native TensorFlow along time. Contract: `RecurrentOps.reverseSequence`. */
export function nativeReverseSequence(eager: EagerOps, x: Tensor3D, lengths: Int32Array): Tensor3D {
  const attributes = [
    ...[eager.float, eager.type('Tlen', eager.binding.TF_INT32)],
    ...[eager.int('seq_dim', 0), eager.int('batch_dim', 1)],
  ];
  const counts = lengths.slice(); // native memory may share the array
  const reverse = (sequence: Tensor3D): Tensor3D => {
    const { binding } = eager;
    const handle = binding.createTensor([counts.length], binding.TF_INT32, counts);
    try {
      const [output] = eager.execute('ReverseSequence', attributes, [eager.handle(sequence), handle], 1);
      return eager.adopt<Tensor3D>(output as NonNullable<typeof output>);
    } finally {
      eager.release(handle);
    }
  };
  return differentiable<Tensor3D>(eager.tf, [x], () => ({
    value: reverse(x),
    saved: [],
    gradient: (dy) => [reverse(dy)],
  }));
}
