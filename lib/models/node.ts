/** Model folders: a trained model as files. */
export { saveModelFolder } from './folder/save-model-folder.ts';
export type { SavedModel } from './folder/save-model-folder.ts';
export { exportSafetensors, readModelFile } from './folder/single-file.ts';
export { readModelFolder } from './folder/read-model-folder.ts';
export type { LoadedModelFolder } from './folder/read-model-folder.ts';
