/**
 * `Name: value` a line, or separated by semicolons. A line that is no header is told without its value: that may be a secret.
 */
export function readHeaders(text: string | undefined): {
  headers: Record<string, string>;
  mistake: string | null;
} {
  const headers: Record<string, string> = {};
  const lines = (text ?? '').split(/[\n;]/).map((line) => line.trim());
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const parts = /^([\w!#$%&'*+.^`|~-]+)\s*:\s*([^\r\n]*)$/.exec(line);
    if (parts?.[1] === undefined || parts[2] === undefined) {
      const mistake = `HALO_HEADERS takes "Name: value", a line each or with semicolons between; its part ${index + 1} is none.`;
      return { headers, mistake };
    }
    headers[parts[1]] = parts[2];
  }
  return { headers, mistake: null };
}
