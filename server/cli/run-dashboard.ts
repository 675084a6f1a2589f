import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Writable } from 'node:stream';
import timers from 'node:timers/promises';
import { AppError } from '../../lib/app-error';
import type { ImportReport } from '../../lib/contracts/import-report';
import { datasetUrl } from '../../lib/url';
import { type Config, readConfig } from '../config';
import { suspendDiagnoses } from '../http/diagnosis-runs';
import { endImports, followImport, startImport } from '../http/import-jobs';
import { type Dashboard, startDashboard } from '../http/server';
import { importDataset } from '../ingest/import-dataset';
import { type CommandContext, exitCodes } from './command-context';
import { tellMistakes, withFlags } from './engine-config';
import { showImport } from './import-paths';
import { openBrowser } from './open-browser';
import type { Command } from './parse-command';

const defaultPort = 4269;

/** An import that ends within this time is waited for, so that the browser opens on the traces themselves. */
const shortImportMs = 2_000;

type DashboardCommand = Extract<Command, { kind: 'dashboard' }>;

/** `halo-loop [FILE…]`: serves the dashboard until Ctrl-C. */
export async function runDashboard(command: DashboardCommand, context: CommandContext): Promise<number> {
  const { signal, environment } = context;
  // The pages are a program of their own in this process: they read the configuration from the environment.
  Object.assign(process.env, withFlags(environment, command.engine));
  // Next logs to stdout, which is for the address alone; what it logs is of use to whoever changes the pages.
  const logs = command.dev ? process.stderr : new Writable({ write: (_, __, done) => done() });
  globalThis.console = new console.Console(logs, process.stderr);
  const config = readConfig(process.env);
  tellMistakes(config, context.terminal);
  if (!command.dev) await needPages(config);
  const port = { port: command.port ?? defaultPort, strict: command.port !== undefined };
  const dashboard = await startDashboard({ root: config.root, port, dev: command.dev });
  try {
    await open({ command, config, dashboard, context });
    if (!signal.aborted) await once(signal, 'abort');
    return exitCodes.answered;
  } finally {
    // Imports are told to have ended; a diagnosis waits in its log until somebody resumes it.
    await Promise.all([endImports(), suspendDiagnoses(config.home)]);
    await dashboard.close();
  }
}

/** Throws AppError `unavailable` where the pages were never built; the launcher builds them, this program does not. */
async function needPages({ root }: Config): Promise<void> {
  await access(join(root, '.next', 'BUILD_ID')).catch((cause: unknown) => {
    throw new AppError('unavailable', `The pages are not built. Run "npm run build" in ${root}.`, { cause });
  });
}

interface Opening {
  command: DashboardCommand;
  config: Config;
  dashboard: Dashboard;
  context: CommandContext;
}

/** The import and the start of the pages run side by side; a long import goes on in the open page. */
async function open({ command, config, dashboard, context }: Opening): Promise<void> {
  const { terminal } = context;
  const importing = command.files.length > 0 ? importInPage(command.files, config, context) : undefined;
  // Told below; it must not count as unhandled while the pages are made ready.
  importing?.catch(() => {});
  await dashboard.ready;
  const report = await (importing && orLater(importing));
  const address = dashboard.address + (report ? datasetUrl(report.datasetId) : '');
  terminal.answer(`halo-loop is open at ${address}\n`);
  terminal.log('Ctrl-C ends it.');
  if (command.open) openBrowser(address);
  if (importing && !report) await announce({ importing, dashboard, context });
}

/** Imports as a job of the server, so that the pages show it too; Ctrl-C ends it first. */
async function importInPage(files: string[], config: Config, context: CommandContext): Promise<ImportReport> {
  const { importId } = startImport({
    names: files.map((file) => basename(file)),
    run: (signal) => importDataset({ config, paths: files, origin: 'path', signal }),
  });
  const { signal, terminal } = context;
  signal.addEventListener('abort', () => void endImports(), { once: true });
  // Followed to its own end, so that a Ctrl-C waits until the import has stopped.
  return showImport(followImport(importId, new AbortController().signal), terminal);
}

function orLater(importing: Promise<ImportReport>): Promise<ImportReport | undefined> {
  return Promise.race([importing, timers.setTimeout(shortImportMs, undefined, { ref: false })]);
}

async function announce(options: {
  importing: Promise<ImportReport>;
  dashboard: Dashboard;
  context: CommandContext;
}): Promise<void> {
  const { importing, dashboard, context } = options;
  try {
    const { datasetId } = await importing;
    context.terminal.answer(`The traces are at ${dashboard.address}${datasetUrl(datasetId)}\n`);
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    // The pages are in use: what went wrong with one file is no reason to end them.
    context.terminal.log(error.message);
  }
}
