import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import {
  type ModelApi,
  modelApiSchema,
  providerNameSchema,
  type ReasoningEffort,
  reasoningEffortSchema,
} from '../lib/contracts/run-options';
import { readHeaders } from './read-headers';

const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

const environmentSchema = z.object({
  HALO_HOME: optional,
  HALO_MODEL: optional,
  HALO_PROVIDER: optional,
  HALO_ROOT: optional,
  HALO_API: optional,
  HALO_HEADERS: optional,
  HALO_CONTEXT_TOKENS: optional,
  HALO_REASONING_EFFORT: optional,
  HALO_SYNTHESIS_MODEL: optional,
  HALO_COMPACTION_MODEL: optional,
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
  api: ModelApi;
  /** Sent with every request to the model; their values never leave the server otherwise. */
  headers: Record<string, string>;
  /** The window of the model in tokens, where the user says it. */
  contextTokens: number | undefined;
  /** Null: what the model does by itself. */
  reasoningEffort: ReasoningEffort | null;
  /** Null: the run's own model. */
  synthesisModel: string | null;
  compactionModel: string | null;
  /** Variables that are set to something that cannot be used, in words; what they would set has its default. */
  mistakes: string[];
}

export const defaultModel = 'gpt-5.4-mini';
export const defaultBaseUrl = 'https://api.openai.com/v1';

/** Reads the environment; `openai` is the default where a key or a base URL is set, else the built-in analyst. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const env = environmentSchema.parse(environment);
  const mistakes: string[] = [];
  const read = <T>(name: keyof typeof env, schema: z.ZodType<T>, wanted: string): T | undefined => {
    const parsed = env[name] === undefined ? undefined : schema.safeParse(env[name]);
    if (parsed && !parsed.success) mistakes.push(`${name} is "${env[name]}": it takes ${wanted}.`);
    return parsed?.data;
  };
  const reachable = env.OPENAI_API_KEY !== undefined || env.OPENAI_BASE_URL !== undefined;
  const baseUrl = env.OPENAI_BASE_URL ?? defaultBaseUrl;
  const headers = readHeaders(env.HALO_HEADERS);
  if (headers.mistake !== null) mistakes.push(headers.mistake);
  return {
    home: resolve(/* turbopackIgnore: true */ env.HALO_HOME ?? join(homedir(), '.halo-loop')),
    root: env.HALO_ROOT ?? findRoot(process.cwd()),
    provider:
      read('HALO_PROVIDER', providerNameSchema, 'openai or builtin') ?? (reachable ? 'openai' : 'builtin'),
    apiKey: env.OPENAI_API_KEY,
    baseUrl,
    model: env.HALO_MODEL ?? defaultModel,
    api: read('HALO_API', modelApiSchema, 'responses or chat') ?? apiOf(baseUrl),
    headers: headers.headers,
    contextTokens: read('HALO_CONTEXT_TOKENS', countSchema, 'a whole number of tokens, 1000 or more'),
    reasoningEffort:
      read('HALO_REASONING_EFFORT', reasoningEffortSchema, reasoningEffortSchema.options.join(', ')) ?? null,
    synthesisModel: env.HALO_SYNTHESIS_MODEL ?? null,
    compactionModel: env.HALO_COMPACTION_MODEL ?? null,
    mistakes,
  };
}

const countSchema = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1000));

/** OpenAI's own endpoint speaks the Responses API, others mostly Chat Completions alone. */
export function apiOf(baseUrl: string): ModelApi {
  return baseUrl.replace(/\/+$/, '') === defaultBaseUrl ? 'responses' : 'chat';
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
