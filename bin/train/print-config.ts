import { Document, isMap, isScalar, type Node } from 'yaml';
import { DEFAULT_ORIGIN } from 'sentilab/config';
import type { ReadTrainConfig } from './read-train-config.ts';

/** The whole configuration as YAML that can be used as a file; a comment behind each value says where it was written. */
export function configAsYaml({ config, origins }: Pick<ReadTrainConfig, 'config' | 'origins'>): string {
  const document = new Document(config);
  document.commentBefore = ' The merged configuration. Behind each value: where it was written.';
  for (const [at, origin] of Object.entries(origins)) {
    if (origin === DEFAULT_ORIGIN) continue;
    const node = document.getIn(at.split('.'), true) as Node | undefined;
    if (isScalar(node)) node.comment = ` ${origin}`;
    else if (node && !isMap(node)) node.commentBefore = ` ${origin}`;
  }
  return document.toString({ lineWidth: 110, flowCollectionPadding: true });
}
