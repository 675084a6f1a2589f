import { z } from 'zod';
import type { Viewed } from './answers';
import { toolOf } from './span-words';
import { plain, plural } from './words';

const shown = 60;

/** A call of a tool, in the order of the calls. */
export interface ToolStep {
  tool: string;
  failed: boolean;
}

/** The calls of a trace whose spans were read. */
export function stepsOf(viewed: Viewed): ToolStep[] {
  return viewed.spans.flatMap((span) => {
    const tool = toolOf(span);
    return tool === null ? [] : [{ tool, failed: span.error_class !== undefined }];
  });
}

/** The calls of a trace that is too long to be read, and how many there are in all. */
export function stepsSql(trace: string): string {
  return `SELECT coalesce(tool_name, name) AS tool, error_class IS NOT NULL AS failed, count(*) OVER () AS calls FROM spans
    WHERE trace_id = ${trace} AND observation_kind = 'TOOL' ORDER BY start_time, line`;
}

export const stepRow = z.object({ tool: z.string(), failed: z.boolean(), calls: z.number() });

/** "a ✗ → a ×3 → b": calls in order, the same one several times in a row told once. */
export function sequenceLine(steps: readonly ToolStep[], calls = steps.length): string {
  if (steps.length === 0) return 'No tool was called.';
  const runs: (ToolStep & { times: number })[] = [];
  for (const { tool, failed } of steps) {
    const last = runs.at(-1);
    if (last?.tool === tool && last.failed === failed) last.times += 1;
    else runs.push({ tool, failed, times: 1 });
  }
  const parts = runs
    .slice(0, shown)
    .map(({ tool, failed, times }) => `${plain(tool)}${failed ? ' ✗' : ''}${times > 1 ? ` ×${times}` : ''}`);
  const told = runs.slice(0, shown).reduce((sum, run) => sum + run.times, 0);
  return `Tool sequence (✗ failed): ${parts.join(' → ')}${told < calls ? ' → …' : ''} (${plural(calls, 'call')} in all)`;
}
