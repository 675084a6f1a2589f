import { constants } from 'node:os';

export interface Interruption {
  /** Aborts on the first Ctrl-C (or TERM, or HUP). */
  readonly signal: AbortSignal;
  /** 128 + the signal's number, such as 130 for Ctrl-C; undefined while there was none. */
  exitCode(): number | undefined;
}

const patienceMs = 5_000;

/** Turns the process's signals into an AbortSignal. What does not stop within five seconds is left behind. */
export function watchInterruption(): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // The terminal and the launcher may both pass the same Ctrl-C on: a second one says nothing new.
    process.on(name, () => {
      if (code !== undefined) return;
      code = 128 + constants.signals[name];
      controller.abort(new Error('Interrupted.'));
      setTimeout(() => process.exit(code), patienceMs).unref();
    });
  }
  return { signal: controller.signal, exitCode: () => code };
}
