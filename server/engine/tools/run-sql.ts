import { z } from 'zod';
import { runSandbox } from '../../sandbox/run-sandbox';
import { describeViews } from '../../sandbox/views';
import { sandboxPlace, sandboxRefusal, scopeNote } from '../sandbox-place';
import { defineTool } from '../tool';

export const runSqlTool = defineTool({
  name: 'run_sql',
  description: `Rows of one read-only SELECT (DuckDB's dialect), for what no other tool counts: joins, groups, percentiles, repeated values. Views: ${describeViews()}. Times are UTC timestamps; input, output and raw are long texts that cost time on many spans: filter first. JSON: json_extract_string(output, '$.key').`,
  args: {
    sql: z.string().trim().min(1).max(20_000),
    limit: z.int().min(1).max(10_000).default(200).describe('rows'),
  },
  async answer({ sql, limit }, { context, signal }) {
    const place = await sandboxPlace(context, signal);
    context.tally.queries += 1;
    const bytes = context.limits.answerBytes - 8000;
    const request = { kind: 'sql', ...place, sql, limit, bytes } as const;
    const answer = await runSandbox({ root: context.root, request, signal });
    if (answer.kind === 'refused') throw sandboxRefusal(answer);
    if (answer.kind !== 'sql') throw new Error('The sandbox answered something else.');
    const { columns, rows, cut } = answer.result;
    return {
      result: {
        ...scopeNote(context),
        columns,
        rows,
        row_count: rows.length,
        ...(cut === 'rows'
          ? { cut: `There are more than ${limit} rows.`, next: 'Aggregate, or raise limit.' }
          : {}),
        ...(cut === 'bytes'
          ? {
              cut: `More rows do not fit: ${rows.length} are shown.`,
              next: 'Select fewer columns, cut texts with left(text, 200), or aggregate.',
            }
          : {}),
      },
    };
  },
});
