/** The pinned pieces of native TensorFlow. Changing one makes every clone build anew, as they name the cached build. */

export const TENSORFLOW = '2.18.1';
export const TFJS_NODE = '4.22.0';
/** Counts changes of how the binding is built. */
export const BUILD = 4;

/**
 * The official wheel of the Python package index whose C library the binding is linked with. The C interface is the same
 * in the wheel for every Python: 3.11 is only a selector and has nothing to do with the Python that runs pip.
 */
export const WHEEL = {
  requirement: `tensorflow-cpu==${TENSORFLOW}`,
  pythonVersion: '3.11',
  platform: 'manylinux_2_17_x86_64',
  file: `tensorflow_cpu-${TENSORFLOW}-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`,
  bytes: 230_236_181,
  sha256: '810c75d7149d2da0cb2092187817b0dcabb80728ca9f9cf3a61f3f42fadd1298',
};

/** How many times slower the WebAssembly backend trains, measured on a bidirectional LSTM (batch 64, 200 steps). */
export const WASM_SLOWDOWN = 5.5;

/** How many times faster our own kernels train than TensorFlow's operations, measured on the same. */
export const KERNELS_SPEEDUP = 2;
