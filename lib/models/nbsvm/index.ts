/** The linear baseline: NB-SVM over uni- and bigrams (Wang & Manning 2012). */
export { NbSvm } from './nbsvm.ts';
export type { NbSvmJson } from './nbsvm.ts';
export { nbSvmConfigSchema } from './config.ts';
export type { NbSvmConfig, NbSvmOptions } from './config.ts';
export { fitSigmoid, applySigmoid } from './platt.ts';
export type { Sigmoid } from './platt.ts';
export { trainLinearSvm } from './linear-svm.ts';
export type { LinearSvm, LinearSvmOptions } from './linear-svm.ts';
export { binaryRows } from './binary-rows.ts';
export type { BinaryRows } from './binary-rows.ts';
export { NgramVocabulary } from './ngram-vocabulary.ts';
export type { NgramVocabularyJson } from './ngram-vocabulary.ts';
export { logCountRatio } from './log-count-ratio.ts';
