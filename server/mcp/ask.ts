import type { CallToolResult, Tool } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { answerText } from '../../lib/chat/answer-markdown';
import { conversationOf } from '../../lib/chat/chat-state';
import { type Exchange, newExchange } from '../../lib/chat/exchange';
import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import { filtersSchema } from '../../lib/contracts/filters';
import { cancelIfRunning, followDiagnosis, startDiagnosis } from '../http/diagnosis-runs';
import { datasetArgument } from './dataset-argument';
import { viewFinding } from './findings';
import type { McpPlace } from './place';
import { inputSchema, readArgs } from './read-args';
import { jsonResult } from './tool-result';

const argsSchema = z.strictObject({
  question: z.string().trim().min(1).max(20_000).describe('about the data, such as "why do runs fail?"'),
  filters: filtersSchema.optional().describe('the traces that the question is about'),
  max_turns: z.int().min(1).max(100).optional(),
  dataset_id: datasetArgument,
});

export const askTool: Tool = {
  name: 'ask',
  title: 'Ask about the traces',
  description:
    'Lets the diagnostic engine answer a question about the traces: it calls the other tools by itself, reports findings, and cites traces and spans that were checked. Takes seconds without a model and minutes with one. Ask about the data, never for a code change: it sees traces and no code. The run is stored, and the dashboard shows it.',
  inputSchema: inputSchema(argsSchema),
  annotations: { openWorldHint: true },
};

/** What happens in the run, in a few words. */
export type TellProgress = (step: { progress: number; total: number; message: string }) => void;

/** Starts a run as the chat does and answers when it has ended; the signal cancels it. Throws ToolRefusal. */
export async function ask(options: {
  place: McpPlace;
  args: Record<string, unknown>;
  signal: AbortSignal;
  onProgress: TellProgress;
}): Promise<CallToolResult> {
  const { place, args, signal, onProgress } = options;
  const {
    question,
    filters = {},
    max_turns,
    dataset_id,
  } = readArgs({ tool: 'ask', schema: argsSchema, args });
  const { config } = place;
  const dataset = await place.dataset(dataset_id, signal);
  const wanted = max_turns === undefined ? {} : { maxTurns: max_turns };
  const started = await startDiagnosis({ config, datasetId: dataset.id, question, filters, options: wanted });
  const { diagnosisId: id } = started;
  const cancel = () => void cancelIfRunning(id);
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const events: DiagnosisEvent[] = [];
  try {
    for await (const event of followDiagnosis({ home: config.home, id, from: 0 })) {
      events.push(event);
      tell(event, onProgress);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  signal.throwIfAborted();
  const [exchange = newExchange(id)] = conversationOf(id, events).exchanges.slice(-1);
  return answerOf(exchange, place);
}

function tell(event: DiagnosisEvent, onProgress: TellProgress): void {
  if (event.type !== 'turn-started' || event.depth > 0) return;
  const { turn, maxTurns } = event;
  onProgress({ progress: turn, total: maxTurns, message: `turn ${turn} of ${maxTurns}` });
}

function answerOf(exchange: Exchange, { origin }: McpPlace): CallToolResult {
  const { diagnosisId, end, citations, items } = exchange;
  const findings = items.flatMap((item) => (item.kind === 'finding' ? viewFinding(item.finding) : []));
  const isAnswered = end !== null && 'receipt' in end;
  const message = end !== null && 'message' in end ? { message: end.message } : {};
  return jsonResult(
    {
      answer: answerText(exchange),
      outcome: end?.outcome ?? 'interrupted',
      ...message,
      findings,
      citations: citations.map(({ text, exists, quotes }) => ({ text, in_dataset: exists, quotes })),
      ...(isAnswered ? { receipt: end.receipt } : {}),
      diagnosis_id: diagnosisId,
      ...(origin === null ? {} : { url: `${origin}/diagnoses/${encodeURIComponent(diagnosisId)}` }),
    },
    { isError: !isAnswered },
  );
}
