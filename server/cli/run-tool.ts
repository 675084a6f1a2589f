import { errorMessage } from '../../lib/error-message';
import { readConfig } from '../config';
import { callTool } from '../engine/call-tool';
import { createStandAlone } from '../engine/stand-alone';
import { tools } from '../engine/tools/index';
import { type CommandContext, exitCodes } from './command-context';
import { openPaths } from './open-paths';
import type { Command } from './parse-command';
import { UsageError } from './usage';

/** `halo-loop tool NAME --args JSON FILE…`: the tool's JSON on stdout; exit code 1 where the answer is a refusal. */
export async function runTool(
  { name, args, files }: Extract<Command, { kind: 'tool' }>,
  context: CommandContext,
): Promise<number> {
  const { terminal, signal, environment } = context;
  if (!tools.some((tool) => tool.name === name)) {
    const names = tools.map((tool) => tool.name).join(', ');
    throw new UsageError('tool', `There is no tool "${name}". There are: ${names}.`);
  }
  const parsed = parseJson(args);
  const config = readConfig(environment);
  const opened = await openPaths({ config, paths: files }, context);
  const toolContext = createStandAlone({ config, opened, signal });
  const { ok, result } = await callTool({ name, args: parsed, context: toolContext, signal });
  signal.throwIfAborted();
  terminal.answer(`${JSON.stringify(result)}\n`);
  return ok ? exitCodes.answered : exitCodes.failed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = errorMessage(error);
    throw new UsageError('tool', `--args is not JSON: ${reason}.`);
  }
}
