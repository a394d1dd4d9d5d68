import type { LogLevel } from '../log/logger.ts';

/** What `npm run train` was told on the command line. */
export interface TrainFlags {
  readonly data?: string;
  readonly model?: string;
  readonly epochs?: number;
  readonly lr?: number;
  readonly batchSize?: number;
  readonly units?: number;
  readonly maxLength?: number;
  readonly set?: readonly string[];
  readonly seed?: number;
  readonly cv?: number;
  readonly name?: string;
  readonly jobs?: number;
  readonly baseline: boolean;
  readonly resume: boolean;
  readonly fresh?: boolean;
  readonly out?: string;
  readonly results?: string;
  readonly printConfig?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly logLevel: LogLevel;
  readonly logJson?: boolean;
}
