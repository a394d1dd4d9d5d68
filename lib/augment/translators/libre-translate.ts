import { z } from 'zod';
import { FailureError, errorMessage } from '../../errors/index.ts';
import type { Translator, TranslatorConfig } from './translator.ts';

const answerSchema = z.object({ translatedText: z.array(z.string()) });
const refusalSchema = z.object({ error: z.string() });

/**
 * A LibreTranslate server (`POST /translate` with a list of texts).
 *
 * @param apiKey where the server wants one
 * @throws FailureError when the server cannot be reached, refuses, or answers something else
 */
export function libreTranslate(
  config: Extract<TranslatorConfig, { kind: 'libre-translate' }>,
  apiKey?: string,
): Translator {
  const endpoint = `${config.url.replace(/\/+$/, '')}/translate`;
  const ask = async (
    texts: readonly string[],
    source: string,
    target: string,
  ): Promise<readonly string[]> => {
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          q: texts,
          source,
          target,
          format: 'text',
          ...(apiKey !== undefined && { api_key: apiKey }),
        }),
        signal: AbortSignal.timeout(config.timeoutSeconds * 1000),
      });
      body = await response.json();
    } catch (cause) {
      throw new FailureError('The translation server gave no answer.', {
        field: endpoint,
        value: errorMessage(cause),
        fix: 'Start it (libretranslate --load-only en,es), or correct translator.url.',
        cause,
      });
    }
    const refusal = refusalSchema.safeParse(body);
    if (!response.ok || refusal.success)
      throw new FailureError('The translation server refused.', {
        field: endpoint,
        value: refusal.success ? refusal.data.error : `status ${response.status}`,
        fix: 'Correct translator.pivot or translator.apiKeyFrom, or use a smaller translator.batchSize.',
      });
    const answer = answerSchema.safeParse(body);
    if (!answer.success || answer.data.translatedText.length !== texts.length)
      throw new FailureError(
        'The translation server answered something else than a translation of each text.',
        {
          field: endpoint,
          value: body,
          fix: 'Is it a LibreTranslate server of version 1.2 or later?',
        },
      );
    return answer.data.translatedText;
  };
  return {
    title: `LibreTranslate en-${config.pivot}`,
    isTranslation: true,
    async translate(texts, direction) {
      const [source, target] = direction === 'there' ? ['en', config.pivot] : [config.pivot, 'en'];
      const all: string[] = [];
      for (let i = 0; i < texts.length; i += config.batchSize)
        all.push(...(await ask(texts.slice(i, i + config.batchSize), source, target)));
      return all;
    },
  };
}
