import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tools } from './index';

const id = { type: 'string', minLength: 1 };
const filters = { type: 'object', additionalProperties: false };
const search = {
  pattern: { type: 'string', minLength: 1 },
  context: { type: 'integer', default: 100, minimum: 0, maximum: 2000 },
  limit: { type: 'integer', default: 50, minimum: 1, maximum: 500 },
};
const evidence = {
  type: 'object',
  properties: { trace_id: id, span_id: id, quote: { type: 'string' } },
  required: ['trace_id'],
};

/** The arguments of every tool: ranges and defaults, and which of them must be given. */
const expected: Record<string, { properties: object; required?: string[] }> = {
  get_dataset_overview: { properties: { filters } },
  find_patterns: { properties: { filters, detectors: { type: 'array', minItems: 1 } } },
  count_traces: {
    properties: {
      filters,
      group_by: { enum: ['model', 'service', 'agent', 'tool', 'project', 'hour', 'none'], default: 'none' },
    },
  },
  query_traces: {
    properties: {
      filters,
      sort: { enum: ['start', 'duration', 'spans', 'errors', 'tokens', 'cost', 'bytes'], default: 'start' },
      order: { enum: ['asc', 'desc'] },
      limit: { type: 'integer', default: 50, minimum: 1, maximum: 500 },
      offset: { type: 'integer', default: 0, minimum: 0 },
    },
  },
  view_trace: { properties: { trace_id: id }, required: ['trace_id'] },
  view_spans: {
    properties: { trace_id: id, span_ids: { type: 'array', items: id, minItems: 1, maxItems: 200 } },
    required: ['trace_id', 'span_ids'],
  },
  search_trace: { properties: { trace_id: id, ...search }, required: ['trace_id', 'pattern'] },
  search_span: {
    properties: { trace_id: id, span_id: id, ...search },
    required: ['trace_id', 'span_id', 'pattern'],
  },
  search_spans: { properties: { filters, ...search }, required: ['pattern'] },
  compare: {
    properties: {
      a: { properties: { dataset_id: id, filters }, additionalProperties: false },
      b: { properties: { dataset_id: id, filters }, additionalProperties: false },
    },
  },
  run_sql: {
    properties: { sql: { type: 'string' }, limit: { default: 200, minimum: 1, maximum: 10_000 } },
    required: ['sql'],
  },
  run_code: { properties: { code: { type: 'string' } }, required: ['code'] },
  synthesize_traces: {
    properties: {
      trace_ids: { type: 'array', items: id, minItems: 1, maxItems: 50 },
      focus: { type: 'string' },
    },
    required: ['trace_ids', 'focus'],
  },
  call_subagent: { properties: { input: { type: 'string' } }, required: ['input'] },
  get_context_item: { properties: { item_id: id }, required: ['item_id'] },
  report_finding: {
    properties: {
      title: { type: 'string' },
      severity: { enum: ['critical', 'major', 'minor', 'info'] },
      kind: { type: 'string' },
      claim: { type: 'string' },
      evidence: { type: 'array', items: evidence, minItems: 1, maxItems: 20 },
      predicate: filters,
      confidence: { enum: ['high', 'medium', 'low'] },
    },
    required: ['title', 'severity', 'claim', 'evidence', 'predicate', 'confidence'],
  },
};

const schemaSchema = z.object({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).optional(),
});

describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', (name, tool) => {
  it('takes the arguments that are written down, with their ranges and defaults', () => {
    const wanted = expected[name];
    const { properties, required } = schemaSchema.parse(tool.parameters);
    expect(properties).toMatchObject(wanted?.properties ?? {});
    expect(Object.keys(properties).sort()).toEqual(Object.keys(wanted?.properties ?? {}).sort());
    expect(required?.toSorted()).toEqual(wanted?.required?.toSorted());
  });

  it('says when to use it, in a few sentences', () => {
    expect(tool.description).toMatch(/use it|call it|for /i);
  });
});

/** A finding is put on record in no other way. */
const comparable = tools.filter((tool) => tool.name !== 'report_finding');

it.each(comparable.map((tool) => [tool.name, tool.description]))(
  '%s says whether it or another one is cheaper',
  (_, description) => {
    expect(description).toMatch(/cheap/i);
  },
);

it('every filter that is written down can be given', () => {
  const overview = tools.find((tool) => tool.name === 'get_dataset_overview');
  const { filters } = z
    .object({ filters: schemaSchema })
    .parse(schemaSchema.parse(overview?.parameters).properties);
  const names = ['has_errors', 'error_class', 'model_names', 'service_names', 'agent_names', 'tool_names'];
  const others = ['project_id', 'session_id', 'start_time_gte', 'end_time_lte', 'min_duration_ms'];
  expect(Object.keys(filters.properties)).toEqual(
    expect.arrayContaining([...names, ...others, 'text', 'regex_pattern']),
  );
  const { error_class } = z
    .object({ error_class: z.object({ items: z.object({ enum: z.array(z.string()) }) }) })
    .parse(filters.properties);
  expect(error_class.items.enum).toEqual(['origin', 'propagated', 'handled', 'silent']);
});
