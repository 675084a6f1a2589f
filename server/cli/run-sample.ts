import { formatBytes, formatCount } from '../../lib/format';
import { writeSample } from '../sample/write-sample';
import { type CommandContext, exitCodes } from './command-context';
import type { Command } from './parse-command';

/** `halo-loop sample --out FILE`: writes generated traces and says on stdout what was written. */
export async function runSample(
  { out, traces, seed }: Extract<Command, { kind: 'sample' }>,
  { terminal, signal }: CommandContext,
): Promise<number> {
  const truth = await writeSample(out, {
    signal,
    ...(traces !== undefined && { traces }),
    ...(seed !== undefined && { seed }),
  });
  const { spans, bytes } = truth;
  terminal.answer(
    `${out}: ${formatCount(spans)} spans in ${formatCount(truth.traces)} traces, ${formatBytes(bytes)}\n`,
  );
  return exitCodes.answered;
}
