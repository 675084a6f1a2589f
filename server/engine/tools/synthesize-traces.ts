import { z } from 'zod';
import { AppError } from '../../../lib/app-error';
import { completeTraceId } from '../../store/trace-place';
import { askAside } from '../ask-aside';
import { headWithin, roomBeside, textWithin } from '../limits';
import { needAgent } from '../need-agent';
import { synthesisPrompt } from '../prompt';
import { ProviderError } from '../providers/provider';
import { defineTool, type RunningCall, ToolRefusal } from '../tool';
import { noteSpansRead } from '../tool-context';
import { digestTrace } from '../trace-digest';

/** Of all traces together; a model reads about 40,000 tokens. */
const charactersInAll = 120_000;

export const synthesizeTracesTool = defineTool({
  name: 'synthesize_traces',
  description:
    "A model's summary across up to 50 traces: it reads what their spans say (names, status messages, inputs and outputs, cut) with a focus in mind. For what runs have in common in words, where counting does not tell: find_patterns and run_sql are cheaper and exact. Costs a call of a model, the more the more traces; its words are no evidence: check what you use with view_spans.",
  args: {
    trace_ids: z.array(z.string().min(1)).min(1).max(50),
    focus: z.string().trim().min(1).max(4000).describe('what to look for'),
  },
  asksModel: true,
  async answer({ trace_ids, focus }, call) {
    const { models } = needAgent(call.context);
    if (models.synthesis.name === 'builtin') throw noModel();
    const { digests, missing, unread } = await readDigests(trace_ids, call);
    if (digests.length === 0) throw unread.length > 0 ? tookTooLong(call) : noneThere(missing);
    const summary = await summarise({ text: digests.join('\n\n'), focus, call });
    const { answerBytes } = call.context.limits;
    const frame = {
      traces_read: digests.length,
      ...(missing.length > 0 ? { not_in_dataset: headWithin(missing, answerBytes / 4) } : {}),
      ...(unread.length > 0 ? { not_read: unread, next: 'Reading took too long: ask for these alone.' } : {}),
      model: models.synthesis.model,
      note: 'Made by a model from cut texts: verify before you cite.',
    };
    return { result: { summary: textWithin(summary, roomBeside(frame, answerBytes)), ...frame } };
  },
});

interface Digests {
  digests: string[];
  /** Ids of no trace. */
  missing: string[];
  /** Ids that the time for reading did not suffice for. */
  unread: string[];
}

/** The model may take its time; reading for it may not. */
async function readDigests(traceIds: string[], { context, signal }: RunningCall): Promise<Digests> {
  const { limits, tally } = context;
  const limit = AbortSignal.timeout(limits.timeMs);
  const either = AbortSignal.any([signal, limit]);
  const wanted = [...new Set(traceIds)];
  const read: Digests = { digests: [], missing: [], unread: [] };
  for (const [index, id] of wanted.entries()) {
    try {
      const characters = Math.floor(charactersInAll / wanted.length);
      const { traceId, text, rows } = await readDigest({ context, id, characters, signal: either });
      noteSpansRead({ tally, traceId, rows });
      read.digests.push(text);
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted) return { ...read, unread: wanted.slice(index) };
      if (!(error instanceof AppError && error.code === 'not-found')) throw error;
      read.missing.push(id);
    }
  }
  return read;
}

async function readDigest(request: {
  context: RunningCall['context'];
  id: string;
  characters: number;
  signal: AbortSignal;
}) {
  const { context, id, characters, signal } = request;
  const { database } = context;
  const traceId = await completeTraceId({ database, traceId: id, signal });
  return { traceId, ...(await digestTrace({ database, traceId, characters, signal })) };
}

async function summarise(options: { text: string; focus: string; call: RunningCall }): Promise<string> {
  const { text, focus, call } = options;
  const { context, signal, emit } = call;
  const { models, clock } = needAgent(context);
  const messages = synthesisPrompt({ text, focus });
  try {
    return await askAside({
      provider: models.synthesis,
      messages,
      clock,
      tally: context.tally,
      signal,
      emit,
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ProviderError)) throw error;
    throw new ToolRefusal({
      error: `The model did not summarise: ${error.message}`,
      instead: 'Give fewer trace_ids, or read the traces with view_trace and search_trace.',
    });
  }
}

function tookTooLong({ context }: RunningCall): ToolRefusal {
  return new ToolRefusal({
    error: `synthesize_traces was stopped after ${context.limits.timeMs / 1000} s.`,
    instead: 'Ask for less: fewer or shorter traces.',
  });
}

function noModel(): ToolRefusal {
  return new ToolRefusal({
    error: 'A summary needs a model, and the built-in analyst has none.',
    instead: 'Use find_patterns for what traces have in common, or set a model.',
  });
}

function noneThere(missing: string[]): ToolRefusal {
  return new ToolRefusal({
    error: `None of these traces is in the dataset: ${missing.slice(0, 10).join(', ')}.`,
    instead:
      'Take ids out of an answer of query_traces, find_patterns or get_dataset_overview, to the letter.',
  });
}
