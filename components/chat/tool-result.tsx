import { z } from 'zod';
import { cutJson } from '../../lib/chat/cut-json';
import type { ToolState } from '../../lib/chat/exchange';
import { CopyButton } from '../ui/copy-button';

const tableSchema = z.object({
  columns: z.array(z.object({ name: z.string() })).min(1),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  cut: z.string().optional(),
});
const printedSchema = z.object({
  stdout: z.string(),
  value: z.string().nullable(),
  cut: z.string().optional(),
});
const answeredSchema = z.object({ answer: z.string() });

const rowsShown = 20;

/** What a call came to: rows as a table, what code printed as text, all else as JSON. */
export function ToolResult({ outcome }: { outcome: Extract<ToolState, { state: 'finished' }> }) {
  const { ok, result } = outcome;
  const table = tableSchema.safeParse(result).data;
  if (ok && table) return <Table {...table} whole={result} />;
  const printed = printedSchema.safeParse(result).data;
  if (ok && printed) {
    const text = [printed.stdout.trimEnd(), printed.value ?? ''].filter((part) => part !== '').join('\n');
    return <Text label="Printed" text={printed.cut ? `${text}\n(${printed.cut})` : text} />;
  }
  const answered = answeredSchema.safeParse(result).data;
  if (ok && answered) return <Text label="Answer" text={answered.answer} />;
  return <Json label={ok ? 'Result' : 'Refused'} value={result} />;
}

function Table({ columns, rows, cut, whole }: z.infer<typeof tableSchema> & { whole: unknown }) {
  const left = rows.length - rowsShown;
  return (
    <div className="min-w-0">
      <Heading label={`${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`} text={JSON.stringify(whole)} />
      <div className="max-h-64 overflow-auto rounded-control bg-sunk px-2.5 py-1.5">
        <table className="machine figures w-full border-collapse">
          <thead>
            <tr>
              {columns.map(({ name }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name, and none moves.
                <th key={at} className="border-b border-line-strong pr-3 text-left font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, rowsShown).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name, and never move.
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={columns[column]?.name ?? column} className="max-w-64 truncate pr-3 align-top">
                    {cell === null ? '' : String(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {left > 0 && <p className="text-faint">{left} more rows; copy gives all.</p>}
        {cut && <p className="text-faint">{cut}</p>}
      </div>
    </div>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0">
      <Heading label={label} text={text} />
      <pre className="machine max-h-64 overflow-auto rounded-control bg-sunk px-2.5 py-1.5 whitespace-pre-wrap break-words">
        {text}
      </pre>
    </div>
  );
}

/** A value as JSON, its end cut where it is long; the copy is whole. */
export function Json({ label, value }: { label: string; value: unknown }) {
  const { text, whole } = cutJson(value);
  return (
    <div className="min-w-0">
      <Heading label={label} text={whole} />
      <pre className="machine max-h-64 overflow-auto rounded-control bg-sunk px-2.5 py-1.5 whitespace-pre-wrap break-words">
        {text}
      </pre>
    </div>
  );
}

function Heading({ label, text }: { label: string; text: string | (() => string) }) {
  return (
    <div className="flex items-center justify-between">
      <span className="heading">{label}</span>
      <CopyButton text={text} aria-label={`Copy ${label.toLowerCase()}`} />
    </div>
  );
}
