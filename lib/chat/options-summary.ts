import { runDefaults, type WantedOptions } from '../contracts/run-options';

/** How a run differs from what is usual, the number of turns first: "20 turns", "effort high", "note". */
export function optionsSummary(options: WantedOptions): string[] {
  const { maxTurns = runDefaults.maxTurns, maxDepth, maxParallel, reasoningEffort } = options;
  const { temperature, maxOutputTokens, api, model, synthesisModel, compactionModel, datasetNote } = options;
  return [
    maxTurns === 1 ? '1 turn' : `${maxTurns} turns`,
    model === undefined ? '' : model,
    reasoningEffort ? `effort ${reasoningEffort}` : '',
    maxDepth === undefined || maxDepth === runDefaults.maxDepth ? '' : `depth ${maxDepth}`,
    maxParallel === undefined || maxParallel === runDefaults.maxParallel ? '' : `${maxParallel} at once`,
    temperature === undefined || temperature === null ? '' : `temperature ${temperature}`,
    maxOutputTokens ? `${maxOutputTokens} tokens out` : '',
    api ? (api === 'chat' ? 'Chat Completions' : 'Responses') : '',
    synthesisModel ? 'synthesis model' : '',
    compactionModel ? 'compaction model' : '',
    datasetNote ? 'note' : '',
  ].filter((part) => part !== '');
}
