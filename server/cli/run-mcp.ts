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
 * for their import, and where that fails there is nothing to serve. Throws AppError as `importPaths` does.
 */
export async function runMcp(
  { files, engine }: Extract<Command, { kind: 'mcp' }>,
  context: CommandContext,
): Promise<number> {
  const { environment, signal, terminal } = context;
  const config = engineConfig(environment, engine);
  tellMistakes(config, terminal);
  const importing = files.length > 0 ? importPaths({ config, paths: files }, context) : undefined;
  const dataset = async (wanted: string | undefined) => {
    const own = await importing;
    return own !== undefined && wanted === undefined
      ? readDataset(config.home, own.datasetId)
      : newestDataset(config.home, wanted);
  };
  const handle = serveStdio(() => createMcpServer({ config, origin: null, dataset }), {
    onerror: (error) => terminal.log(error.message),
  });
  const { stdin } = process;
  try {
    await Promise.race([
      once(stdin, 'close'),
      once(stdin, 'end'),
      untilAborted(signal),
      untilFailed(importing),
    ]);
  } finally {
    await endDiagnoses();
    await handle.close();
  }
  return exitCodes.answered;
}

/** Goes on for ever where nothing fails. */
async function untilFailed(work: Promise<unknown> | undefined): Promise<void> {
  await work;
  await new Promise(() => {});
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
