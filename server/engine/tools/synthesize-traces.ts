import { z } from 'zod';
import { AppError } from '../../../lib/app-error';
import { completeTraceId } from '../../store/trace-place';
import { askAside } from '../ask-aside';
import { needAgent } from '../need-agent';
import { synthesisPrompt } from '../prompt';
import { ProviderError } from '../providers/provider';
import { defineTool, type RunningCall, ToolRefusal } from '../tool';
import { noteSpansRead } from '../tool-context';
import { digestTrace } from '../trace-digest';

/** Of all traces together; a model reads about 40,000 tokens. */
const characters = 120_000;

export const synthesizeTracesTool = defineTool({
  name: 'synthesize_traces',
  description:
    "A model's summary across up to 50 traces: it reads what their spans say (names, status messages, inputs and outputs, cut) with a focus in mind. For what runs have in common in words, where counting does not tell. Costs a call of a model; its words are no evidence: check what you use with view_spans.",
  args: {
    trace_ids: z.array(z.string().min(1)).min(1).max(50),
    focus: z.string().trim().min(1).max(4000).describe('what to look for'),
  },
  asksModel: true,
  async answer({ trace_ids, focus }, call) {
    const { models } = needAgent(call.context);
    if (models.synthesis.name === 'builtin') throw noModel();
    const { digests, missing } = await readDigests(trace_ids, call);
    if (digests.length === 0) throw noneThere(missing);
    const summary = await summarise({ text: digests.join('\n\n'), focus, call });
    return {
      result: {
        summary,
        traces_read: digests.length,
        ...(missing.length > 0 ? { not_in_dataset: missing } : {}),
        model: models.synthesis.model,
        note: 'Made by a model from cut texts: verify before you cite.',
      },
    };
  },
});

async function readDigests(
  traceIds: string[],
  { context, signal }: RunningCall,
): Promise<{ digests: string[]; missing: string[] }> {
  const { database, tally } = context;
  const wanted = [...new Set(traceIds)];
  const digests: string[] = [];
  const missing: string[] = [];
  for (const wantedId of wanted) {
    try {
      const traceId = await completeTraceId({ database, traceId: wantedId, signal });
      const each = Math.floor(characters / wanted.length);
      const { text, rows } = await digestTrace({ database, traceId, characters: each, signal });
      noteSpansRead({ tally, traceId, rows });
      digests.push(text);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not-found')) throw error;
      missing.push(wantedId);
    }
  }
  return { digests, missing };
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
