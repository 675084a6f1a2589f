import { maskFailure } from '../../ingest/mask-failure';
import type { PlantKind } from '../../sample/run-plan';
import { askAnalyst } from './ask-analyst';
import { countIn, entriesOf } from './read-answer';
import { failedTraces } from './recovery-oracle';
import type { Line, SeededSample } from './seeded-sample';
import { addAnswer, kindOf, type Tallies } from './tally';

/** Questions whose answer is a number for each of a few things: each is compared with what the lines say. */
export async function judgeCounts(sample: SeededSample, tallies: Tallies): Promise<void> {
  for (const [question, judge] of Object.entries(judges)) {
    const { text, holds } = await askAnalyst(judge.ask, sample);
    addAnswer(tallies, { question, holds, faults: judge.faults(text, sample, tallies) });
  }
}

interface Judge {
  ask: string;
  faults(text: string, sample: SeededSample, tallies: Tallies): string[];
}

const judges: Record<string, Judge> = {
  'traces with status ERROR, top five': {
    ask: 'Are there traces with status.code == STATUS_CODE_ERROR? List the top 5 by error count and cite trace_ids',
    faults: errorTraceFaults,
  },
  'calls of tools': {
    ask: 'Which function.* spans are called most often, and which go with errors?',
    faults: toolFaults,
  },
  'what goes with failure': {
    ask: 'Which model, agent, tool or service is to blame?',
    faults: associationFaults,
  },
  'refusals and answers cut off': {
    ask: 'Where does the model refuse, and which answers were cut off?',
    faults: refusalFaults,
  },
  'repeated outputs, near-duplicates grouped': {
    ask: 'What are the top 8 repeated values of output.value of TOOL spans? Group near-duplicates.',
    faults: repeatedFaults,
  },
  'recovery over all traces': { ask: 'Do runs recover after errors?', faults: recoveryFaults },
  'rate limits': { ask: 'Do runs hit rate limits?', faults: plantedFaults('rate-limited') },
  'spans that never ended': {
    ask: 'Are there spans that never ended?',
    faults: plantedFaults('unfinished-span'),
  },
  'retry storms': { ask: 'Are there retry storms?', faults: plantedFaults('retry-storm') },
  'runs out of turns': { ask: 'Do runs run out of turns?', faults: plantedFaults('out-of-turns') },
  'tools that do not exist': { ask: 'Are unknown tools called?', faults: plantedFaults('unknown-tool') },
  'arguments that were refused': {
    ask: 'Are there invalid arguments?',
    faults: plantedFaults('invalid-arguments'),
  },
  'empty answers': { ask: 'Are there empty answers?', faults: plantedFaults('empty-answer') },
  'calls without a result': {
    ask: 'Which tool calls have no result?',
    faults: plantedFaults('missing-result'),
  },
  'repeated calls': { ask: 'Are there repeated calls?', faults: plantedFaults('repeated-calls') },
  'growing contexts': { ask: 'Where does the context grow?', faults: plantedFaults('context-growth') },
  'giant payloads': { ask: 'Are there giant payloads?', faults: plantedFaults('giant-payload') },
  'the slowest runs': { ask: 'Which are the 5 slowest runs?', faults: slowestFaults },
  'how many traces': { ask: 'How many traces are there?', faults: totalFaults },
};

/** Of a question that asks for one kind: the number of traces, and that every span cited first shows it. */
function plantedFaults(kind: PlantKind): Judge['faults'] {
  return (text, { truth }) => {
    const planted = truth.planted[kind];
    const shown = new Set(planted.flatMap(({ spanIds }) => spanIds));
    const wrong = entriesOf(text).filter(
      ({ citedSpans: [first] }) => first !== undefined && !shown.has(first.spanId),
    );
    return [
      ...expected(kind, countIn(text, /^([\d,]+) of [\d,]+ traces/m), planted.length),
      ...wrong.map((entry) => `${kind}: cited and not planted: ${entry.text.slice(0, 80)}`),
    ];
  };
}

function errorTraceFaults(text: string, { truth, spans }: SeededSample): string[] {
  const errors = new Set(truth.outcomes.error);
  const faults = expected(
    'traces with status ERROR',
    countIn(text, /^([\d,]+) of [\d,]+ traces/m),
    errors.size,
  );
  const count = (traceId: string) =>
    (spans.get(traceId) ?? []).filter(({ status }) => status.code === 'STATUS_CODE_ERROR').length;
  const most = [...errors]
    .map(count)
    .sort((a, b) => b - a)
    .slice(0, 5);
  const told = entriesOf(text).map(({ citedTraces: [traceId = ''] }) => count(traceId));
  return JSON.stringify(told) === JSON.stringify(most)
    ? faults
    : [...faults, `top five have ${told} error spans, not ${most}`];
}

