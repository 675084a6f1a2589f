import type { Tool } from '../tool';
import { countTracesTool } from './count-traces';
import { findPatternsTool } from './find-patterns';
import { getDatasetOverviewTool } from './get-dataset-overview';
import { queryTracesTool } from './query-traces';
import { reportFindingTool } from './report-finding';
import { searchSpanTool } from './search-span';
import { searchTraceTool } from './search-trace';
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
  reportFindingTool,
];
