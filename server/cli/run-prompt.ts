import { startDiagnosis } from '../http/diagnosis-runs';
import type { CommandContext } from './command-context';
import { engineConfig, tellMistakes } from './engine-config';
import { importPaths } from './import-paths';
import type { Command } from './parse-command';
import { watchRun } from './watch-run';

/**
 * `halo-loop FILE… --prompt "…"`: the answer streams to stdout, calls of tools go to stderr; with `--json` every event
 * goes to stdout, one a line. The run is stored like any other, so the dashboard lists it.
 */
export async function runPrompt(
  { files, prompt, json, options, engine }: Extract<Command, { kind: 'prompt' }>,
  context: CommandContext,
): Promise<number> {
  const { signal, environment } = context;
  const config = engineConfig(environment, engine);
  tellMistakes(config, context.terminal);
  const { datasetId } = await importPaths({ config, paths: files }, context);
  signal.throwIfAborted();
  const { diagnosisId } = await startDiagnosis({ config, datasetId, question: prompt, filters: {}, options });
  return watchRun({ home: config.home, diagnosisId, json, from: 0 }, context);
}
