import { hashOf } from 'sentilab/hash';
import { TextPipeline } from 'sentilab/text';
import type { TextConfigInput } from 'sentilab/text';

/** Prints what a pipeline fitted in this process is and does: its JSON and the ids of every text, as one hash. */
const { config, texts } = JSON.parse(process.argv[2] ?? '') as {
  config: TextConfigInput;
  texts: readonly string[];
};
const pipeline = await TextPipeline.fit(texts, config);
process.stdout.write(hashOf([pipeline.toJSON(), texts.map((text) => [...pipeline.encode(text).ids])]));