function toolFaults(text: string, { truth }: SeededSample): string[] {
  return [...truth.tools].flatMap(([tool, { calls, errors, silent }]) => {
    const row = new RegExp(`^\\| ${tool} \\| ([\\d,]+) of .*?\\| (none|[\\d,]+ of [\\d,]+ calls)`, 'm').exec(
      text,
    );
    const failed = errors + silent === 0 ? 'none' : `${errors + silent} of ${calls} calls`;
    return row?.[1] === String(calls) && row[2] === failed
      ? []
      : [`${tool}: told ${row?.[1]}, ${row?.[2]}; are ${calls}, ${failed}`];
  });
}

function associationFaults(text: string, { truth }: SeededSample, tallies: Tallies): string[] {
  const told = [...text.matchAll(/^- (\w+) `(.+)`: failed in/gm)].map(
    ([, dimension, value]) => `${dimension} ${value}`,
  );
  const real = truth.associations.map(({ dimension, value }) => `${dimension} ${value}`);
  for (const name of real) {
    const tally = kindOf(tallies, `goes with failure: ${name}`);
    tally.planted += 1;
    if (told.includes(name)) tally.named += 1;
  }
  const wrong = told.filter((name) => !real.includes(name));
  kindOf(tallies, 'goes with failure: any other').wrong += wrong.length;
  return [
    ...real.filter((name) => !told.includes(name)).map((name) => `not told to go with failure: ${name}`),
    ...wrong.map((name) => `blamed and innocent: ${name}`),
  ];
}

function refusalFaults(text: string, { truth }: SeededSample): string[] {
  return [
    ...expected(
      'refusals',
      countIn(text, /([\d,]+) of [\d,]+ traces \S+ \S+ hold an answer that declines/),
      truth.planted.refusal.length,
    ),
    ...expected(
      'cut off',
      countIn(text, /([\d,]+) of [\d,]+ traces \S+ \S+ hold an answer that was cut off/),
      truth.planted['cut-off'].length,
    ),
    ...expected(
      'empty',
      countIn(text, /([\d,]+) of [\d,]+ traces \S+ \S+ hold an empty answer/),
      truth.planted['empty-answer'].length,
    ),
  ];
}

function repeatedFaults(text: string, { spans }: SeededSample): string[] {
  const groups = new Map<string, { spans: number; traces: Set<string> }>();
  for (const { trace_id, attributes } of [...spans.values()].flat().filter(isTool)) {
    const output = attributes['output.value'];
    if (typeof output !== 'string' || output === '') continue;
    // In JSON everything is quoted: there only what the quotes hold is masked.
    const key = maskFailure(/^\s*[{[]/.test(output) ? output.replaceAll('"', ' ') : output);
    const group = groups.get(key) ?? { spans: 0, traces: new Set() };
    groups.set(key, { spans: group.spans + 1, traces: group.traces.add(trace_id) });
  }
  const real = [...groups.values()]
    .filter((group) => group.spans > 1)
    .sort((a, b) => b.spans - a.spans || b.traces.size - a.traces.size)
    .slice(0, 8)
    .map((group) => `${group.spans} in ${group.traces.size}`);
  const told = entriesOf(text).map(
    (entry) => `${countIn(entry.text, /\. ([\d,]+) spans/)} in ${entry.traces}`,
  );
  return JSON.stringify(told) === JSON.stringify(real)
    ? []
    : [`told ${told.join('; ')}; are ${real.join('; ')}`];
}

function isTool({ attributes }: Line): boolean {
  return attributes['inference.observation_kind'] === 'TOOL';
}

function recoveryFaults(text: string, sample: SeededSample): string[] {
  const failed = failedTraces(sample);
  const words = { recovered: 'recovered', 'went-on': 'went on', stopped: 'stopped' } as const;
  const real = (outcome: keyof typeof words) => failed.filter((trace) => trace.outcome === outcome).length;
  return [
    ...expected('failed', countIn(text, /^([\d,]+) of [\d,]+ traces/m), failed.length),
    ...(['recovered', 'went-on', 'stopped'] as const).flatMap((outcome) =>
      expected(outcome, countIn(text, new RegExp(`- ([\\d,]+) of .*${words[outcome]}`)) ?? 0, real(outcome)),
    ),
  ];
}

function slowestFaults(text: string, { spans }: SeededSample): string[] {
  const length = (lines: readonly Line[]) => {
    const ends = lines.flatMap((line) => (line.end_time === undefined ? [] : Date.parse(line.end_time)));
    return Math.max(...ends) - Math.min(...lines.map((line) => Date.parse(line.start_time)));
  };
  const real = [...spans]
    .sort(([, a], [, b]) => length(b) - length(a))
    .slice(0, 5)
    .map(([traceId]) => traceId);
  const told = entriesOf(text).map(({ citedTraces: [traceId] }) => traceId);
  return JSON.stringify(told) === JSON.stringify(real) ? [] : ['not the five slowest, or in another order'];
}

function totalFaults(text: string, { truth }: SeededSample): string[] {
  return expected('traces', countIn(text, /^([\d,]+) of/m), truth.traces);
}

function expected(what: string, told: number | null, real: number): string[] {
  return told === real ? [] : [`${what}: told ${told}, are ${real}`];
}
