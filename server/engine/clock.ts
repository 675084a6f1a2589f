import timers from 'node:timers/promises';

/** Time and chance, passed in so that a test neither waits nor gambles. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted on the way. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** 0 ≤ x < 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => timers.setTimeout(ms, undefined, { signal }),
  random: () => Math.random(),
};
