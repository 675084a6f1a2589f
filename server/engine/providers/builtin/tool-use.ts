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

const callRow = z.object({
  dimension: z.enum(['tool', 'agent', 'model']),
  name: z.string(),
  calls: z.number(),
  traces: z.number(),
  failed: z.number(),
});
type CallRow = z.infer<typeof callRow>;

/** Which tools are called most and which go with errors, and who calls: agents their tools, models as often as they are called. */
export function* toolUse(wish: Wish): Play {
  // A tool that is named is told among all calls and all traces.
  const scope = withoutTools(wish.scope);
  const filters = filtersArgs(namedFilters(scope));
  const answers = yield {
    calls: [
      { name: 'get_dataset_overview', args: filters },
      { name: 'run_sql', args: { sql: callsSql(scope), limit: 1000 } },
      { name: 'count_traces', args: { ...filters, group_by: 'tool' } },
      { name: 'find_patterns', args: { ...filters, detectors: ['failed-tools'] } },
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, answers[0]);
  const report = read(patternsSchema, answers[3]);
  const calls = readRows(callRow, answers[1]);
  if (!overview || !report) return unreadable;
  const total = overview.total_traces;
  if (total === 0) return nothingMatches(overview);
  if (calls === undefined) return paragraphs(uncounted(answers[1]), associationLines(report));
  const tools = calls.filter(({ dimension }) => dimension === 'tool');
  const base = [
    tools.length === 0
      ? `No tool is called in any of ${plural(total, 'trace')}.`
      : tableOf({ tools, wish, counts: answers[2], total }),
    callerLines(calls, total),
    associationLines(report),
  ];
  const chosen = failingOf(report, wish.scope).slice(0, listedFailing);
  if (chosen.length === 0) return paragraphs(...base, tools.length === 0 ? '' : 'No tool call failed.');
  const viewed = yield { calls: readExamples(chosen), otherwise: paragraphs(...base) };
  const paragraphsOfTools = describeAll(chosen, spansRead(viewed));
  return paragraphs(...base, 'The tools that fail in most traces:', ...paragraphsOfTools);
}

/** Calls of each tool, one without a name under its span's; tool calls of each agent, calls of each model. */
function callsSql(scope: Scope): string {
  const rows = (
    dimension: string,
    kind: string,
    name: string,
  ) => `SELECT '${dimension}' AS dimension, ${name} AS name,
    count(*) AS calls, count(DISTINCT trace_id) AS traces, count(*) FILTER (status = 'ERROR' OR error_class = 'silent') AS failed
    FROM spans WHERE observation_kind = '${kind}' AND ${name} IS NOT NULL AND ${namedCondition(scope)} GROUP BY 2`;
  const all = [
    rows('tool', 'TOOL', 'coalesce(tool_name, name)'),
    rows('agent', 'TOOL', 'agent_name'),
    rows('model', 'LLM', 'model_name'),
  ];
  return `${all.join(' UNION ALL ')} ORDER BY calls DESC, name`;
}

function tableOf(options: {
  tools: CallRow[];
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
    read(countsSchema, counts)?.groups.map(({ value, error_traces }) => [value, error_traces]),
  );
  const all = tools.reduce((sum, tool) => sum + tool.calls, 0);
  const rows = shown.map(({ name, calls, traces, failed }) => {
    const share = failed === 0 ? 'none' : shareOf({ part: failed, whole: calls, noun: 'calls' });
    const errors = withErrors.get(name);
    const beside = errors === undefined ? 'unknown' : ofTraces(errors, traces);
    return `| ${plain(name)} | ${shareOf({ part: calls, whole: all, noun: 'calls' })} | ${ofTraces(traces, total)} | ${share} | ${beside} |`;
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

function callerLines(calls: readonly CallRow[], total: number): string[] {
  const lines = (dimension: 'agent' | 'model', noun: string) =>
    calls
      .filter((row) => row.dimension === dimension)
      .slice(0, listedOthers)
      .map(
        (row) =>
          `- ${dimension} ${plain(row.name)}: ${plural(row.calls, noun)} in ${ofTraces(row.traces, total)}`,
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
