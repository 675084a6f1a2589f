import { receiveMessageOnPort } from 'node:worker_threads';
import releaseVariant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
} from 'quickjs-emscripten-core';
import { z } from 'zod';
import { type CodeThreadAnswer, type CodeThreadData, sqlReplySchema } from './code-thread-protocol';
import { createOutput, type Output } from './output';

const stackBytes = 512 * 1024;

/** Runs the code and tells what it printed and came to, or why it failed. */
export async function runInThread(data: CodeThreadData): Promise<CodeThreadAnswer> {
  const quickjs = await newQuickJSWASMModuleFromVariant(releaseVariant);
  const runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(data.heapBytes);
  runtime.setMaxStackSize(stackBytes);
  const deadline = Date.now() + data.timeMs;
  runtime.setInterruptHandler(() => Date.now() > deadline);
  const context = runtime.newContext();
  const output = createOutput(data.bytes);
  const host = { context, output, data, deadline };
  install(host);
  const result = evaluate(context, data.code);
  if (result.error) return failure(host, result.error);
  const settled = settle(runtime, context, result.value);
  if ('pending' in settled && Date.now() <= deadline) {
    return {
      error: 'The code waits for a promise that nothing resolves.',
      instead: 'There are no timers and no I/O here but sql(), which answers at once.',
      stdout: output.text(),
    };
  }
  if ('pending' in settled) return stopped(host);
  if ('error' in settled) return failure(host, settled.error);
  const stdout = output.text();
  const shown = createOutput(output.left());
  const value = show(context, settled.value);
  shown.write(value ?? '');
  const cut = output.isCut() || shown.isCut();
  return { stdout, value: value === null ? null : shown.text(), cut };
}

interface Host {
  context: QuickJSContext;
  output: Output;
  data: CodeThreadData;
  deadline: number;
}

/** `console` and `sql`: all that the code has of the world. */
function install({ context, output, data, deadline }: Host): void {
  const print = context.newFunction('print', (text) => {
    output.write(`${context.getString(text)}\n`);
  });
  const ask = context.newFunction('ask', (sql, limit) => {
    const wanted = z
      .number()
      .int()
      .positive()
      .nullable()
      .catch(null)
      .parse(limit ? context.dump(limit) : null);
    const reply = askSql(data, { sql: context.getString(sql), limit: wanted }, deadline);
    if ('error' in reply) throw new Error(reply.error);
    return context.newString(reply.rows);
  });
  const prelude = context.unwrapResult(context.evalCode(preludeCode, 'prelude.js'));
  context.unwrapResult(context.callFunction(prelude, context.undefined, print, ask)).dispose();
  for (const handle of [prelude, print, ask]) handle.dispose();
}

const preludeCode = `((print, ask) => {
  const show = (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return String(value.stack ? value + '\\n' + value.stack : value);
    try {
      const json = JSON.stringify(value);
      return json === undefined ? String(value) : json;
    } catch { return String(value); }
  };
  const log = (...values) => print(values.map(show).join(' '));
  globalThis.console = { log, info: log, warn: log, error: log, debug: log };
  globalThis.sql = (query, limit) => JSON.parse(ask(String(query), limit ?? null));
})`;

/** Waits for the other thread, which runs the query. */
function askSql(
  { port, flag }: CodeThreadData,
  call: { sql: string; limit: number | null },
  deadline: number,
) {
  const signal = new Int32Array(flag);
  Atomics.store(signal, 0, 0);
  port.postMessage(call);
  const waited = Atomics.wait(signal, 0, 0, Math.max(0, deadline - Date.now()));
  if (waited === 'timed-out') return { error: 'interrupted: the time was over while a query ran' };
  return sqlReplySchema.parse(receiveMessageOnPort(port)?.message);
}

/** As a script, whose last expression is its value; with `await` or `return` outside of functions, as the body of a function. */
function evaluate(context: QuickJSContext, code: string) {
  const compiled = context.evalCode(code, 'code.js', { compileOnly: true });
  const isScript = compiled.error === undefined;
  compiled.dispose();
  return context.evalCode(isScript ? code : `(async () => {${code}\n})()`, 'code.js');
}

type Settled = { value: QuickJSHandle } | { error: QuickJSHandle } | { pending: true };

function settle(runtime: QuickJSRuntime, context: QuickJSContext, value: QuickJSHandle): Settled {
  const jobs = runtime.executePendingJobs();
  if (jobs.error) return { error: jobs.error };
  const state = context.getPromiseState(value);
  switch (state.type) {
    case 'fulfilled':
      return { value: state.notAPromise ? value : state.value };
    case 'rejected':
      return { error: state.error };
    case 'pending':
      return { pending: true };
    default:
      return state satisfies never;
  }
}

/** As JSON, text as it is; null for undefined. */
function show(context: QuickJSContext, value: QuickJSHandle): string | null {
  if (context.typeof(value) === 'undefined') return null;
  const text = context.unwrapResult(context.evalCode(showCode, 'show.js'));
  const shown = context.callFunction(text, context.undefined, value);
  return shown.error ? String(context.dump(shown.error)) : context.getString(shown.value);
}

const showCode = `((value) => {
  if (typeof value === 'string') return value;
  try { const json = JSON.stringify(value); return json === undefined ? String(value) : json; } catch { return String(value); }
})`;

const errorSchema = z.object({
  name: z.string().catch('Error'),
  message: z.string().catch(''),
  stack: z.string().catch(''),
});

function stopped({ output, data }: Pick<Host, 'output' | 'data'>): CodeThreadAnswer {
  return {
    error: `The code was stopped after ${data.timeMs / 1000} s.`,
    instead: 'Do the heavy part in SQL, work on fewer rows, and look for a loop that does not end.',
    stdout: output.text(),
  };
}

function failure(host: Host, handle: QuickJSHandle): CodeThreadAnswer {
  const { context, output, data, deadline } = host;
  const thrown: unknown = context.dump(handle);
  const { name, message, stack } = errorSchema
    .catch({ name: 'Error', message: String(thrown), stack: '' })
    .parse(thrown);
  const stdout = output.text();
  if (/interrupted/.test(message) || Date.now() > deadline) return stopped(host);
  if (/out of memory/.test(message)) {
    return {
      error: `The code needed more memory than it may have (${Math.round(data.heapBytes / 2 ** 20)} MiB).`,
      instead: 'Aggregate in SQL, and keep fewer rows and shorter texts.',
      stdout,
    };
  }
  const line = /code\.js:(\d+)/.exec(stack)?.[1];
  const where = line === undefined ? '' : ` (line ${line})`;
  return {
    error: `${name}: ${message}${where}`,
    instead:
      'Correct the code. There is sql(query, limit), console.log and plain JavaScript, and nothing else.',
    stdout,
  };
}
