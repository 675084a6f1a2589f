import { once } from 'node:events';
import { datasetUrl } from '../../lib/url';
import { readConfig } from '../config';
import { startDashboard } from '../http/server';
import { type CommandContext, exitCodes } from './command-context';
import { withFlags } from './engine-config';
import { importPaths } from './import-paths';
import { openBrowser } from './open-browser';
import type { Command } from './parse-command';

const defaultPort = 4269;

/** `halo-loop [FILE…]`: serves the dashboard until Ctrl-C. */
export async function runDashboard(
  { files, port, open, dev, engine }: Extract<Command, { kind: 'dashboard' }>,
  context: CommandContext,
): Promise<number> {
  const { terminal, signal, environment } = context;
  // The pages are a program of their own in this process: they read the configuration from the environment.
  Object.assign(process.env, withFlags(environment, engine));
  const config = readConfig(process.env);
  const choice = { port: port ?? defaultPort, strict: port !== undefined };
  const dashboard = await startDashboard({ root: config.root, port: choice, dev });
  try {
    const [report] = await Promise.all([
      files.length === 0 ? undefined : importPaths({ config, paths: files }, context),
      dashboard.ready,
    ]);
    const address = `${dashboard.address}${report ? datasetUrl(report.datasetId) : ''}`;
    terminal.answer(`halo-loop is open at ${address}\n`);
    terminal.log('Ctrl-C ends it.');
    if (open) openBrowser(address);
    if (!signal.aborted) await once(signal, 'abort');
    return exitCodes.answered;
  } finally {
    await dashboard.close();
  }
}
