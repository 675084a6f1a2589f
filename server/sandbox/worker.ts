import { openConfined } from './confined';
import { type SandboxAnswer, SandboxRefusal, type SandboxRequest, sandboxRequestSchema } from './protocol';
import { runCode } from './run-code';
import { selectRows } from './select-rows';

// A process of its own for one call: reads one request, answers it, and ends. Nobody else's data is in it.

/** Resident memory of the whole process. */
const memoryBytes = 1_000_000_000;
const lookEveryMs = 20;

void answerOne();

async function answerOne(): Promise<void> {
  const request = await readRequest();
  // It was started in advance and is not needed.
  if (request === null) return;
  setInterval(() => {
    if (process.memoryUsage.rss() > memoryBytes) finish(tooMuchMemory);
  }, lookEveryMs).unref();
  finish(await act(request));
}

const tooMuchMemory: SandboxAnswer = {
  kind: 'refused',
  error: 'It needed more memory than it may have.',
  instead: 'Work on fewer rows or shorter texts: aggregate, filter, or cut values first.',
};

async function act(request: SandboxRequest): Promise<SandboxAnswer> {
  try {
    const database = await openConfined(request.database, request.scope);
    if (request.kind === 'code') return { kind: 'code', result: await runCode(request, database) };
    const { sql, limit, bytes } = request;
    return { kind: 'sql', result: await selectRows({ database, sql, limit, bytes }) };
  } catch (error) {
    if (!(error instanceof SandboxRefusal)) throw error;
    const { message, instead, stdout } = error;
    return { kind: 'refused', error: message, instead, stdout };
  }
}

async function readRequest(): Promise<SandboxRequest | null> {
  let text = '';
  for await (const piece of process.stdin.setEncoding('utf8')) text += piece;
  return text === '' ? null : sandboxRequestSchema.parse(JSON.parse(text));
}

let finished = false;

/** A query may still run: the process does not wait for it. */
function finish(answer: SandboxAnswer): void {
  if (finished) return;
  finished = true;
  process.stdout.write(JSON.stringify(answer), () => process.kill(process.pid, 'SIGKILL'));
}
