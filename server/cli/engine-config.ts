import { type Config, readConfig } from '../config';
import { readPrices } from '../engine/providers/model-table';
import type { EngineFlags } from './engine-flags';
import type { Terminal } from './terminal';

/** The environment under the flags of the command line, as variables: the pages read them too. */
export function withFlags(environment: NodeJS.ProcessEnv, flags: EngineFlags): NodeJS.ProcessEnv {
  return { ...environment, ...flags };
}

/** The configuration that a command with these flags runs under. */
export function engineConfig(environment: NodeJS.ProcessEnv, flags: EngineFlags): Config {
  return readConfig(withFlags(environment, flags));
}

/** What is set to something that cannot be used is told, and not only passed over. */
export function tellMistakes({ mistakes, home }: Config, terminal: Terminal): void {
  const { problem } = readPrices(home);
  for (const mistake of [...mistakes, ...(problem === null ? [] : [problem])]) terminal.log(mistake);
}
