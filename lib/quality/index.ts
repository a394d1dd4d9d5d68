/** What is wrong with a data set, and what it is like: checks with limits, statistics, a report as JSON. */
export { checkQuality } from './check-quality.ts';
export type { QualityData } from './parts.ts';
export type { QualityEffects, QualityProgress } from './context.ts';
export { qualityOptionsSchema } from './options.ts';
export type { QualityOptions, QualityOptionsInput } from './options.ts';
export { QUALITY_REPORT_VERSION, findingSchema, qualityReportSchema, statisticsSchema } from './report.ts';
export type { Finding, QualityReport, QualityStatistics } from './report.ts';
export { parseLimits, withinLimit, writtenLimitSchema } from './limits.ts';
export type { WrittenLimit } from './limits.ts';
export { CHECKS, CHECK_KINDS } from './checks/index.ts';
export type { CheckKind } from './checks/index.ts';
export type { CheckContext, Found, FoundExample, QualityCheck, Severity } from './check.ts';
export type { Histogram } from './histogram.ts';
