import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Filters } from '../../../lib/contracts/filters';
import type { FixtureSpan } from '../../store/fixture-database';
import { callTool } from '../call-tool';
import { openToolsFixture, type ToolsFixture } from '../tools-fixture';

const never = new AbortController().signal;
const second = 1_000_000_000n;

let runs: ToolsFixture;
beforeAll(async () => {
  runs = await openToolsFixture({ spans: spans() });
});
afterAll(() => runs.close());

const idOf = (at: number) => `t${String(at).padStart(3, '0')}`;

/** 200 traces: every second one fails with one of 25 errors, the first of them far more often than the others. */
function spans(): FixtureSpan[] {
  return Array.from({ length: 200 }, (_, at): FixtureSpan => {
    const cause = at % 4 === 0 ? 0 : 1 + (Math.floor(at / 4) % 24);
    const failure = {
      status: 'ERROR',
      error_class: 'origin',
      failure_text: `cause ${cause}`,
      failure_mask: `cause ${cause}`,
    } as const;
    return {
      trace_id: idOf(at),
      span_id: 'root',
      name: 'lookup',
      observation_kind: at < 10 ? 'TOOL' : 'LLM',
      tool_name: `tool ${at % 60}`,
      model_name: at % 2 === 0 ? 'm-1' : 'm-2',
      agent_name: 'helper',
      service_name: 'desk',
      project_id: at < 50 ? 'one' : 'two',
      start_ns: BigInt(at) * second,
      end_ns: BigInt(at + 1) * second,
      input_tokens: 10,
      output_tokens: 1,
      cost_usd: at < 3 ? 0.5 : null,
      orphan: at === 7,
      raw: `{"n":${String(at).padStart(3, '0')}}`,
      ...(at % 2 === 0 ? failure : {}),
    };
  });
}

const exampleSchema = z.object({ trace_id: z.string(), span_id: z.literal('root'), quote: z.string() });
const overviewSchema = z.looseObject({
  error_signatures: z.array(
    z.looseObject({
      signature: z.string(),
      spans: z.number(),
      traces: z.number(),
      of_traces: z.number(),
      rate: z.number(),
      examples: z.array(exampleSchema),
    }),
  ),
  sample_trace_ids: z.array(z.string()),
  tool_names: z.array(z.object({ name: z.string(), traces: z.number() })),
});

async function overview(filters?: Filters) {
  const args = filters === undefined ? {} : { filters };
  const { ok, result } = await callTool({
    name: 'get_dataset_overview',
    args,
    context: runs.context(),
    signal: never,
  });
  expect(ok).toBe(true);
  return overviewSchema.parse(result);
}

describe('get_dataset_overview', () => {
  it('counts everything there is', async () => {
    expect(await overview()).toMatchObject({
      total_traces: 200,
      of_traces_in_dataset: 200,
      total_spans: 200,
      earliest_start_time: '1970-01-01T00:00:00.000000000Z',
      latest_end_time: '1970-01-01T00:03:20.000000000Z',
      service_names: [{ name: 'desk', traces: 200 }],
      model_names: [
        { name: 'm-1', traces: 100 },
        { name: 'm-2', traces: 100 },
      ],
      agent_names: [{ name: 'helper', traces: 200 }],
      project_ids: [
        { name: 'two', traces: 150 },
        { name: 'one', traces: 50 },
      ],
      total_input_tokens: 2000,
      total_output_tokens: 200,
      total_cost_usd: 1.5,
      traces_without_cost: 197,
      raw_jsonl_bytes: 200 * 9,
      error_trace_count: 100,
      error_trace_rate: 0.5,
      error_span_count: 100,
      failed_tool_span_count: 5,
      missing_parent_span_count: 1,
    });
  });

  it('lists names of most traces, and says how many there are beyond those', async () => {
    const { tool_names, ...rest } = await overview();
    expect(tool_names).toHaveLength(50);
    expect(rest).toMatchObject({
      cut: '50 of 60 tool_names are listed.',
      next: expect.stringContaining('count_traces'),
    });
    expect(await overview({ tool_names: ['tool 1'] })).not.toHaveProperty('cut');
  });

  it('gives the 20 commonest errors with their counts, and examples from the first to the last trace', async () => {
    const { error_signatures } = await overview();
    expect(error_signatures).toHaveLength(20);
    const [first, second] = error_signatures;
    expect(first).toMatchObject({ signature: 'cause 0', spans: 50, traces: 50, of_traces: 200, rate: 0.25 });
    expect(second?.traces).toBeLessThan(10);
    const ids = first?.examples.map((example) => example.trace_id) ?? [];
    expect(ids).toHaveLength(5);
    const quarters = ids.map((id) => Math.floor(Number(id.slice(1)) / 40));
    expect(quarters).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives 20 trace ids from the first to the last, or all where there are fewer', async () => {
    const { sample_trace_ids } = await overview();
    expect(sample_trace_ids).toHaveLength(20);
    const tenths = new Set(sample_trace_ids.map((id) => Math.floor(Number(id.slice(1)) / 20)));
    expect(tenths.size).toBe(10);
    const few = await overview({ start_time_gte: '1970-01-01T02:03:15+02:00' });
    expect(few.sample_trace_ids).toEqual(['t195', 't196', 't197', 't198', 't199']);
  });

  it('tells the same of what filters select', async () => {
    expect(await overview({ has_errors: true, project_id: 'one' })).toMatchObject({
      total_traces: 25,
      of_traces_in_dataset: 200,
      error_trace_count: 25,
      error_trace_rate: 1,
      model_names: [{ name: 'm-1', traces: 25 }],
      latest_end_time: '1970-01-01T00:00:49.000000000Z',
    });
  });
});
