import type { RunOptions } from '../../../lib/contracts/run-options';
import type { Config } from '../../config';
import type { Models } from '../agent';
import { createProvider } from './create-provider';

/** Who answers under these options; side tasks are the run's own model's, unless another is named for them. */
export function createModels(config: Config, options: RunOptions): Models {
  const run = createProvider(config, options);
  const other = (model: string | null) =>
    model === null || model === run.model || run.name === 'builtin'
      ? run
      : createProvider(config, { ...options, model });
  return { run, synthesis: other(options.synthesisModel), compaction: other(options.compactionModel) };
}
