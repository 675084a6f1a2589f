import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config';

/** How to run the loop, written for a person or an agent. */
export const skillResource = {
  uri: 'halo-loop://skill',
  name: 'The loop',
  description:
    'How to trace a harness, ask, verify, change one thing and measure: read it before the first question.',
  mimeType: 'text/markdown',
};

/** Undefined where the documents were left out of the installation. */
export function readSkill({ root }: Config): Promise<string | undefined> {
  return readFile(join(root, 'docs', 'halo-loop.md'), 'utf8').catch(() => undefined);
}
