import { z } from 'zod';

const shared = {
  epsilon: z
    .number()
    .positive()
    .default(5)
    .describe("Length of the perturbation of a text's word vectors, all together; default 5"),
  weight: z
    .number()
    .positive()
    .default(1)
    .describe('What the perturbed loss counts beside the plain one; default 1'),
  normalize: z
    .boolean()
    .default(true)
    .describe(
      "Whether lengths count in standard deviations of the batch's word vectors, each dimension for itself; default true",
    ),
};

/** Adversarial training on word vectors: Miyato, Dai & Goodfellow 2017. */
export const fgmSchema = z.strictObject({ kind: z.literal('fgm'), ...shared });

/** Virtual adversarial training: Miyato et al. 2019; on texts as in Miyato, Dai & Goodfellow 2017. */
export const vatSchema = z.strictObject({
  kind: z.literal('vat'),
  ...shared,
  xi: z
    .number()
    .positive()
    .default(0.1)
    .describe('Length of the step that looks for the direction; default 0.1'),
  iterations: z.int().min(1).max(10).default(1).describe('Of the power method; default 1'),
});

/** A second loss on perturbed word vectors, told apart by `kind`. */
export const adversarialConfigSchema = z.discriminatedUnion('kind', [fgmSchema, vatSchema]);

/** A whole adversarial configuration, defaults filled in. */
export type AdversarialConfig = Readonly<z.output<typeof adversarialConfigSchema>>;
