import { readConfig } from '../config';
import { type CommandContext, exitCodes } from './command-context';
import { importPaths } from './import-paths';
import type { Command } from './parse-command';
import { reportText } from './report-text';

/** `halo-loop import FILE… [--json]`: the report on stdout. */
export async function runImport(
  { files, json }: Extract<Command, { kind: 'import' }>,
  context: CommandContext,
): Promise<number> {
  const report = await importPaths({ config: readConfig(context.environment), paths: files }, context);
  context.terminal.answer(json ? `${JSON.stringify(report)}\n` : reportText(report));
  return exitCodes.answered;
}
