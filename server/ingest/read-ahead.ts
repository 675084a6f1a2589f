export interface ReadAhead<T> {
  /** The next item if it is there; undefined says to wait with `ready`, or that all were taken. */
  take(): T | undefined;
  /** Resolves once `enough` bytes are waiting or the source has ended; throws what the source threw. */
  ready(enough: number): Promise<void>;
  /** Nothing is left and nothing follows. */
  done(): boolean;
  stop(): void;
}

export interface ReadAheadRequest<T> {
  source: AsyncIterable<T>;
  sizeOf: (item: T) => number;
  /** Bytes that may wait; the source is not asked for more beyond them. */
  limit: number;
}

/** Keeps reading while others work, so that what must not wait can take without waiting. */
export function readAhead<T>({ source, sizeOf, limit }: ReadAheadRequest<T>): ReadAhead<T> {
  const items: T[] = [];
  let size = 0;
  let ended = false;
  let stopped = false;
  let failure: { error: unknown } | undefined;
  let wakeReader = () => {};
  let wakeTaker = () => {};

  async function pump(): Promise<void> {
    try {
      for await (const item of source) {
        if (stopped) return;
        items.push(item);
        size += sizeOf(item);
        wakeTaker();
        while (size >= limit && !stopped) {
          await new Promise<void>((resolve) => {
            wakeReader = resolve;
          });
        }
      }
    } catch (error) {
      failure = { error };
    } finally {
      ended = true;
      wakeTaker();
    }
  }
  void pump();

  return {
    take() {
      const item = items.shift();
      if (item === undefined) return undefined;
      size -= sizeOf(item);
      if (size < limit) wakeReader();
      return item;
    },
    async ready(enough) {
      while (!ended && size < Math.min(enough, limit)) {
        await new Promise<void>((resolve) => {
          wakeTaker = resolve;
        });
      }
      if (failure && items.length === 0) throw failure.error;
    },
    done: () => ended && items.length === 0 && failure === undefined,
    stop() {
      stopped = true;
      wakeReader();
    },
  };
}
