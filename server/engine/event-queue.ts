/** Values that several tell and one takes, in the order in which they were told. */
export interface EventQueue<T extends object> {
  put(value: T): void;
  /** The next value, as soon as there is one. Rejects with the signal's reason when it is aborted. */
  take(signal: AbortSignal): Promise<T>;
}

export function createEventQueue<T extends object>(): EventQueue<T> {
  const values: T[] = [];
  let wake = () => {};
  const news = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      wake = () => {
        signal.removeEventListener('abort', wake);
        resolve();
      };
      signal.addEventListener('abort', wake, { once: true });
    });
  return {
    put(value) {
      values.push(value);
      wake();
    },
    async take(signal) {
      for (;;) {
        signal.throwIfAborted();
        const value = values.shift();
        if (value !== undefined) return value;
        await news(signal);
      }
    },
  };
}
