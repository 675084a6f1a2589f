import { z } from 'zod';
import { detectorKindSchema } from './pattern';
import { errorClassSchema } from './span';

const names = z.array(z.string().min(1)).min(1);

const time = z.iso.datetime({
  offset: true,
  error: 'Write date, time and offset, as in 2026-05-06T08:00:00Z or 2026-05-06T10:00:00.5+02:00.',
});

/**
 * Which traces are meant. All are optional and ANDed; a list holds alternatives. A trace matches a name, a class, a text or a
 * pattern when at least one of its spans does. Names are the field's own and those of the engine's tools.
 */
export const filtersSchema = z.strictObject({
  has_errors: z.boolean().optional().describe('true: at least one span has status ERROR; false: none has'),
  error_class: z
    .array(errorClassSchema)
    .min(1)
    .optional()
    .describe('at least one span failed in one of these ways'),
  model_names: names.optional(),
  service_names: names.optional(),
  agent_names: names.optional(),
  tool_names: names.optional(),
  project_id: z.string().optional(),
  session_id: z.string().optional(),
  start_time_gte: time.optional().describe('ISO 8601; traces that start at or after'),
  start_time_lt: time.optional().describe('ISO 8601; traces that start before, however long they last'),
  end_time_lte: time.optional().describe('ISO 8601; traces that end at or before'),
  min_duration_ms: z.number().nonnegative().optional(),
  text: z
    .string()
    .min(1)
    .optional()
    .describe(
      'substring of any payload, upper and lower case alike; reads every payload, like regex_pattern',
    ),
  regex_pattern: z
    .string()
    .min(1)
    .optional()
    .describe("RE2 pattern over any span's raw JSON; the slowest filter, kept for the next call"),
  sql: z
    .string()
    .trim()
    .min(1)
    .max(8000)
    .optional()
    .describe('one SELECT of trace ids over the views of run_sql, for what no other filter says'),
  pattern: z
    .strictObject({ detector: detectorKindSchema, key: z.string() })
    .optional()
    .describe('traces that hold a pattern which find_patterns reported'),
});
export type Filters = z.infer<typeof filtersSchema>;
