import { once } from 'node:events';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { endDiagnoses } from '../http/diagnosis-runs';
import { createMcpServer } from '../mcp/create-server';
import { newestDataset } from '../mcp/newest-dataset';
import { readDataset } from '../store/datasets';
import { type CommandContext, exitCodes } from './command-context';
import { engineConfig, tellMistakes } from './engine-config';
import { importPaths } from './import-paths';
import type { Command } from './parse-command';

/**
 * `halo-loop mcp [FILE…]`: an MCP server on stdin and stdout, until stdin ends. It answers at once; what needs the traces waits
 * for their import.
 */
export async function runMcp(
  { files, engine }: Extract<Command, { kind: 'mcp' }>,
  context: CommandContext,
): Promise<number> {
  const { environment, signal, terminal } = context;
  const config = engineConfig(environment, engine);
  tellMistakes(config, terminal);
  const importing = files.length > 0 ? importPaths({ config, paths: files }, context) : undefined;
  // Whoever asks for the traces is told; until then it must not count as unhandled.
  importing?.catch((error: unknown) => terminal.log(error instanceof Error ? error.message : String(error)));
  const dataset = async (wanted: string | undefined) => {
    const own = await importing;
    return own !== undefined && wanted === undefined
      ? readDataset(config.home, own.datasetId)
      : newestDataset(config.home, wanted);
  };
  const handle = serveStdio(() => createMcpServer({ config, origin: null, dataset }), {
    onerror: (error) => terminal.log(error.message),
  });
  await Promise.race([once(process.stdin, 'close'), once(process.stdin, 'end'), untilAborted(signal)]);
  await endDiagnoses();
  await handle.close();
  return exitCodes.answered;
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
