/**
 * The error classes of the project. Each says the rule that was broken, the value that broke it and the fix.
 * The command line prints them without a stack trace and turns `exitCode` into its exit status.
 */
export { SentilabError, UserError, FailureError } from './sentilab-error.ts';
export type { ErrorDetails } from './sentilab-error.ts';
export { describeValue } from './describe-value.ts';
export { errorMessage } from './error-message.ts';
export { didYouMean } from './did-you-mean.ts';
