import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError } from '../../lib/app-error';
import { formatBytes, formatCount } from '../../lib/format';
import { writeSample } from '../sample/write-sample';
import { type CommandContext, exitCodes } from './command-context';
import type { Command } from './parse-command';

/**
 * `halo-loop sample --out FILE`: writes generated traces and says on stdout what was written. Throws AppError `conflict` where the file
 * is there and nothing was said of writing over it, and `bad-request` where it cannot be written.
 */
export async function runSample(
  { out, traces, seed, force }: Extract<Command, { kind: 'sample' }>,
  { terminal, signal }: CommandContext,
): Promise<number> {
  if (!force && (await isFile(out))) {
    throw new AppError(
      'conflict',
      `${out} is there already. Name another file, or write over it with --force.`,
    );
  }
  const wanted = { ...(traces !== undefined && { traces }), ...(seed !== undefined && { seed }) };
  const truth = await writeSample(out, { signal, ...wanted }).catch((error: unknown) => {
    throw signal.aborted ? error : notWritten(out, error);
  });
  const { spans, bytes } = truth;
  terminal.answer(
    `${out}: ${formatCount(spans)} spans in ${formatCount(truth.traces)} traces, ${formatBytes(bytes)}\n`,
  );
  return exitCodes.answered;
}

/** A device or a pipe is no file that could be lost. */
async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ?? false;
}

function notWritten(out: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'syscall' in cause && 'code' in cause)) return cause;
  const reason = cause.code === 'ENOENT' ? `there is no folder ${dirname(resolve(out))}` : cause.message;
  return new AppError('bad-request', `${out} cannot be written: ${reason}.`, { cause });
}
