import type { ImportReport } from '../../lib/contracts/import-report';
import type { UnreadableTime } from './extract';

interface Place {
  fileIx: number;
  line: number;
}

/** Counts spans whose start or end cannot be read, and remembers where the first one is. */
export interface UnreadableTimes {
  see(time: UnreadableTime, place: Place): void;
  warnings(fileName: (fileIx: number) => string): ImportReport['warnings'];
}

export function unreadableTimes(): UnreadableTimes {
  let count = 0;
  let first: { said: string; place: Place } | undefined;
  return {
    see({ field, value }, place) {
      count += 1;
      first ??= { said: `${excerptOf(value)} as ${field}`, place };
    },
    warnings(fileName) {
      if (first === undefined) return [];
      const { said, place } = first;
      const spans = count === 1 ? '1 span has' : `${count} spans have`;
      const where = `${fileName(place.fileIx)}:${place.line}`;
      const message = `${spans} a start_time or end_time that cannot be read and counts as unknown, first ${said} in ${where}. Write times as ISO 8601 or as a number since 1970.`;
      return [{ code: 'unreadable-time', message, count }];
    },
  };
}

const excerptLength = 80;

/** What is nested is named alone: it may be nested deeper than the stack. */
function excerptOf(value: unknown): string {
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  const json = JSON.stringify(value);
  return json.length <= excerptLength ? json : `${json.slice(0, excerptLength)}…`;
}
