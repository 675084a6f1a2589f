import './thread-pool';
import { dirname } from 'node:path';
import { exitCodes } from './command-context';
import { watchInterruption } from './interruption';
import { runCommandLine } from './run-command-line';
import { processTerminal } from './terminal';

// The program lies in dist/, beside what the pages and the import need.
process.env.HALO_ROOT ??= dirname(__dirname);

const interruption = watchInterruption();
// `halo-loop … | head` closes stdout: there is nobody left to answer.
process.stdout.on('error', () => process.exit(141));

void runCommandLine(process.argv.slice(2), {
  terminal: processTerminal(),
  signal: interruption.signal,
  environment: process.env,
}).then((outcome) => {
  const code = outcome === exitCodes.interrupted ? (interruption.exitCode() ?? outcome) : outcome;
  // Open databases and connections would keep the process alive; what was written must be out first.
  process.stdout.write('', () => process.exit(code));
});
