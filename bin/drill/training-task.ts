/** What a training of the drill is told, as JSON in its first argument. */
export interface TrainingTask {
  /** Of the checkpoints; null: none are kept. */
  readonly folder: string | null;
  readonly everySteps: number;
  readonly epochs: number;
  readonly examples: number;
  readonly seed: number;
  /** More of the training's configuration. */
  readonly training: object;
  /** Gives the signal after this step; null: never. */
  readonly stopAfter: number | null;
}

/** What it says, one JSON line each. */
export type TrainingWord =
  | { readonly kind: 'started'; readonly step: number; readonly totalSteps: number }
  | { readonly kind: 'checkpoint'; readonly step: number }
  | {
      readonly kind: 'ended';
      readonly reason: string;
      readonly weightsSha256: string;
      /** Epochs without their times, best epoch and how it ended, as JSON. */
      readonly history: string;
    };
