import type { Tool } from '../tool';
import { callSubagentTool } from './call-subagent';
import { compareTool } from './compare';
import { countTracesTool } from './count-traces';
import { findPatternsTool } from './find-patterns';
import { getContextItemTool } from './get-context-item';
import { getDatasetOverviewTool } from './get-dataset-overview';
import { queryTracesTool } from './query-traces';
import { reportFindingTool } from './report-finding';
import { runCodeTool } from './run-code';
import { runSqlTool } from './run-sql';
import { searchSpanTool } from './search-span';
import { searchSpansTool } from './search-spans';
import { searchTraceTool } from './search-trace';
import { synthesizeTracesTool } from './synthesize-traces';
import { viewSpansTool } from './view-spans';
import { viewTraceTool } from './view-trace';

/** Every tool of the engine; a new one is a file here and a line in this list. */
export const tools: readonly Tool[] = [
  getDatasetOverviewTool,
  findPatternsTool,
  countTracesTool,
  queryTracesTool,
  viewTraceTool,
  viewSpansTool,
  searchTraceTool,
  searchSpanTool,
  searchSpansTool,
  compareTool,
  runSqlTool,
  runCodeTool,
  synthesizeTracesTool,
  callSubagentTool,
  getContextItemTool,
  reportFindingTool,
];

/** The tools that an agent at this depth is offered: at the last one there are no subagents. */
export function toolsFor({ depth, maxDepth }: { depth: number; maxDepth: number }): readonly Tool[] {
  return depth < maxDepth ? tools : tools.filter((tool) => tool !== callSubagentTool);
}
