import { type Config, readConfig } from '../config';
import type { EngineFlags } from './parse-command';

/** The environment under the flags of the command line, as variables: the pages read them too. */
export function withFlags(environment: NodeJS.ProcessEnv, flags: EngineFlags): NodeJS.ProcessEnv {
  return {
    ...environment,
    ...(flags.model && { HALO_MODEL: flags.model }),
    ...(flags.baseUrl && { OPENAI_BASE_URL: flags.baseUrl }),
    ...(flags.provider && { HALO_PROVIDER: flags.provider }),
  };
}

/** The configuration that a command with these flags runs under. */
export function engineConfig(environment: NodeJS.ProcessEnv, flags: EngineFlags): Config {
  return readConfig(withFlags(environment, flags));
}
