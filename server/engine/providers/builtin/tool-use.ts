import { z } from 'zod';
import { countsSchema, overviewSchema, type Patterns, patternsSchema, read, readRows } from './answers';
import { describeAll, readExamples, spansRead } from './pattern-evidence';
import { noTurnLeft, type Play, type PlayAnswer, refusalOf, unreadable } from './play';
import { filtersArgs, namedCondition, namedFilters, namedTools, type Scope, withoutTools } from './scope';
import { pageOf, type Wish } from './wish';
import { associationLines, nothingMatches, ofTraces, paragraphs, plain, plural, shareOf } from './words';

const listedTools = 15;
const listedFailing = 5;
const listedOthers = 8;

const toolRow = z.object({
  name: z.string(),
  calls: z.number(),
  traces: z.number(),
  errors: z.number(),
  silent: z.number(),
});
type ToolRow = z.infer<typeof toolRow>;
const callerRow = z.object({
  dimension: z.enum(['agent', 'model']),
  name: z.string(),
  calls: z.number(),
  traces: z.number(),
});

/** Which tools are called most and which go with errors, and who calls: agents their tools, models as often as they are called. */
export function* toolUse(wish: Wish): Play {
  // A tool that is named is told among all calls and all traces.
  const scope = withoutTools(wish.scope);
  const filters = filtersArgs(namedFilters(scope));
  const answers = yield {
    calls: [
      { name: 'get_dataset_overview', args: filters },
      { name: 'run_sql', args: { sql: toolsSql(scope), limit: 500 } },
      { name: 'run_sql', args: { sql: callersSql(scope), limit: 500 } },
      { name: 'count_traces', args: { ...filters, group_by: 'tool' } },
      { name: 'find_patterns', args: { ...filters, detectors: ['failed-tools'] } },
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, answers[0]);
  const report = read(patternsSchema, answers[4]);
  const tools = readRows(toolRow, answers[1]);
  if (!overview || !report) return unreadable;
  if (overview.total_traces === 0) return nothingMatches(overview);
  const callers = callerLines(answers[2], overview.total_traces);
  if (tools === undefined) return paragraphs(uncounted(answers[1]), associationLines(report));
  if (tools.length === 0)
    return paragraphs(
      `No tool is called in any of ${plural(overview.total_traces, 'trace')}.`,
      callers,
      associationLines(report),
    );
  const base = [
    tableOf({ tools, wish, counts: answers[3], total: overview.total_traces }),
    callers,
    associationLines(report),
  ];
  const chosen = failingOf(report, wish.scope).slice(0, listedFailing);
  if (chosen.length === 0) return paragraphs(...base, 'No tool call failed.');
  const viewed = yield { calls: readExamples(chosen), otherwise: paragraphs(...base) };
  return paragraphs(
    ...base,
    'The tools that fail in most traces:',
    ...describeAll(chosen, spansRead(viewed)),
  );
}

/** Calls of each tool; one without a name counts under its span's. */
function toolsSql(scope: Scope): string {
  return `SELECT coalesce(tool_name, name) AS name, count(*) AS calls, count(DISTINCT trace_id) AS traces,
    count(*) FILTER (status = 'ERROR') AS errors, count(*) FILTER (error_class = 'silent') AS silent
    FROM spans WHERE observation_kind = 'TOOL' AND ${namedCondition(scope)} GROUP BY 1 ORDER BY calls DESC, name`;
}

function callersSql(scope: Scope): string {
  const rows = (
    dimension: string,
    kind: string,
  ) => `SELECT '${dimension}' AS dimension, ${dimension}_name AS name, count(*) AS calls,
    count(DISTINCT trace_id) AS traces FROM spans WHERE observation_kind = '${kind}' AND ${dimension}_name IS NOT NULL
    AND ${namedCondition(scope)} GROUP BY 2`;
  return `${rows('agent', 'TOOL')} UNION ALL ${rows('model', 'LLM')} ORDER BY calls DESC, name`;
}

function tableOf(options: {
  tools: ToolRow[];
  wish: Wish;
  counts: PlayAnswer | undefined;
  total: number;
}): string[] {
  const { tools, wish, counts, total } = options;
  const named = namedTools(wish.scope);
  const asked = tools.filter(({ name }) => named.length === 0 || named.includes(name));
  const { shown, rest } = pageOf(asked, wish, listedTools);
  if (shown.length === 0) return [`There are no more: all ${plural(asked.length, 'tool')} were told.`];
  const withErrors = new Map(
    read(countsSchema, counts)?.groups.map((group) => [group.value, group.error_traces]),
  );
  const all = tools.reduce((sum, tool) => sum + tool.calls, 0);
  const rows = shown.map(({ name, calls, traces, errors, silent }) => {
    const failed =
      errors + silent === 0 ? 'none' : shareOf({ part: errors + silent, whole: calls, noun: 'calls' });
    const beside = withErrors.get(name);
    return `| ${plain(name)} | ${shareOf({ part: calls, whole: all, noun: 'calls' })} | ${ofTraces(traces, total)} | ${failed} | ${beside === undefined ? 'unknown' : ofTraces(beside, traces)} |`;
  });
  return [
    'Tools by how often they are called:',
    '',
    '| tool | called | in | failed calls | traces with it that have status ERROR |',
    '|---|---|---|---|---|',
    ...rows,
    ...(rest.length > 0 ? ['', `${plural(rest.length, 'more tool')} called less often.`] : []),
  ];
}

function callerLines(answer: PlayAnswer | undefined, total: number): string[] {
  const callers = readRows(callerRow, answer) ?? [];
  const lines = (dimension: 'agent' | 'model', noun: string) =>
    callers
      .filter((caller) => caller.dimension === dimension)
      .slice(0, listedOthers)
      .map(
        ({ name, calls, traces }) =>
          `- ${dimension} ${plain(name)}: ${plural(calls, noun)} in ${ofTraces(traces, total)}`,
      );
  const all = [...lines('agent', 'tool call'), ...lines('model', 'call')];
  return all.length > 0 ? ['By agent and model:', ...all] : [];
}

function failingOf(report: Patterns, scope: Scope): Patterns['patterns'] {
  const tools = namedTools(scope);
  return report.patterns.filter(({ subject }) => tools.length === 0 || tools.includes(subject));
}

function uncounted(answer: PlayAnswer | undefined): string {
  return `Calls could not be counted: ${answer === undefined ? 'there was no answer' : refusalOf(answer)}`;
}
