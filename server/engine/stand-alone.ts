import type { WantedOptions } from '../../lib/contracts/run-options';
import type { Config } from '../config';
import { systemClock } from './clock';
import { createModels } from './providers/create-models';
import { runOptions } from './providers/create-provider';
import { rootAgent } from './run-event';
import { withAgent } from './subagent';
import { createToolContext, type ToolContext } from './tool-context';

/** What a tool needs that is called by itself, from the command line or by another agent, and not within a run. */
export function createStandAlone(options: {
  config: Config;
  opened: Pick<Parameters<typeof createToolContext>[0], 'dataset' | 'database' | 'filters'>;
  wanted?: WantedOptions;
  signal: AbortSignal;
}): ToolContext {
  const { config, opened, wanted, signal } = options;
  const chosen = runOptions(config, wanted);
  const shared = {
    models: createModels(config, chosen),
    options: chosen,
    clock: systemClock,
    signal,
    callIds: new Set<string>(),
    lanes: new Map(),
  };
  const context = createToolContext({ ...opened, home: config.home, root: config.root });
  return withAgent(shared, { name: rootAgent, conversation: { opening: [], turns: [] }, context });
}
