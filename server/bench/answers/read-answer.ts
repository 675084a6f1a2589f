/** An entry of a numbered list in an answer. */
export interface Entry {
  text: string;
  /** "N of M traces" as its first line says it. */
  traces: number | null;
  citedTraces: string[];
  citedSpans: { traceId: string; spanId: string }[];
}

/** The entries of every numbered list, each with the lines that belong to it. */
export function entriesOf(text: string): Entry[] {
  const entries: string[] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const begins = /^\d+\. /.test(line);
    isOpen = begins || (isOpen && /^ +\S/.test(line));
    if (begins) entries.push(line);
    else if (isOpen) entries.push(`${entries.pop() ?? ''}\n${line}`);
  }
  return entries.map(readEntry);
}

function readEntry(text: string): Entry {
  const traces = countIn(text, /([\d,]+) of [\d,]+ traces/);
  const citedSpans = [...text.matchAll(/\[span:(\w+)\/(\w+)\]/g)].map(([, traceId = '', spanId = '']) => ({
    traceId,
    spanId,
  }));
  const cited = [...text.matchAll(/\[trace:(\w+)\]/g)].map(([, traceId = '']) => traceId);
  return {
    text,
    traces,
    citedSpans,
    citedTraces: [...new Set([...cited, ...citedSpans.map((span) => span.traceId)])],
  };
}

/** The number that the pattern's first group finds; null where it finds none. */
export function countIn(text: string, pattern: RegExp): number | null {
  const said = pattern.exec(text)?.[1];
  return said === undefined ? null : Number(said.replaceAll(',', ''));
}
