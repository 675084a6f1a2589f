/** Where a command writes: the answer alone goes to `answer`, everything else to `log`. */
export interface Terminal {
  /** stdout, as it is given. */
  answer(text: string): void;
  /** stderr, one line. */
  log(line: string): void;
  /** stderr, a line that the next call replaces; undefined where stderr is no terminal. */
  status: ((line: string) => void) | undefined;
}

/** This process's own streams. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  let hasStatus = false;
  const clear = () => {
    if (hasStatus) stderr.write('\r\x1b[2K');
    hasStatus = false;
  };
  return {
    answer: (text) => {
      clear();
      stdout.write(text);
    },
    log: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    status: stderr.isTTY
      ? (line) => {
          clear();
          // A line that wraps could not be replaced.
          stderr.write(line.slice(0, (stderr.columns || 80) - 1));
          hasStatus = line !== '';
        }
      : undefined,
  };
}
