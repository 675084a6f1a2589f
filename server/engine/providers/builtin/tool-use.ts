import { countsSchema, type FoundPattern, overviewSchema, patternsSchema, read } from './answers';
import { describeAll, readExamples, spansRead } from './pattern-evidence';
import type { Play } from './play';
import { associationLines, ofTraces, paragraphs, plain, shareOf } from './words';

const listedTools = 15;
const listedFailing = 5;

/** Which tools are called most, by how many traces, and which go with errors. */
export function* toolUse(): Play {
  const answers = yield {
    calls: [
      { name: 'get_dataset_overview', args: {} },
      { name: 'count_traces', args: { group_by: 'tool' } },
      { name: 'count_traces', args: { group_by: 'agent' } },
      { name: 'find_patterns', args: { detectors: ['failed-tools'] } },
    ],
    otherwise: 'No turn is left to read the data with. Ask again with at least three turns.',
  };
  const overview = read(overviewSchema, answers[0]);
  const tools = read(countsSchema, answers[1]);
  const agents = read(countsSchema, answers[2]);
  const report = read(patternsSchema, answers[3]);
  if (!overview || !tools || !agents || !report)
    return 'The data could not be read; see what the tools answered.';
  const named = tools.groups.filter((group) => group.value !== null);
  if (named.length === 0) return `No tool is called in any of ${overview.total_traces} traces.`;
  const failing = new Map(report.patterns.map((pattern) => [pattern.subject, pattern]));
  const rows = named.slice(0, listedTools).map((group) => {
    const calls = callsOf(failing.get(group.value ?? ''));
    return `| ${plain(group.value ?? '')} | ${ofTraces(group.traces, tools.total)} | ${ofTraces(group.error_traces, group.traces)} | ${calls} |`;
  });
  const table = [
    '| tool | called in | of these with status ERROR | failed calls |',
    '|---|---|---|---|',
    ...rows,
  ];
  const byAgent = agents.groups
    .filter((group) => group.value !== null)
    .map(
      (group) =>
        `- agent ${plain(group.value ?? '')}: ${ofTraces(group.traces, agents.total)}, ${ofTraces(group.error_traces, group.traces)} of these with status ERROR`,
    );
  const chosen = report.patterns.slice(0, listedFailing);
  const head = ['Tools by how many traces call them:', ''];
  const base = [
    [...head, ...table],
    byAgent.length > 0 ? ['By agent:', ...byAgent] : '',
    associationLines(report),
  ];
  if (chosen.length === 0) return paragraphs(...base, 'No tool call failed.');
  const viewed = yield { calls: readExamples(chosen), otherwise: paragraphs(...base) };
  const spans = spansRead(viewed);
  return paragraphs(...base, 'The tools that fail most:', ...describeAll(chosen, spans));
}

function callsOf(pattern: FoundPattern | undefined): string {
  return pattern?.calls === undefined
    ? 'none'
    : shareOf({ part: pattern.spans, whole: pattern.calls, noun: 'calls' });
}
