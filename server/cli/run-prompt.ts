import type { DiagnosisEvent, RunEnd } from '../../lib/contracts/diagnosis-event';
import { cancelDiagnosis, followDiagnosis, startDiagnosis } from '../http/diagnosis-runs';
import { type CommandContext, exitCodes } from './command-context';
import { diagnosisPrinter } from './diagnosis-printer';
import { engineConfig } from './engine-config';
import { importPaths } from './import-paths';
import type { Command } from './parse-command';

/**
 * `halo-loop FILE… --prompt "…"`: the answer streams to stdout, calls of tools go to stderr; with `--json` every event
 * goes to stdout, one a line. The run is stored like any other, so the dashboard lists it.
 */
export async function runPrompt(
  { files, prompt, json, maxTurns, engine }: Extract<Command, { kind: 'prompt' }>,
  context: CommandContext,
): Promise<number> {
  const { terminal, signal, environment } = context;
  const config = engineConfig(environment, engine);
  const { datasetId } = await importPaths({ config, paths: files }, context);
  signal.throwIfAborted();
  const options = maxTurns === undefined ? {} : { maxTurns };
  const { diagnosisId } = await startDiagnosis({ config, datasetId, question: prompt, filters: {}, options });
  // Where it has ended in between there is nothing to cancel.
  const cancel = () => void cancelDiagnosis(diagnosisId).catch(() => {});
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const print = json ? jsonPrinter(context) : diagnosisPrinter(terminal);
  for await (const event of followDiagnosis({ home: config.home, id: diagnosisId, from: 0 })) {
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
