import { z } from 'zod';
import { detectorKindSchema } from '../../../../lib/contracts/pattern';
import type { PlayAnswer } from './play';

/** The parts of the tools' answers that the plays use. */

const exampleSchema = z.object({ trace_id: z.string(), span_id: z.string(), quote: z.string().optional() });
export type Example = z.infer<typeof exampleSchema>;

export const patternSchema = z.object({
  detector: detectorKindSchema,
  key: z.string(),
  label: z.string(),
  subject: z.string(),
  error_class: z.string().optional(),
  signature: z.string().optional(),
  spans: z.number(),
  traces: z.number(),
  of_traces: z.number(),
  calls: z.number().optional(),
  wasted_ms: z.number().optional(),
  wasted_tokens: z.number().optional(),
  examples: z.array(exampleSchema),
});
export type FoundPattern = z.infer<typeof patternSchema>;

export const patternsSchema = z.object({
  of_traces: z.number(),
  patterns: z.array(patternSchema),
  associations: z.array(
    z.object({
      dimension: z.string(),
      value: z.string(),
      failed_with: z.string(),
      failed_without: z.string(),
      adjusted_p: z.number(),
    }),
  ),
  associations_tried: z.number(),
});
export type Patterns = z.infer<typeof patternsSchema>;

const namedSchema = z.array(z.object({ name: z.string(), traces: z.number() }));

export const overviewSchema = z.object({
  total_traces: z.number(),
  of_traces_in_dataset: z.number(),
  total_spans: z.number(),
  earliest_start_time: z.string().nullable(),
  latest_end_time: z.string().nullable(),
  duration_ms_p50: z.number().nullable(),
  duration_ms_p95: z.number().nullable(),
  service_names: namedSchema,
  model_names: namedSchema,
  agent_names: namedSchema,
  tool_names: namedSchema,
  project_ids: namedSchema,
  total_input_tokens: z.number(),
  total_output_tokens: z.number(),
  total_cost_usd: z.number().nullable(),
  traces_without_cost: z.number(),
  error_trace_count: z.number(),
  error_span_count: z.number(),
  silent_failure_trace_count: z.number(),
  handled_failure_trace_count: z.number(),
  failed_tool_span_count: z.number(),
  missing_parent_span_count: z.number(),
  sample_trace_ids: z.array(z.string()),
  /** Which lists of names are not whole. */
  cut: z.string().optional(),
});
export type DatasetOverview = z.infer<typeof overviewSchema>;

const summarySchema = z.object({
  trace_id: z.string(),
  root_name: z.string(),
  outcome: z.string(),
  duration_ms: z.number().nullable(),
  span_count: z.number(),
  error_span_count: z.number(),
  total_input_tokens: z.number(),
  total_output_tokens: z.number(),
  cost_usd: z.number().nullable(),
});
export type FoundTrace = z.infer<typeof summarySchema>;
export const tracesSchema = z.object({ total: z.number(), traces: z.array(summarySchema) });

export const countsSchema = z.object({
  total: z.number(),
  groups: z
    .array(z.object({ value: z.string().nullable(), traces: z.number(), error_traces: z.number() }))
    .default([]),
});
export type Counts = z.infer<typeof countsSchema>;

/** Mostly the line as it was written: what is not in the usual form counts as not said. */
const spanSchema = z.looseObject({
  span_id: z.string().optional(),
  name: z.string().optional().catch(undefined),
  observation_kind: z.string().optional(),
  error_class: z.string().optional().catch(undefined),
  status: z.unknown().optional(),
  attributes: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
export type FoundSpan = z.infer<typeof spanSchema>;

const namedSpanSchema = z.object({
  span_id: z.string(),
  name: z.string(),
  error_class: z.string().nullable(),
  says: z.string().nullable(),
});

export const viewedSchema = z.object({
  trace_id: z.string(),
  outcome: z.string().optional(),
  span_count: z.number().optional(),
  spans: z.array(spanSchema).default([]),
  oversized: z
    .object({
      span_count: z.number(),
      error_span_count: z.number(),
      error_spans: z.array(namedSpanSchema),
      handled_or_silent_spans: z.array(namedSpanSchema),
    })
    .optional(),
});
export type Viewed = z.infer<typeof viewedSchema>;

export const searchedSchema = z.object({
  match_count: z.number(),
  matches: z.array(
    z.object({
      span_id: z.string(),
      span_name: z.string(),
      before: z.string(),
      match: z.string(),
      after: z.string(),
    }),
  ),
});

const sqlSchema = z.object({
  columns: z.array(z.object({ name: z.string() })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

/** Rows of `run_sql` by the names of their columns; undefined where it refused. */
export function readRows<T>(row: z.ZodType<T>, answer: PlayAnswer | undefined): T[] | undefined {
  const table = read(sqlSchema, answer);
  const names = table?.columns.map((column) => column.name) ?? [];
  return table?.rows.map((cells) =>
    row.parse(Object.fromEntries(cells.map((cell, at) => [names[at], cell]))),
  );
}

/** The answer in the form that is expected; undefined where the tool refused. */
export function read<T>(schema: z.ZodType<T>, answer: PlayAnswer | undefined): T | undefined {
  return answer?.ok ? schema.parse(answer.result) : undefined;
}
