/** What a program wrote, as much of it as is kept. */
export interface Output {
  write(text: string): void;
  text(): string;
  isCut(): boolean;
  /** Bytes that may still come. */
  left(): number;
}

/** Keeps at most so many bytes of UTF-8, whole characters only. */
export function createOutput(bytes: number): Output {
  let kept = '';
  let left = bytes;
  let cut = false;
  return {
    write(text) {
      if (cut) return;
      const size = Buffer.byteLength(text);
      if (size <= left) {
        kept += text;
        left -= size;
        return;
      }
      const head = Buffer.from(text).subarray(0, left);
      kept += new TextDecoder().decode(head, { stream: true });
      cut = true;
    },
    text: () => kept,
    isCut: () => cut,
    left: () => (cut ? 0 : left),
  };
}
