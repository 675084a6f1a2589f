/** Where a command writes: the answer alone goes to `answer`, everything else to `log`. */
export interface Terminal {
  /** stdout; as it is given, unless a person looks at it. */
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
      stdout.write(stdout.isTTY ? withoutControls(text) : text);
    },
    log: (line) => {
      clear();
      stderr.write(`${withoutControls(line)}\n`);
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

/** Text from traces and models may hold what a terminal obeys: moving the cursor, its title, the clipboard. */
export function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away.
  return text.replace(/(?!\r\n)[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\uFFFD');
}
