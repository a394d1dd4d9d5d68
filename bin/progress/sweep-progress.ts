import { createLogUpdate } from 'log-update';
import pc from 'picocolors';
import type { SweepEvent } from 'sentilab/experiment';
import { moves } from './moves.ts';
import { bar, formatDuration, formatNumber, formatParams } from './format.ts';
import { initialState, reduce, secondsLeft, type SweepState } from './sweep-state.ts';

/** Shows a sweep: bars that move on a terminal, one plain line per finished trial elsewhere. */
export interface SweepProgress {
  listen(event: SweepEvent): void;
  /** Clears what moves; call before printing anything else. */
  stop(): void;
}

/** @param stream where to show it: stderr, so that stdout stays free for `--json` */
export function sweepProgress(stream: NodeJS.WriteStream): SweepProgress {
  let state = initialState(Date.now());
  const display = moves(stream) ? createLogUpdate(stream) : null;
  const draw = (): void => display?.(drawBars(state, Date.now(), stream.columns || 100));
  const timer = display ? setInterval(draw, 200) : null;
  timer?.unref();
  return {
    listen(event) {
      state = reduce(state, event);
      const line = describe(event, state);
      if (line !== null) {
        display?.clear();
        stream.write(`${line}\n`);
      }
      draw();
    },
    stop() {
      if (timer) clearInterval(timer);
      display?.clear();
      display?.done();
    },
  };
}

/** The moving part: one bar for the sweep, one line for each running trial, the best so far and the time left. */
export function drawBars(state: SweepState, now: number, columns: number): string {
  const left = secondsLeft(state, now);
  const share = state.total === 0 ? 0 : state.done / state.total;
  const lines = [
    `${pc.cyan(bar(share, 28))} ${state.done}/${state.total} trials · ${formatDuration((now - state.startedAt) / 1000)}` +
      (left === null ? '' : ` · ${formatDuration(left)} left`) +
      (state.best === null
        ? ''
        : ` · best ${formatNumber(state.best.value)} (${state.best.sampler} #${state.best.number})`),
    ...state.running.map(
      (trial) =>
        `  ${pc.dim(bar(trial.epochs === 0 ? 0 : trial.epoch / trial.epochs, 10))} ${trial.sampler} #${trial.number} ` +
        `${trial.loss === null ? 'starting' : `loss ${trial.loss.toFixed(4)}`} ${pc.dim(formatParams(trial.params))}`,
    ),
  ];
  return lines.map((line) => cut(line, columns)).join('\n');
}

/** One line for an event worth keeping in the scroll-back; null for the rest. */
function describe(event: SweepEvent, state: SweepState): string | null {
  switch (event.kind) {
    case 'message':
      return event.text;
    case 'sweep-opened':
      return pc.bold(
        `${event.experiment}: ${event.studies.map((s) => `${s.sampler} ${s.done}/${s.total}`).join(' · ')} · ${event.jobs} at a time`,
      );
    case 'trial-ended': {
      const mark = { finished: pc.green('✓'), pruned: pc.yellow('✂'), failed: pc.red('✗') }[event.state];
      const value = event.value === null ? '' : ` loss ${event.value.toFixed(4)}`;
      return `${mark} [${state.done}/${state.total}] ${event.sampler} #${event.number}${value} ${event.detail} ${pc.dim(formatDuration(event.wallSeconds))}`;
    }
    case 'baseline': {
      const accuracy = event.record.metrics['test/accuracy']?.value ?? 0;
      return `${pc.green('✓')} linear baseline (NB-SVM): held-out accuracy ${(100 * accuracy).toFixed(1)} %`;
    }
    case 'trial-started':
    case 'epoch':
    case 'finished':
      return null;
  }
}

/** Cuts a coloured line to the terminal's width, so that it never wraps and the cursor arithmetic stays right. */
function cut(line: string, columns: number): string {
  let visible = 0;
  for (let i = 0; i < line.length; i++) {
    // eslint-disable-next-line no-control-regex -- ANSI colour sequences take no room
    const escape = /^\u001b\[[0-9;]*m/.exec(line.slice(i));
    if (escape) i += escape[0].length - 1;
    else if (++visible > columns - 1) return `${line.slice(0, i)}\u001b[0m`;
  }
  return line;
}
