import { monitorEventLoopDelay } from 'node:perf_hooks';
import { importReportSchema } from '../../lib/contracts/import-report';
import { runOptionsSchema } from '../../lib/contracts/run-options';
import { close } from '../database';
import { callTool } from '../engine/call-tool';
import { systemClock } from '../engine/clock';
import type { TurnItem } from '../engine/conversation';
import { jsonBytes } from '../engine/limits';
import type { Provider } from '../engine/providers/provider';
import { rootAgent } from '../engine/run-event';
import { withAgent } from '../engine/subagent';
import { createToolContext, type ToolContext } from '../engine/tool-context';
import { openDataset } from '../store/datasets';
import type { BenchData } from './bench-data';
import type { Figure } from './figure';
import { type Program, runProgram } from './program';
import { median, quantile } from './statistics';
import { type ToolUse, toolUses } from './tool-calls';

/** Calls of a tool that are timed, for each of the bench's repeats. */
const calls = { quick: 40, slow: 10 };
const warmUps = 3;

/** Every tool of the engine as a run calls it, by one caller, on a dataset that was read before. */
export async function* measureTools(
  program: Program,
  { data, repeats }: { data: BenchData; repeats: number },
): AsyncGenerator<Figure> {
  const { stdout } = await runProgram(program, ['import', data.file, '--json']);
  const { datasetId } = importReportSchema.parse(JSON.parse(stdout));
  const opened = await openDataset(program.home, datasetId);
  const context = () =>
    agentContext(createToolContext({ ...opened, home: program.home, root: program.root }));
  for (const use of await toolUses(opened.database, data)) yield await measureUse({ use, context, repeats });
  close(opened.database);
}

async function measureUse(options: {
  use: ToolUse;
  context: () => ToolContext;
  repeats: number;
}): Promise<Figure> {
  const { use, context, repeats } = options;
  const times: number[] = [];
  const bytes: number[] = [];
  const delay = monitorEventLoopDelay({ resolution });
  const count = repeats * (use.slow ? calls.slow : calls.quick);
  for (let index = 0; index < warmUps + count; index++) {
    if (index === warmUps) delay.enable();
    const args = use.args(index);
    const signal = new AbortController().signal;
    const started = performance.now();
    const { ok, result } = await callTool({ name: use.tool, args, context: context(), signal });
    const ms = performance.now() - started;
    if (!ok) throw new Error(`${use.tool} refused ${JSON.stringify(args)}: ${JSON.stringify(result)}`);
    if (index >= warmUps) times.push(ms);
    bytes.push(jsonBytes(result));
  }
  delay.disable();
  const stall = Math.max(0, delay.max / 1e6 - resolution);
  const size = median(bytes) / 1000;
  return {
    what: [use.tool, use.what].filter((text) => text !== '').join(', '),
    value: median(times),
    unit: 'ms',
    budget: null,
    note: `short; p50, p99 ${quantile(times, 0.99).toFixed(0)} ms of ${count}; answers of ${size.toFixed(1)} KB, longest stall of the event loop ${stall.toFixed(0)} ms`,
  };
}

/** Milliseconds between two looks at the event loop. */
const resolution = 5;

/** The agent that tools may ask: its models answer at once, and it has one turn that was summarised. */
function agentContext(context: ToolContext): ToolContext {
  const shared = {
    models: { run: instant, synthesis: instant, compaction: instant },
    options: runOptionsSchema.parse({
      provider: 'openai',
      model: instant.model,
      maxTurns: 20,
      temperature: null,
      maxOutputTokens: null,
    }),
    clock: systemClock,
    signal: new AbortController().signal,
    callIds: new Set<string>(),
    lanes: new Map(),
  };
  return withAgent(shared, { name: rootAgent, conversation: { opening: [], turns: [summarised] }, context });
}

const instant: Provider = {
  name: 'openai',
  model: 'instant',
  contextTokens: null,
  async *respond() {
    yield { type: 'text', text: 'They have in common that they are short.' };
    yield { type: 'finish', reason: 'done' };
  },
};

const rows = Array.from({ length: 1000 }, (_, row) => ({ row, text: 'x'.repeat(80) }));
const summarised: TurnItem = {
  itemId: 'turn-1',
  asked: {
    role: 'assistant',
    text: '',
    toolCalls: [{ callId: 'call-1', name: 'run_sql', arguments: '{}' }],
  },
  answered: [{ role: 'tool', callId: 'call-1', name: 'run_sql', text: JSON.stringify({ rows }) }],
  summary: 'It counted.',
};
