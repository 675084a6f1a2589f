import type { PlantKind } from '../../sample/run-plan';
import { askAnalyst } from './ask-analyst';
import { entriesOf } from './read-answer';
import { failedTraces, type Outcome } from './recovery-oracle';
import type { SeededSample } from './seeded-sample';
import { addAnswer, kindOf, type Tallies } from './tally';

const soundTraces = 10;
/** A trace that failed; where an agent was stopped, no call did. */
interface FailedTrace {
  traceId: string;
  kind: PlantKind;
  spanIds: readonly string[];
  outcome: Outcome | 'no-call';
}

/** What spans that show a kind say of it; where a kind is not named nothing says it. */
const words: Partial<Record<PlantKind, RegExp>> = {
  'order-not-found': /`OrderNotFound: /,
  'refund-declined': /`PaymentGatewayError: /,
  'rate-limited': /`RateLimitError: /,
  'silent-error-object': /index_unavailable|did not answer in time/,
  'silent-missing-file': /No such file or directory/,
  'silent-http-status': /503|upstream connect error/,
  refusal: /`I'm sorry, but I can't /,
  'handled-exception': /`carrier did not answer within /,
  'unknown-tool': /`[^`]*(?:unknown tool|not found in agent) /,
  'invalid-arguments': /`[^`]*(?:Invalid arguments for tool|validation error for) /,
  'retry-storm': /`ConnectionResetError: /,
  'out-of-turns': /`MaxTurnsExceeded: /,
};

/** Questions at a time: each waits for processes of its own. */
const atOnce = 3;

/** "Why did trace X fail?" of every trace that failed, and of some that did not. */
export async function judgeTraces(sample: SeededSample, tallies: Tallies): Promise<void> {
  const stopped = sample.truth.planted['out-of-turns'].map(
    (trace): FailedTrace => ({ ...trace, kind: 'out-of-turns', outcome: 'no-call' }),
  );
  const tasks = [
    ...[...failedTraces(sample), ...stopped].map((trace) => () => judgeFailed({ trace, sample, tallies })),
    ...sample.truth.outcomes.ok
      .slice(0, soundTraces)
      .map((traceId) => () => judgeSound({ traceId, sample, tallies })),
  ];
  const workers = Array.from({ length: atOnce }, async () => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) await task();
  });
  await Promise.all(workers);
}

async function judgeFailed(options: {
  trace: FailedTrace;
  sample: SeededSample;
  tallies: Tallies;
}): Promise<void> {
  const { trace, sample, tallies } = options;
  const { text, holds } = await askAnalyst(`Why did trace ${trace.traceId} fail? Did it recover?`, sample);
  const entries = entriesOf(text);
  const named = entries.flatMap((entry) => entry.citedSpans.map((span) => span.spanId));
  const faults: string[] = [];
  const missed = trace.spanIds.filter((spanId) => !named.includes(spanId));
  const wrong = named.filter((spanId) => !trace.spanIds.includes(spanId));
  if (missed.length > 0)
    faults.push(`${trace.traceId} (${trace.kind}): ${missed.length} failed spans not named`);
  if (wrong.length > 0)
    faults.push(`${trace.traceId} (${trace.kind}): ${wrong.length} spans named that did not fail`);
  const says = words[trace.kind];
  if (says !== undefined && !entries.every((entry) => says.test(entry.text)))
    faults.push(`${trace.traceId} (${trace.kind}): what the spans say of it is not quoted`);
  addAnswer(tallies, { question: 'why did trace X fail: the cause', holds, faults });
  const outcome = outcomeIn(text);
  const fault =
    outcome === trace.outcome
      ? []
      : [`${trace.traceId} (${trace.kind}): told ${outcome}, is ${trace.outcome}`];
  addAnswer(tallies, { question: 'why did trace X fail: did it recover', holds, faults: fault });
  const tally = kindOf(tallies, `recovery: ${trace.outcome}`);
  tally.planted += 1;
  if (outcome === trace.outcome) tally.named += 1;
  else kindOf(tallies, `recovery: ${outcome ?? 'not told'}`).wrong += 1;
}

function outcomeIn(text: string): FailedTrace['outcome'] | null {
  if (text.includes('No call failed')) return 'no-call';
  if (text.includes('It recovered')) return 'recovered';
  if (!text.includes('It did not recover')) return null;
  return text.includes('the run went on with other calls') ? 'went-on' : 'stopped';
}

async function judgeSound(options: {
  traceId: string;
  sample: SeededSample;
  tallies: Tallies;
}): Promise<void> {
  const { traceId, sample, tallies } = options;
  const { text, holds } = await askAnalyst(`Why did trace ${traceId} fail?`, sample);
  const isRight = text.includes('did not fail') && text.includes('No span of it failed.');
  const faults = isRight ? [] : [`${traceId}: told to have failed`];
  addAnswer(tallies, { question: 'why did trace X fail, of one that did not', holds, faults });
}
