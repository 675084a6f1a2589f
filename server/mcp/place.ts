import type { Dataset } from '../../lib/contracts/dataset';
import type { Config } from '../config';

/** Where an MCP server stands: what it answers from. */
export interface McpPlace {
  config: Config;
  /** "http://127.0.0.1:4269" of the dashboard that it belongs to; null on stdio, where none need run. */
  origin: string | null;
  /**
   * The dataset that is meant: of this id or name, or else the one that the server was started on, or else the newest. Waits for an
   * import that still runs. Throws ToolRefusal where there is none.
   */
  dataset(wanted: string | undefined, signal: AbortSignal): Promise<Dataset>;
}
