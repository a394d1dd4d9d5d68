import type { Backend } from '../backend/backend.ts';
import { createNativeOps } from './native/native-ops.ts';
import { createPortableOps } from './portable/portable-ops.ts';
import type { RecurrentOps } from './recurrent-ops.ts';

/** The operations for a loaded backend. The same object for the same backend. */
export function recurrentOps(backend: Backend): RecurrentOps {
  let ops = known.get(backend);
  if (ops === undefined) known.set(backend, (ops = create(backend)));
  return ops;
}

const known = new WeakMap<Backend, RecurrentOps>();

function create(backend: Backend): RecurrentOps {
  switch (backend.kind) {
    case 'native':
      return createNativeOps(backend.tf, { kernels: backend.kernels !== null });
    case 'wasm':
      return createPortableOps(backend.tf);
  }
}
