import { z } from 'zod';
import { runSandbox } from '../../sandbox/run-sandbox';
import { jsonBytes, roomBeside, textWithin } from '../limits';
import { sandboxPlace, sandboxRefusal, scopeNote } from '../sandbox-place';
import { defineTool } from '../tool';

const heapBytes = 64 * 2 ** 20;
const timeMs = 10_000;
const outputBytes = 64_000;

export const runCodeTool = defineTool({
  name: 'run_code',
  description: `Runs JavaScript for what SQL cannot say: parsing texts, comparing sequences of calls, statistics. Where one SELECT tells the same, run_sql is cheaper. There is sql(select, limit), which answers rows as objects from the views of run_sql, and console.log; no file, network, timer or import. The last expression, or what is returned, is the value. At most ${timeMs / 1000} s, 64 MiB, and 64,000 bytes out.`,
  args: { code: z.string().trim().min(1).max(50_000) },
  async answer({ code }, { context, signal }) {
    const place = await sandboxPlace(context, signal);
    const bytes = Math.min(outputBytes, context.limits.answerBytes - 2000);
    const request = { kind: 'code', ...place, code, bytes, heapBytes, timeMs } as const;
    const answer = await runSandbox({ root: context.root, request, signal });
    if (answer.kind === 'refused') throw sandboxRefusal(answer);
    if (answer.kind !== 'code') throw new Error('The sandbox answered something else.');
    const { stdout, value, cut, queries } = answer.result;
    context.tally.queries += queries;
    const frame = scopeNote(context);
    const shown = withinRoom({ stdout, value }, roomBeside(frame, context.limits.answerBytes));
    const isCut = cut || shown.stdout !== stdout || shown.value !== value;
    return {
      result: {
        ...frame,
        ...shown,
        ...(isCut ? { cut: `Only ${bytes} bytes are passed on.`, next: 'Print less: aggregate first.' } : {}),
      },
    };
  },
});

interface Output {
  stdout: string;
  value: string | null;
}

/** Signs that JSON spells with six may make more of it than an answer holds. */
function withinRoom({ stdout, value }: Output, room: number): Output {
  const shown = value === null ? null : textWithin(value, room / 2);
  return { value: shown, stdout: textWithin(stdout, room - jsonBytes(shown)) };
}
