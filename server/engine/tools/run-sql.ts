import { z } from 'zod';
import { runSandbox } from '../../sandbox/run-sandbox';
import { describeViews } from '../../sandbox/views';
import { headWithin, roomBeside } from '../limits';
import { sandboxPlace, sandboxRefusal, scopeNote } from '../sandbox-place';
import { defineTool, ToolRefusal } from '../tool';

export const runSqlTool = defineTool({
  name: 'run_sql',
  description: `Rows of one read-only SELECT (DuckDB's dialect), for what no other tool counts: joins, groups, percentiles, repeated values. Views: ${describeViews()}. Where count_traces or find_patterns tells the same, they are cheaper. Times are UTC timestamps; input, output and raw are long texts that cost time on many spans: filter first. JSON: json_extract_string(output, '$.key').`,
  args: {
    sql: z.string().trim().min(1).max(20_000),
    limit: z.int().min(1).max(10_000).default(200).describe('rows'),
  },
  async answer({ sql, limit }, { context, signal }) {
    const place = await sandboxPlace(context, signal);
    context.tally.queries += 1;
    const bytes = context.limits.answerBytes;
    const request = { kind: 'sql', ...place, sql, limit, bytes } as const;
    const answer = await runSandbox({ root: context.root, request, signal });
    if (answer.kind === 'refused') throw sandboxRefusal(answer);
    if (answer.kind !== 'sql') throw new Error('The sandbox answered something else.');
    const { columns, cut } = answer.result;
    const frame = { ...scopeNote(context), columns };
    const room = roomBeside(frame, context.limits.answerBytes);
    if (room === 0) throw tooManyColumns(columns.length);
    const rows = headWithin(answer.result.rows, room);
    const doNotFit = cut === 'bytes' || rows.length < answer.result.rows.length;
    return {
      result: {
        ...frame,
        rows,
        row_count: rows.length,
        ...(cut === 'rows' && !doNotFit
          ? { cut: `There are more than ${limit} rows.`, next: 'Aggregate, or raise limit.' }
          : {}),
        ...(doNotFit
          ? {
              cut: `More rows do not fit: ${rows.length} are shown.`,
              next: 'Select fewer columns, cut texts with left(text, 200), or aggregate.',
            }
          : {}),
      },
    };
  },
});

function tooManyColumns(count: number): ToolRefusal {
  return new ToolRefusal({
    error: `The names and types of the ${count} columns take more than an answer may have.`,
    instead: 'Select fewer columns, and give them short names with AS.',
  });
}
