import { z } from 'zod';
import { formatCost, formatCount, formatDuration } from '../../../../lib/format';
import { readRows } from './answers';
import { detectorWords } from './detector-words';
import type { PlayAnswer } from './play';
import { plain, plural } from './words';

const factsRow = z.object({
  duration_ms: z.number().nullable(),
  start_time: z.string().nullable(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cost_usd: z.number().nullable(),
  models: z.string(),
  agents: z.string(),
  root_failed: z.boolean().nullable(),
  /** What the detectors found in it, the most spans first. */
  patterns: jsonList(z.object({ detector: z.string(), label: z.string(), spans: z.number() })),
  /** Model calls that are told of a call that was refused, with what they are told. */
  told: jsonList(z.object({ span_id: z.string(), says: z.string() })),
});
/** What is known of one trace beside its spans. */
export type TraceFacts = z.infer<typeof factsRow>;

/** A list in a cell of `run_sql`, which is text there; empty where it is NULL. */
function jsonList<T extends z.ZodType>(item: T) {
  return z
    .string()
    .nullable()
    .transform((text): unknown => JSON.parse(text ?? '[]'))
    .pipe(z.array(item));
}

/** As many as stay far below the length at which a cell of `run_sql` is cut. */
const most = 20;

/** A statement that tells of one trace, which is named by a text in SQL, what its spans do not. */
export function factsSql(trace: string): string {
  return `WITH found AS (
      SELECT detector, left(label, 300) AS label, count(*) AS spans FROM pattern_hits JOIN patterns USING (detector, key)
      WHERE trace_id = ${trace} GROUP BY ALL ORDER BY spans DESC, label LIMIT ${most}
    )
    SELECT duration_ms, start_time::VARCHAR AS start_time, input_tokens, output_tokens, cost_usd,
      array_to_string(model_names, ', ') AS models, array_to_string(agent_names, ', ') AS agents,
      (SELECT bool_or(status = 'ERROR') FROM spans WHERE trace_id = ${trace} AND parent_span_id IS NULL) AS root_failed,
      (SELECT to_json(list(found ORDER BY spans DESC, label))::VARCHAR FROM found) AS patterns,
      (SELECT to_json(list({'span_id': span_id, 'says': left(failure_text, 300)} ORDER BY start_time, line)[:${most}])::VARCHAR FROM spans
        WHERE trace_id = ${trace} AND observation_kind = 'LLM' AND failure_kind IN ('unknown-tool', 'invalid-arguments')
          AND failure_text IS NOT NULL) AS told
    FROM traces WHERE trace_id = ${trace}`;
}

/** Undefined where they could not be read. */
export function readFacts(answer: PlayAnswer | undefined): TraceFacts | undefined {
  return readRows(factsRow, answer)?.[0];
}

/** How the run ended, where anything failed in it, and what it took. */
export function factLines(facts: TraceFacts | undefined, anyFailed: boolean): string[] {
  if (facts === undefined) return [];
  const { duration_ms, start_time, input_tokens, output_tokens, cost_usd, models, agents, root_failed } =
    facts;
  const took = duration_ms === null ? 'an unknown time' : formatDuration(duration_ms * 1e6);
  const cost = cost_usd === null ? '' : `, ${formatCost(cost_usd)}`;
  const who = [
    agents === '' ? '' : `agents: ${plain(agents)}`,
    models === '' ? '' : `models: ${plain(models)}`,
  ].filter((part) => part !== '');
  const ended =
    anyFailed && root_failed !== null
      ? [
          root_failed
            ? 'Its root span has status ERROR: the run ended with the failure.'
            : 'Its root span does not have status ERROR: the run went on to its end.',
        ]
      : [];
  return [
    ...ended,
    `It began ${start_time ?? 'at an unknown time'}, took ${took}, ${formatCount(input_tokens)} input and ${formatCount(output_tokens)} output tokens${cost}${who.length > 0 ? `; ${who.join('; ')}` : ''}.`,
  ];
}

/** By their spans, the words by which models are told of a call that was refused: they stand in what the model reads, not in what it puts out. */
export function toldWords(facts: TraceFacts | undefined): ReadonlyMap<string, string> {
  return new Map(facts?.told.map(({ span_id, says }) => [span_id, says]));
}

/** What else the detectors found in it that is no failure. */
export function wasteLines(facts: TraceFacts | undefined): string[] {
  const wastes = (facts?.patterns ?? []).filter(({ detector }) => isWaste(detector));
  if (wastes.length === 0) return [];
  return [
    'Besides, the detectors found:',
    ...wastes.map(({ label, spans }) => `- ${plain(label)}: ${plural(spans, 'span')}`),
  ];
}

function isWaste(detector: string): boolean {
  return Object.entries(detectorWords).some(([kind, words]) => kind === detector && words.is === 'waste');
}
