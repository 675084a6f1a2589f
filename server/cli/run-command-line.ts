import { AppError } from '../../lib/app-error';
import { readConfig } from '../config';
import { readVersion } from '../version';
import { type CommandContext, exitCodes } from './command-context';
import { type Command, parseCommand } from './parse-command';
import { runDashboard } from './run-dashboard';
import { runImport } from './run-import';
import { runMcp } from './run-mcp';
import { runPrompt } from './run-prompt';
import { runResume } from './run-resume';
import { runSample } from './run-sample';
import { runTool } from './run-tool';
import { UsageError, usage } from './usage';

/** Runs one command and answers the exit code: 0 answered, 1 failed, 2 wrong usage, 130 interrupted. */
export async function runCommandLine(argv: readonly string[], context: CommandContext): Promise<number> {
  const { terminal, signal } = context;
  try {
    return await run(parseCommand(argv), context);
  } catch (error) {
    if (signal.aborted) {
      terminal.log('Interrupted.');
      return exitCodes.interrupted;
    }
    if (error instanceof UsageError) {
      const command = error.topic === 'halo-loop' ? 'halo-loop' : `halo-loop ${error.topic}`;
      terminal.log(`${error.message}\n"${command} --help" says what there is.`);
      return exitCodes.usage;
    }
    terminal.log(error instanceof AppError ? error.message : describe(error));
    return exitCodes.failed;
  }
}

async function run(command: Command, context: CommandContext): Promise<number> {
  switch (command.kind) {
    case 'help':
      context.terminal.answer(usage(command.topic));
      return exitCodes.answered;
    case 'version':
      context.terminal.answer(`${await readVersion(readConfig(context.environment))}\n`);
      return exitCodes.answered;
    case 'dashboard':
      return runDashboard(command, context);
    case 'prompt':
      return runPrompt(command, context);
    case 'mcp':
      return runMcp(command, context);
    case 'resume':
      return runResume(command, context);
    case 'tool':
      return runTool(command, context);
    case 'import':
      return runImport(command, context);
    case 'sample':
      return runSample(command, context);
    default:
      return command satisfies never;
  }
}

/** The disk's refusals in its own words; for what is ours, the stack that a report of the fault needs. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('syscall' in error && 'path' in error) {
    return `${error.message}. Everything is kept under HALO_HOME (default ~/.halo-loop): is it writable, and is there space?`;
  }
  return error.stack ?? error.message;
}
