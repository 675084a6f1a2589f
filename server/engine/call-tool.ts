import { setMaxListeners } from 'node:events';
import { AppError } from '../../lib/app-error';
import type { Finding } from '../../lib/contracts/finding';
import { errorMessage } from '../../lib/error-message';
import { createLane, type Lane } from './lane';
import { cutText, jsonBytes } from './limits';
import type { RunEvent } from './run-event';
import { type PreparedCall, type ToolError, ToolRefusal } from './tool';
import type { ToolContext } from './tool-context';
import { tools } from './tools/index';

export interface ToolOutcome {
  /** False where the result says what was wrong and what to do instead. */
  ok: boolean;
  /** JSON, within the context's limit. */
  result: object;
  finding?: Finding | undefined;
}

/**
 * Runs one tool. It never throws: an unknown name, arguments that do not hold, a pattern that does not compile, a query that
 * takes too long and a fault of our own are all answers.
 *
 * @param args the arguments, or the JSON that a model wrote for them
 */
export async function callTool(options: {
  name: string;
  args: unknown;
  context: ToolContext;
  signal: AbortSignal;
  /** Names the call within a run. */
  callId?: string;
  /** Told of what happens inside of the tool. */
  emit?: (event: RunEvent) => void;
}): Promise<ToolOutcome> {
  const { context, signal, callId = 'call', emit = () => {} } = options;
  const call = prepare(options.name, options.args);
  const { answerBytes, timeMs } = context.limits;
  if (call.kind === 'immediate') return refuse(call.result, answerBytes);
  let leave = () => {};
  let limit: AbortSignal | undefined;
  try {
    // A tool that asks a model takes as long as that does, and others must not wait for it.
    if (!call.asksModel) {
      leave = await queryLane().enter(signal);
      limit = AbortSignal.timeout(timeMs);
    }
    const either = limit === undefined ? signal : AbortSignal.any([signal, limit]);
    // A tool may run more queries side by side than Node thinks is usual.
    setMaxListeners(0, either);
    const answer = await call.run({ context, signal: either, callId, emit });
    return signal.aborted
      ? refuse(wasCancelled, answerBytes)
      : withinLimit({ ...answer, ok: true }, answerBytes);
  } catch (error) {
    if (signal.aborted) return refuse(wasCancelled, answerBytes);
    if (limit?.aborted) return refuse(tookTooLong(options.name, timeMs / 1000), answerBytes);
    return refuse(toAnswer(error, options.name), answerBytes);
  } finally {
    leave();
  }
}

/** Tools that query at the same time in this process: with more, the pages of the dashboard would wait for all of them. */
const atOnce = 2;

/** Next bundles modules more than once; they must all go through one lane. */
function queryLane(): Lane {
  const shared: typeof globalThis & { haloQueryLane?: Lane } = globalThis;
  shared.haloQueryLane ??= createLane(atOnce);
  return shared.haloQueryLane;
}

function prepare(name: string, args: unknown): PreparedCall {
  const tool = tools.find((candidate) => candidate.name === name);
  if (tool === undefined) {
    const names = tools.map((candidate) => candidate.name).join(', ');
    return immediate(`There is no tool named “${name}”.`, `Call one of these: ${names}.`);
  }
  if (typeof args !== 'string') return tool.prepare(args);
  try {
    const parsed: unknown = args.trim() === '' ? {} : JSON.parse(args);
    return tool.prepare(parsed);
  } catch (error) {
    const reason = errorMessage(error);
    return immediate(
      `The arguments of ${name} are not JSON: ${reason}.`,
      'Call it again with one JSON object as arguments.',
    );
  }
}

function immediate(error: string, instead: string): PreparedCall {
  return { kind: 'immediate', result: { error, instead } };
}

/** What was wrong may quote what was given, however long that was. */
const longestError = 8000;

function refuse(answer: ToolError, limit: number): ToolOutcome {
  const { error, instead, ...details } = answer;
  const result = { error: cutText(error, longestError), instead: cutText(instead, longestError) };
  const whole = { ...result, ...details };
  return { ok: false, result: jsonBytes(whole) <= limit ? whole : result };
}

const wasCancelled: ToolError = { error: 'The run was cancelled.', instead: 'Stop.' };

function withinLimit(outcome: ToolOutcome, limit: number): ToolOutcome {
  const bytes = jsonBytes(outcome.result);
  if (bytes <= limit) return outcome;
  const error = `The answer would have ${bytes} bytes; at most ${limit} are passed on.`;
  const instead = 'Ask for less: narrower filters, a smaller limit, or fewer ids.';
  return { ok: false, result: { error, instead } };
}

function tookTooLong(name: string, seconds: number): ToolError {
  return {
    error: `${name} was stopped after ${seconds} s.`,
    instead: 'Ask for less: narrow the filters (time, model, tool, has_errors), or look into single traces.',
  };
}

function toAnswer(error: unknown, name: string): ToolError {
  if (error instanceof ToolRefusal) return error.answer;
  if (!(error instanceof AppError)) {
    const reason = errorMessage(error);
    return {
      error: `${name} failed: ${reason}`,
      instead: 'Try another tool, or the same one with other arguments.',
    };
  }
  switch (error.code) {
    case 'bad-pattern':
      return {
        error: error.message,
        instead:
          'Write an RE2 pattern: no look-around, no back-references; escape ( ) [ ] { } . * + ? | \\ to mean themselves.',
      };
    case 'bad-statement':
      return {
        error: error.message,
        instead: 'Write one SELECT of trace_id over the views of run_sql: try it with run_sql first.',
      };
    case 'not-found':
      return {
        error: error.message,
        instead:
          'Take ids out of an answer of query_traces, find_patterns or get_dataset_overview, to the letter.',
      };
    case 'timeout':
      return {
        error: error.message,
        instead: 'Ask for less: narrow the filters, or look into single traces.',
      };
    case 'cancelled':
      return wasCancelled;
    default:
      return { error: error.message, instead: 'Try another tool, or the same one with other arguments.' };
  }
}
