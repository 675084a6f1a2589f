import { z } from 'zod';

export const providerNameSchema = z.enum(['openai', 'builtin']);
/** Which of OpenAI's two interfaces the endpoint is spoken to in. */
export const modelApiSchema = z.enum(['responses', 'chat']);
export type ModelApi = z.infer<typeof modelApiSchema>;
export const reasoningEffortSchema = z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']);
export type ReasoningEffort = z.infer<typeof reasoningEffortSchema>;

const model = z.string().min(1).max(200);
const always = {
  provider: providerNameSchema,
  model,
  /** Turns of one agent; a subagent has as many of its own. */
  maxTurns: z.number().int().min(1).max(100),
  temperature: z.number().min(0).max(2).nullable(),
  maxOutputTokens: z.number().int().positive().nullable(),
};
const later = {
  /** Null: the built-in analyst, which speaks neither. */
  api: modelApiSchema.nullable(),
  /** How deep subagents may be nested; 0 allows none. */
  maxDepth: z.number().int().min(0).max(4),
  /** Subagents of one depth that work at the same time. */
  maxParallel: z.number().int().min(1).max(16),
  /** Null: what the provider does by itself. */
  reasoningEffort: reasoningEffortSchema.nullable(),
  /** Null: the run's own model. */
  synthesisModel: model.nullable(),
  compactionModel: model.nullable(),
  /** What the dataset encodes, in the user's words; told to the model. */
  datasetNote: z.string().max(4000).nullable(),
};

export const runDefaults = { maxTurns: 20, maxDepth: 2, maxParallel: 4 } as const;

/** The options of a run, as they were in force. Logs of earlier versions lack some. */
export const runOptionsSchema = z.object({
  ...always,
  api: later.api.default(null),
  maxDepth: later.maxDepth.default(runDefaults.maxDepth),
  maxParallel: later.maxParallel.default(runDefaults.maxParallel),
  reasoningEffort: later.reasoningEffort.default(null),
  synthesisModel: later.synthesisModel.default(null),
  compactionModel: later.compactionModel.default(null),
  datasetNote: later.datasetNote.default(null),
});
export type RunOptions = z.infer<typeof runOptionsSchema>;

/** What is asked for; what is left out is the configuration's. */
export const wantedOptionsSchema = z.object({ ...always, ...later }).partial();
export type WantedOptions = z.infer<typeof wantedOptionsSchema>;
