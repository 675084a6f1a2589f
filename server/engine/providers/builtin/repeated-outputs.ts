import { z } from 'zod';
import { overviewSchema, read, readRows } from './answers';
import { maskedSql } from './masked-sql';
import { readSpans, type SpansRead, spanRead, spansRead } from './pattern-evidence';
import { noTurnLeft, type Play, type PlayAnswer, refusalOf, unreadable } from './play';
import { filtersArgs, namedCondition, namedFilters, namedTools } from './scope';
import { outputOf, saysSo } from './span-words';
import { pageOf, type Wish } from './wish';
import { citeSpan, nothingMatches, ofTraces, paragraphs, plain, plural, quoteOf } from './words';

const usual = 8;
const kept = 100;
/** Values are compared by so many characters of their beginning. */
const compared = 1000;

const rowSchema = z.object({
  spans: z.number(),
  traces: z.number(),
  alike: z.number(),
  most: z.number(),
  names: z.string(),
  trace_id: z.string(),
  span_id: z.string(),
});
type Row = z.infer<typeof rowSchema>;

/** Output values that come again, over all spans of the kind that is asked for, near-duplicates as one. */
export function* repeatedOutputs(wish: Wish): Play {
  const kind = kindIn(wish.text);
  const [first, second] = yield {
    calls: [
      { name: 'get_dataset_overview', args: filtersArgs(namedFilters(wish.scope)) },
      { name: 'run_sql', args: { sql: repeatedSql(kind, wish), limit: kept } },
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, first);
  const rows = readRows(rowSchema, second);
  if (!overview) return unreadable;
  if (overview.total_traces === 0) return nothingMatches(overview);
  if (rows === undefined) return uncounted(second);
  const tools = namedTools(wish.scope);
  const of =
    tools.length > 0
      ? `calls of ${tools.map((tool) => `\`${tool}\``).join(', ')}`
      : kind === null
        ? 'spans of any kind'
        : `${kind} spans`;
  const how = `Counted are all ${of}, whether they failed or not. Values that differ in ids, numbers, paths, times and quoted words alone are one group, compared by their first ${compared} characters.`;
  if (rows.length === 0)
    return paragraphs(
      `No output value comes twice in ${of}, in ${plural(overview.total_traces, 'trace')}.`,
      how,
    );
  const { shown, rest, from } = pageOf(rows, wish, usual);
  if (shown.length === 0) return 'There are no more of them.';
  const viewed = yield {
    calls: readSpans(shown),
    otherwise: paragraphs(tell({ shown, from, spans: new Map(), total: overview.total_traces }), how),
  };
  const more = rows.length === kept ? `${kept} or more` : String(rows.length);
  return paragraphs(
    `Output values that come again in ${of}, the most frequent first (${more} groups in all):`,
    tell({ shown, from, spans: spansRead(viewed), total: overview.total_traces }),
    rest.length > 0 ? 'Ask for more to see the next ones.' : '',
    how,
  );
}

function tell(options: { shown: Row[]; from: number; spans: SpansRead; total: number }): string[] {
  const { shown, from, spans, total } = options;
  return shown.flatMap((row, at) => {
    const { spans: count, traces, alike, most, names } = row;
    const repeats =
      most === 1 ? 'no two of them the same to the letter' : `the commonest of them ${plural(most, 'time')}`;
    const different =
      alike === 1 ? 'all the same to the letter' : `${plural(alike, 'different value')}, ${repeats}`;
    const head = `${from + at + 1}. ${plural(count, 'span')} in ${ofTraces(traces, total)}, ${different}; ${plain(names)}`;
    const span = spanRead(row, spans);
    const quote = span === undefined ? null : quoteOf(outputOf(span) ?? '');
    const seen = quote !== null && saysSo(span, quote.slice(1, -1)) ? quote : 'Seen in';
    return [head, `   ${seen} ${citeSpan(row.trace_id, row.span_id)}`];
  });
}

/** Every distinct value is masked once; spans are counted by their hashes. */
function repeatedSql(kind: string | null, { scope }: Wish): string {
  const which = `output_hash IS NOT NULL AND output_bytes > 0 AND ${namedCondition(scope)}${kind === null ? '' : ` AND observation_kind = '${kind}'`}`;
  return `WITH one AS (
      SELECT output_hash, count(*) AS n, string_agg(DISTINCT coalesce(tool_name, name), ', ') AS names,
        arg_min({'t': trace_id, 's': span_id}, line) AS example, any_value(left(output, ${compared})) AS head
      FROM spans WHERE ${which} GROUP BY output_hash
    ), keyed AS (SELECT *, coalesce(${maskedSql('head')}, output_hash::VARCHAR) AS shape FROM one),
    seen AS (
      SELECT shape, count(DISTINCT trace_id) AS traces
      FROM (SELECT output_hash, trace_id FROM spans WHERE ${which}) JOIN keyed USING (output_hash) GROUP BY shape
    )
    SELECT sum(n)::BIGINT AS spans, any_value(traces) AS traces, count(*) AS alike, max(n) AS most,
      left(arg_max(names, n), 200) AS names, arg_max(example, n)['t'] AS trace_id, arg_max(example, n)['s'] AS span_id
    FROM keyed JOIN seen USING (shape) GROUP BY shape HAVING sum(n) > 1 ORDER BY spans DESC, traces DESC, trace_id, span_id`;
}

function kindIn(text: string): 'TOOL' | 'LLM' | 'AGENT' | null {
  if (/\b(?:tools?|functions?|function\.)\b/.test(text)) return 'TOOL';
  if (/\b(?:llms?|models?|completions?|generations?)\b/.test(text)) return 'LLM';
  return /\bagents?\b/.test(text) ? 'AGENT' : null;
}

function uncounted(answer: PlayAnswer | undefined): string {
  return `Output values could not be counted: ${(answer && refusalOf(answer)) ?? 'there was no answer'}`;
}
