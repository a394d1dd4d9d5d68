import type { Predictor } from '../../inference/index.ts';
import type { RunRecord } from '../../tracking/index.ts';
import { Space, Study } from '../../tuning/index.ts';
import { notebookHost } from '../host.ts';
import type { MimeBundle, TableContent } from '../host.ts';
import { predictorTable } from './predictor-table.ts';
import { recordTable } from './record-table.ts';
import { spaceTable } from './space-table.ts';
import { studyTable } from './study-table.ts';

/** Where a kernel looks for how a value is shown that does not say so itself: a function that gives a MimeBundle, or null. */
const DISPLAY_OF = Symbol.for('sentilab.displayOf');

/**
 * How a value of the library is shown that ends a cell: spaces, studies, records and loaded models as tables. What they are
 * is told by their class, or by their fields where they have none.
 */
export function contentOf(value: unknown): TableContent | null {
  if (value instanceof Space) return spaceTable(value as Space);
  if (value instanceof Study) return studyTable(value as Study);
  if (isRecord(value)) return recordTable(value);
  return isPredictor(value) ? predictorTable(value) : null;
}

/** Tells the kernel, once the notebook imports anything of `sentilab/notebook`. */
export function registerDisplays(): void {
  const displayOf = (value: unknown): MimeBundle | null => {
    const content = contentOf(value);
    return content === null ? null : (notebookHost()?.tableBundle(content) ?? null);
  };
  if (notebookHost() !== null)
    Object.defineProperty(globalThis, DISPLAY_OF, { configurable: true, value: displayOf });
}

function isRecord(value: unknown): value is RunRecord {
  const fields = ['schemaVersion', 'run', 'metrics', 'outcome', 'objective', 'timing'];
  return typeof value === 'object' && value !== null && fields.every((name) => name in value);
}

function isPredictor(value: unknown): value is Predictor {
  return typeof value === 'object' && value !== null && 'manifest' in value && 'predictSentiment' in value;
}
