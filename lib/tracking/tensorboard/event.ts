import { BinaryWriter } from '@bufbuild/protobuf/wire';

/** A parameter of a run as TensorBoard's HParams table shows it. */
export type HParam = number | string | boolean;

/** One event of a TensorBoard log. */
export type TensorBoardEvent = {
  /** Seconds since 1970. */
  readonly wallTime: number;
  /** Optimizer steps taken. */
  readonly step: number;
} & (
  | { readonly kind: 'version' }
  | { readonly kind: 'scalar'; readonly tag: string; readonly value: number }
  | { readonly kind: 'session-start'; readonly hparams: Readonly<Record<string, HParam>> }
  | { readonly kind: 'session-end'; readonly succeeded: boolean }
);

/**
 * An event as TensorFlow's protocol buffers: `Event` and `Summary` of tensorflow/core, `HParamsPluginData` of
 * tensorboard/plugins/hparams. The numbers are those of the fields.
 */
export function encodeEvent(event: TensorBoardEvent): Uint8Array {
  const writer = new BinaryWriter().uint32((1 << 3) | 1).double(event.wallTime);
  writer.uint32((2 << 3) | 0).int64(event.step);
  switch (event.kind) {
    case 'version':
      return text(writer, 3, 'brain.Event:2').finish();
    case 'scalar':
      return bytes(
        writer,
        5,
        summary((value) =>
          text(value, 1, event.tag)
            .uint32((2 << 3) | 5)
            .float(event.value),
        ),
      ).finish();
    case 'session-start':
      return bytes(writer, 5, hparamsSummary('session_start_info', 3, startInfo(event))).finish();
    case 'session-end': {
      const info = new BinaryWriter().uint32((1 << 3) | 0).int32(event.succeeded ? 1 : 2);
      info.uint32((2 << 3) | 1).double(event.wallTime);
      return bytes(writer, 5, hparamsSummary('session_end_info', 4, info.finish())).finish();
    }
  }
}

function summary(fill: (value: BinaryWriter) => unknown): Uint8Array {
  const value = new BinaryWriter();
  fill(value);
  return bytes(new BinaryWriter(), 1, value.finish()).finish();
}

/** A value without a tensor, whose metadata hold what the HParams plugin reads. */
function hparamsSummary(name: string, field: number, info: Uint8Array): Uint8Array {
  const content = bytes(new BinaryWriter(), field, info).finish();
  const plugin = bytes(text(new BinaryWriter(), 1, 'hparams'), 2, content).finish();
  return summary((value) =>
    bytes(text(value, 1, `_hparams_/${name}`), 9, bytes(new BinaryWriter(), 1, plugin).finish()),
  );
}

function startInfo({ hparams, wallTime }: TensorBoardEvent & { readonly kind: 'session-start' }): Uint8Array {
  const info = new BinaryWriter();
  for (const [name, value] of Object.entries(hparams)) {
    const held = new BinaryWriter(); // google.protobuf.Value
    if (typeof value === 'number') held.uint32((2 << 3) | 1).double(value);
    else if (typeof value === 'string') text(held, 3, value);
    else held.uint32((4 << 3) | 0).bool(value);
    bytes(info, 1, bytes(text(new BinaryWriter(), 1, name), 2, held.finish()).finish());
  }
  return info
    .uint32((5 << 3) | 1)
    .double(wallTime)
    .finish();
}

const bytes = (writer: BinaryWriter, field: number, value: Uint8Array): BinaryWriter =>
  writer.uint32((field << 3) | 2).bytes(value);
const text = (writer: BinaryWriter, field: number, value: string): BinaryWriter =>
  writer.uint32((field << 3) | 2).string(value);
