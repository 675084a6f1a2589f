import { readConfig } from '../config';
import { resumeDiagnosis } from '../http/diagnosis-runs';
import { readEvents } from '../store/diagnoses';
import type { CommandContext } from './command-context';
import type { Command } from './parse-command';
import { watchRun } from './watch-run';

/** `halo-loop --resume ID`: goes on with a run that was cut off, and prints it from there. */
export async function runResume(
  { id, json }: Extract<Command, { kind: 'resume' }>,
  context: CommandContext,
): Promise<number> {
  const config = readConfig(context.environment);
  const from = await countEvents(config.home, id);
  const { diagnosisId } = await resumeDiagnosis({ config, id });
  return watchRun({ home: config.home, diagnosisId, json, from }, context);
}

async function countEvents(home: string, id: string): Promise<number> {
  let count = 0;
  for await (const event of readEvents({ home, id })) count = event.seq + 1;
  return count;
}
