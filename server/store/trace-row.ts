import { z } from 'zod';
import { outcomeSchema, type TraceSummary } from '../../lib/contracts/trace';
import { isoTime } from './iso-time';
import { integer, nullableInteger, nullableText } from './row-values';

/** The columns of `trace` that `traceRow` reads. */
export const traceColumns = `trace_id, root_name, agent_names, model_names, service_names, project_id, session_id,
  start_ns, duration_ns, span_count, error_span_count, handled_span_count, silent_span_count, input_tokens,
  output_tokens, tokens_from_rollup, cost_usd, bytes, outcome, orphan_count, unfinished_count, conflict_count`;

export const traceRow = z
  .object({
    trace_id: z.string(),
    root_name: z.string(),
    agent_names: z.array(z.string()),
    model_names: z.array(z.string()),
    service_names: z.array(z.string()),
    project_id: nullableText,
    session_id: nullableText,
    start_ns: z.bigint().nullable(),
    duration_ns: nullableInteger,
    span_count: integer,
    error_span_count: integer,
    handled_span_count: integer,
    silent_span_count: integer,
    input_tokens: integer,
    output_tokens: integer,
    tokens_from_rollup: z.boolean(),
    cost_usd: z.number().nullable(),
    bytes: integer,
    outcome: outcomeSchema,
    orphan_count: integer,
    unfinished_count: integer,
    conflict_count: integer,
  })
  .transform(
    (row): TraceSummary => ({
      traceId: row.trace_id,
      rootName: row.root_name,
      agentNames: row.agent_names,
      modelNames: row.model_names,
      serviceNames: row.service_names,
      projectId: row.project_id,
      sessionId: row.session_id,
      startTime: isoTime(row.start_ns),
      durationNs: row.duration_ns,
      spanCount: row.span_count,
      errorSpanCount: row.error_span_count,
      handledSpanCount: row.handled_span_count,
      silentSpanCount: row.silent_span_count,
      inputTokens: row.input_tokens,
      outputTokens: row.output_tokens,
      tokensFromRollup: row.tokens_from_rollup,
      costUsd: row.cost_usd,
      bytes: row.bytes,
      outcome: row.outcome,
      orphanCount: row.orphan_count,
      unfinishedCount: row.unfinished_count,
      conflictCount: row.conflict_count,
    }),
  );
