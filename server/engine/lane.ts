/** Lets so many through at once; the others wait their turn. */
export interface Lane {
  /** Resolves with what gives the place back. Rejects with the signal's reason when it is aborted before that. */
  enter(signal: AbortSignal): Promise<() => void>;
}

export function createLane(places: number): Lane {
  let free = places;
  const waiting: (() => void)[] = [];
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return leave;
      }
      await new Promise<void>((resolve, reject) => {
        const go = () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        };
        const giveUp = () => {
          waiting.splice(waiting.indexOf(go), 1);
          reject(signal.reason);
        };
        waiting.push(go);
        signal.addEventListener('abort', giveUp, { once: true });
      });
      return leave;
    },
  };
}
