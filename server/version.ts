import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from './config';

const packageSchema = z.object({ version: z.string() });

/** The version in package.json. */
export async function readVersion({ root }: Config): Promise<string> {
  return packageSchema.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))).version;
}
