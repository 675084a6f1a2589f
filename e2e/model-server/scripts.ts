import { z } from 'zod';
import { call, type ReceivedRequest, type Script, type ScriptTurn, say } from './script';

/** What the model was told by a tool that it called; a tool that it has not called says nothing. */
function resultOf<T>(request: ReceivedRequest, schema: z.ZodType<T>): T | undefined {
  for (const message of request.messages.filter((candidate) => candidate.role === 'tool')) {
    const parsed = schema.safeParse(JSON.parse(message.content));
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

const patternsSchema = z.object({
  patterns: z.array(
    z.object({
      detector: z.string(),
      key: z.string(),
      label: z.string(),
      traces: z.number(),
      of_traces: z.number(),
      examples: z.array(
        z.object({ trace_id: z.string(), span_id: z.string(), quote: z.string().optional() }),
      ),
    }),
  ),
});
const overviewSchema = z.object({ total_traces: z.number(), sample_trace_ids: z.array(z.string()) });
const acceptedSchema = z.object({ accepted: z.literal(true) });

/** Looks around, reports the commonest pattern, and cites it with its words: all ids come out of what the tools said. */
export const diagnosesWell: Script = (request): ScriptTurn => {
  const found = resultOf(request, patternsSchema)?.patterns.find(
    (pattern) => pattern.examples[0]?.quote !== undefined,
  );
  if (resultOf(request, overviewSchema) === undefined) {
    return {
      ...call({ name: 'get_dataset_overview', arguments: {} }, { name: 'find_patterns', arguments: {} }),
      say: 'Let me look at the data.',
    };
  }
  const example = found?.examples[0];
  if (found === undefined || example === undefined) return say('The detectors found nothing that failed.');
  const quote = example.quote?.split('\n')[0] ?? '';
  if (
    resultOf(request, acceptedSchema) === undefined &&
    !request.messages.at(-2)?.content.includes('not_verified')
  ) {
    const { detector, key, label } = found;
    const evidence = [{ trace_id: example.trace_id, span_id: example.span_id, quote }];
    const finding = {
      title: label.slice(0, 160),
      severity: 'major',
      claim: label,
      evidence,
      predicate: { pattern: { detector, key } },
      confidence: 'high',
    };
    return call({ name: 'report_finding', arguments: finding });
  }
  return say(
    `The commonest failure holds for ${found.traces} of ${found.of_traces} traces. It says \`${quote}\` [span:${example.trace_id}/${example.span_id}], for instance in [trace:${example.trace_id}].`,
  );
};

/** Cites a trace that no dataset holds, beside one that this one does. */
export const citesAGhost: Script = (request): ScriptTurn => {
  const overview = resultOf(request, overviewSchema);
  if (overview === undefined) return call({ name: 'get_dataset_overview', arguments: {} });
  return say(
    `It happened in [trace:${overview.sample_trace_ids[0]}] and, said \`words that nobody wrote\`, in [trace:no-such-trace].`,
  );
};

/** Says something, then waits until it is let go: for what happens in the middle of a run. */
export const takesItsTime: Script = (request): ScriptTurn => {
  if (resultOf(request, overviewSchema) === undefined) {
    return { ...call({ name: 'get_dataset_overview', arguments: {} }), say: 'First a look at the data.' };
  }
  return {
    type: 'reply',
    say: ['The first half of the answer. ', 'And the second half.'],
    hold: true,
    holdAfter: 1,
  };
};

/** Every script by the name that a browser journey asks for. */
export const scripts: Record<string, Script> = {
  'diagnoses-well': diagnosesWell,
  'cites-a-ghost': citesAGhost,
  'takes-its-time': takesItsTime,
  'key-refused': () => ({ type: 'status', status: 401, message: 'Incorrect API key provided.' }),
  'always-busy': () => ({ type: 'status', status: 503, message: 'The model is overloaded.' }),
  nonsense: () => ({ type: 'bytes', bytes: '<html>Not a model.</html>', contentType: 'text/html' }),
};
