/** Kinds of processors that our kernels have code for, by the codes of the operation `SentilabKernels`. */
const KERNEL_PATHS = ['generic', 'avx2', 'avx512'] as const;

/**
 * Which code of our own kernels (bin/setup/tensorflow/kernels) computes. `avx2` and `avx512` give the same bits; `generic`,
 * without fused multiply-add, gives others.
 */
export type KernelPath = (typeof KERNEL_PATHS)[number];

/** The part of tfjs-node's binding that is needed to ask. */
interface AskableBinding {
  executeOp(name: string, attributes: readonly [], inputs: readonly [], outputs: number): { id: number }[];
  deleteTensor(id: number): void;
  tensorDataSync(id: number): ArrayLike<number>;
}

/**
 * Which code of our own kernels computes in this process; null when the binding has none (tfjs-node's own download, or
 * a compiler that could not build them) or `SENTILAB_KERNELS=off` keeps them out.
 */
export function findKernels(binding: AskableBinding): KernelPath | null {
  if (process.env['SENTILAB_KERNELS'] === 'off') return null;
  let handle: number;
  try {
    handle = binding.executeOp('SentilabKernels', [], [], 1)[0]?.id as number;
  } catch {
    return null; // TensorFlow knows no such operation
  }
  try {
    return KERNEL_PATHS[binding.tensorDataSync(handle)[0] as number] ?? null;
  } finally {
    binding.deleteTensor(handle);
  }
}
