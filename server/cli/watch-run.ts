import type { DiagnosisEvent, RunEnd } from '../../lib/contracts/diagnosis-event';
import { cancelIfRunning, followDiagnosis } from '../http/diagnosis-runs';
import { type CommandContext, exitCodes } from './command-context';
import { diagnosisPrinter } from './diagnosis-printer';

export interface WatchedRun {
  home: string;
  diagnosisId: string;
  /** Every event to stdout, one a line, in place of the text. */
  json: boolean;
  /** The number of the first event that is told. */
  from: number;
}

/** Prints a run of this process to its end, and answers the exit code; an interruption cancels it. */
export async function watchRun(run: WatchedRun, context: CommandContext): Promise<number> {
  const { home, diagnosisId: id, json, from } = run;
  const { terminal, signal } = context;
  const cancel = () => void cancelIfRunning(id);
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const print = json ? jsonPrinter(context) : diagnosisPrinter(terminal);
  for await (const event of followDiagnosis({ home, id, from })) {
    print(event);
    if (event.type === 'run-ended') return exitCode(event.end);
  }
  terminal.log('The run stopped without an end: its events could not be stored. Is the disk full?');
  return exitCodes.failed;
}

function jsonPrinter({ terminal }: CommandContext): (event: DiagnosisEvent) => void {
  return (event) => terminal.answer(`${JSON.stringify(event)}\n`);
}

function exitCode(end: RunEnd): number {
  switch (end.outcome) {
    case 'answered':
    case 'salvaged':
      return exitCodes.answered;
    case 'cancelled':
      return exitCodes.interrupted;
    case 'failed':
      return exitCodes.failed;
    default:
      return end satisfies never;
  }
}
