import type { Terminal } from './terminal';

/** What every command is given. */
export interface CommandContext {
  terminal: Terminal;
  /** Aborts on Ctrl-C. */
  signal: AbortSignal;
  environment: NodeJS.ProcessEnv;
}

export const exitCodes = { answered: 0, failed: 1, usage: 2, interrupted: 130 } as const;
