/** When a statement is stopped before its end. */
export interface Limits {
  signal?: AbortSignal | undefined;
  /** Milliseconds after which the query is stopped and an AppError `timeout` thrown. */
  timeoutMs?: number | undefined;
}

export interface Interruption {
  /** Undefined while nothing was interrupted. */
  why(): 'cancelled' | 'timeout' | undefined;
  /** The statement has ended: nothing is interrupted any more. */
  end(): void;
}

const repeatMs = 50;

/**
 * Interrupts a statement when its limits say so, and again until it ends: one that is only being prepared forgets the
 * interruption when it begins to run.
 */
export function interruptAt(statement: { interrupt(): void }, { signal, timeoutMs }: Limits): Interruption {
  let why: 'cancelled' | 'timeout' | undefined;
  let repeated: NodeJS.Timeout | undefined;
  const stop = (reason: 'cancelled' | 'timeout') => {
    if (why !== undefined) return;
    why = reason;
    statement.interrupt();
    repeated = setInterval(() => statement.interrupt(), repeatMs);
  };
  const onAbort = () => stop('cancelled');
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  const limit = timeoutMs === undefined ? undefined : setTimeout(() => stop('timeout'), timeoutMs);
  return {
    why: () => why,
    end() {
      clearTimeout(limit);
      clearInterval(repeated);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}
