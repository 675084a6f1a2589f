import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

const environmentSchema = z.object({
  HALO_HOME: optional,
  HALO_MODEL: optional,
  HALO_PROVIDER: z.enum(['openai', 'builtin']).optional().catch(undefined),
  HALO_ROOT: optional,
  OPENAI_API_KEY: optional,
  OPENAI_BASE_URL: optional,
});

export interface Config {
  /** Everything that is kept lies under here. */
  home: string;
  /** The folder of package.json. */
  root: string;
  provider: 'openai' | 'builtin';
  /** Never leaves the server. */
  apiKey: string | undefined;
  baseUrl: string;
  model: string;
}

export const defaultModel = 'gpt-5.4-mini';
export const defaultBaseUrl = 'https://api.openai.com/v1';

/** Reads the environment; `openai` is the default where a key or a base URL is set, else the built-in analyst. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const env = environmentSchema.parse(environment);
  const reachable = env.OPENAI_API_KEY !== undefined || env.OPENAI_BASE_URL !== undefined;
  return {
    home: resolve(/* turbopackIgnore: true */ env.HALO_HOME ?? join(homedir(), '.halo-loop')),
    root: env.HALO_ROOT ?? findRoot(process.cwd()),
    provider: env.HALO_PROVIDER ?? (reachable ? 'openai' : 'builtin'),
    apiKey: env.OPENAI_API_KEY,
    baseUrl: env.OPENAI_BASE_URL ?? defaultBaseUrl,
    model: env.HALO_MODEL ?? defaultModel,
  };
}

const packageSchema = z.object({ name: z.string() });

function findRoot(from: string): string {
  const file = join(from, 'package.json');
  if (
    existsSync(file) &&
    packageSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data?.name === 'halo-loop'
  ) {
    return from;
  }
  const parent = dirname(from);
  if (parent === from) throw new Error('The folder of halo-loop was not found; set HALO_ROOT to it.');
  return findRoot(parent);
}
