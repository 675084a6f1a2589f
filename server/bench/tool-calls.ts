import type { Database } from '../database';
import { readPatterns } from '../store/patterns';
import { readTrace } from '../store/trace';
import { readTracePage } from '../store/traces';
import type { BenchData } from './bench-data';
import { narrowedFilters } from './narrowed-filters';

/** A way to call a tool, with arguments that change from call to call. */
export interface ToolUse {
  tool: string;
  /** What is asked, in a few words. */
  what: string;
  /** It reads much or starts a process, so that fewer calls are timed. */
  slow?: boolean;
  args(index: number): object;
}

/** What the calls name. */
interface Known {
  longTraceId: string;
  longSpanIds: string[];
  traceIds: string[];
  evidence: { trace_id: string; span_id: string; pattern: { detector: string; key: string } }[];
}

export async function toolUses(database: Database, data: BenchData): Promise<ToolUse[]> {
  const known = await readKnown(database, data);
  return [...ofDataset(), ...ofTraces(known), ...ofSandbox(), ...ofModels(known)];
}

async function readKnown(database: Database, { longTraceId }: BenchData): Promise<Known> {
  const page = await readTracePage({
    database,
    filters: {},
    sort: 'duration',
    order: 'asc',
    offset: 0,
    limit: 500,
  });
  const patterns = await readPatterns({ database, filters: {}, detectors: ['error-signatures'], limit: 20 });
  const { spans } = await readTrace({ database, traceId: longTraceId });
  return {
    longTraceId,
    longSpanIds: spans.map((span) => span.spanId),
    traceIds: page.traces.map((trace) => trace.traceId),
    evidence: patterns.flatMap(({ detector, key, examples }) =>
      examples.map(({ traceId, spanId }) => ({
        trace_id: traceId,
        span_id: spanId,
        pattern: { detector, key },
      })),
    ),
  };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('The data of the benchmark has nothing to ask for.');
  return item;
}

const groupings = ['model', 'service', 'agent', 'tool', 'project', 'hour', 'none'];
const sorts = ['start', 'duration', 'spans', 'errors', 'tokens', 'cost', 'bytes'];

function ofDataset(): ToolUse[] {
  const filters = narrowedFilters;
  return [
    { tool: 'get_dataset_overview', what: '', args: (index) => ({ filters: filters(index) }) },
    { tool: 'find_patterns', what: 'all detectors', args: (index) => ({ filters: filters(index) }) },
    {
      tool: 'count_traces',
      what: 'by every grouping',
      args: (index) => ({ filters: filters(index), group_by: at(groupings, index) }),
    },
    {
      tool: 'query_traces',
      what: 'by every order',
      args: (index) => ({ filters: filters(index), sort: at(sorts, index), offset: index * 50 }),
    },
    {
      tool: 'compare',
      what: 'those that fail with those that do not',
      slow: true,
      args: (index) => ({
        a: { filters: { ...filters(index), has_errors: false } },
        b: { filters: { ...filters(index), has_errors: true } },
      }),
    },
    {
      tool: 'search_spans',
      what: 'all payloads',
      slow: true,
      args: (index) => ({ pattern: pattern(index), filters: filters(index) }),
    },
  ];
}

/** Another pattern each time, so that nothing is answered from memory. */
function pattern(index: number): string {
  return `(?i)(delivery exception|order ${index})[^"]{0,40}`;
}

function ofTraces({ longTraceId, longSpanIds, traceIds, evidence }: Known): ToolUse[] {
  const long = { trace_id: longTraceId };
  return [
    { tool: 'view_trace', what: 'a short trace', args: (index) => ({ trace_id: at(traceIds, index) }) },
    { tool: 'view_trace', what: '2,000 spans, oversized', args: () => long },
    {
      tool: 'view_spans',
      what: '20 of 2,000 spans',
      args: (index) => ({
        ...long,
        span_ids: Array.from({ length: 20 }, (_, nth) => at(longSpanIds, index * 37 + nth * 90)),
      }),
    },
    {
      tool: 'search_trace',
      what: '2,000 spans',
      args: (index) => ({ ...long, pattern: pattern(index) }),
    },
    {
      tool: 'search_span',
      what: 'one of 2,000 spans',
      args: (index) => ({ ...long, span_id: at(longSpanIds, index * 37), pattern: `o|${index}` }),
    },
    {
      tool: 'report_finding',
      what: 'a pattern as predicate',
      args: (index) => {
        const { pattern: predicate, ...cited } = at(evidence, index);
        return {
          title: `Finding ${index}`,
          severity: 'minor',
          claim: 'It fails.',
          evidence: [{ ...cited, quote: cited.span_id }],
          predicate: { pattern: predicate, ...narrowedFilters(index * 6) },
          confidence: 'high',
        };
      },
    },
  ];
}

function ofSandbox(): ToolUse[] {
  return [
    {
      tool: 'run_sql',
      what: 'percentiles of every tool',
      slow: true,
      args: (index) => ({
        sql: `SELECT tool_name, count(*), quantile_cont(duration_ms, [0.5, 0.99]) FROM spans
          WHERE duration_ms > ${index} GROUP BY ALL ORDER BY ALL`,
      }),
    },
    {
      tool: 'run_code',
      what: '5,000 rows counted in JavaScript',
      slow: true,
      args: (index) => ({
        code: `const counts = {};
          for (const row of sql("SELECT span_count FROM traces WHERE span_count > ${index % 5} LIMIT 5000"))
            counts[row.span_count] = (counts[row.span_count] ?? 0) + 1;
          counts`,
      }),
    },
  ];
}

function ofModels({ traceIds }: Known): ToolUse[] {
  return [
    {
      tool: 'synthesize_traces',
      what: '10 traces, a model that answers at once',
      args: (index) => ({
        trace_ids: Array.from({ length: 10 }, (_, nth) => at(traceIds, index * 10 + nth)),
        focus: `the ${index}th question`,
      }),
    },
    {
      tool: 'call_subagent',
      what: 'one turn, a model that answers at once',
      args: (index) => ({ input: `Question ${index}` }),
    },
    { tool: 'get_context_item', what: 'a turn of 100 KB', args: () => ({ item_id: 'turn-1' }) },
  ];
}
