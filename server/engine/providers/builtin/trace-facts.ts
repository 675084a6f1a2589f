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
  /** What the detectors found in it, as JSON. */
  patterns: z.string().nullable(),
  /** Model calls that are told of a call that was refused, with what they are told, as JSON. */
  told: z.string().nullable(),
});
const toldSchema = z.array(z.object({ span_id: z.string(), says: z.string() }));
const patternsSchema = z.array(z.object({ detector: z.string(), label: z.string(), spans: z.number() }));

/** A statement that tells of one trace, which is named by a text in SQL, what its spans do not. */
export function factsSql(trace: string): string {
  return `WITH found AS (
      SELECT detector, label, count(*) AS spans FROM pattern_hits JOIN patterns USING (detector, key)
      WHERE trace_id = ${trace} GROUP BY ALL
    )
    SELECT duration_ms, start_time::VARCHAR AS start_time, input_tokens, output_tokens, cost_usd,
      array_to_string(model_names, ', ') AS models, array_to_string(agent_names, ', ') AS agents,
      (SELECT bool_or(status = 'ERROR') FROM spans WHERE trace_id = ${trace} AND parent_span_id IS NULL) AS root_failed,
      (SELECT to_json(list(found ORDER BY spans DESC, label))::VARCHAR FROM found) AS patterns,
      (SELECT to_json(list({'span_id': span_id, 'says': left(failure_text, 300)}))::VARCHAR FROM spans WHERE trace_id = ${trace}
        AND observation_kind = 'LLM' AND failure_kind IN ('unknown-tool', 'invalid-arguments') AND failure_text IS NOT NULL) AS told
    FROM traces WHERE trace_id = ${trace}`;
}

/** How the run ended, and what it took. */
export function factLines(answer: PlayAnswer | undefined, hasFailures: boolean): string[] {
  const [facts] = readRows(factsRow, answer) ?? [];
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
    hasFailures && root_failed !== null
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
export function toldWords(answer: PlayAnswer | undefined): ReadonlyMap<string, string> {
  const [facts] = readRows(factsRow, answer) ?? [];
  const told = toldSchema.parse(JSON.parse(facts?.told ?? '[]'));
  return new Map(told.map(({ span_id, says }) => [span_id, says]));
}

/** What else the detectors found in it that is no failure. */
export function wasteLines(answer: PlayAnswer | undefined): string[] {
  const [facts] = readRows(factsRow, answer) ?? [];
  const found = patternsSchema.parse(JSON.parse(facts?.patterns ?? '[]'));
  const wastes = found.filter(({ detector }) => isWaste(detector));
  if (wastes.length === 0) return [];
  return [
    'Besides, the detectors found:',
    ...wastes.map(({ label, spans }) => `- ${plain(label)}: ${plural(spans, 'span')}`),
  ];
}

function isWaste(detector: string): boolean {
  return Object.entries(detectorWords).some(([kind, words]) => kind === detector && words.is === 'waste');
}
