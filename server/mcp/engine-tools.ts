import type { CallToolResult, Tool } from '@modelcontextprotocol/server';
import { callTool } from '../engine/call-tool';
import { createStandAlone } from '../engine/stand-alone';
import { tools } from '../engine/tools/index';
import { openDataset } from '../store/datasets';
import { besideDataset, withDatasetArgument } from './dataset-argument';
import type { McpPlace } from './place';
import { readArgs } from './read-args';
import { jsonResult } from './tool-result';

/** They need a run of the engine around them. */
const withinRuns = new Set(['get_context_item', 'call_subagent', 'report_finding']);

const offered = tools.filter((tool) => !withinRuns.has(tool.name));

/** The engine's tools over traces, each with the dataset as one more argument. */
export const engineTools: Tool[] = offered.map((tool) => ({
  name: tool.name,
  title: titleOf(tool.name),
  description: tool.description,
  inputSchema: withDatasetArgument(tool.parameters),
  annotations: { readOnlyHint: true, openWorldHint: tool.name === 'synthesize_traces' },
}));

function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Undefined where there is no such tool. Throws ToolRefusal where no dataset is meant, and the signal's reason; other refusals are answers. */
export async function callEngineTool(options: {
  place: McpPlace;
  name: string;
  args: Record<string, unknown>;
  signal: AbortSignal;
}): Promise<CallToolResult | undefined> {
  const { place, name, args, signal } = options;
  if (!offered.some((tool) => tool.name === name)) return undefined;
  const { dataset_id, ...rest } = readArgs({ tool: name, schema: besideDataset, args });
  const dataset = await place.dataset(dataset_id ?? undefined, signal);
  const opened = await openDataset(place.config.home, dataset.id);
  const context = createStandAlone({ config: place.config, opened, signal });
  const { ok, result } = await callTool({ name, args: rest, context, signal });
  signal.throwIfAborted();
  return jsonResult(result, { isError: !ok });
}
