import { spanDetector } from './span-detector';

/** Spans that have no end time: what they did was cut off, or was still going on when the file was written. */
export const unfinishedSpans = spanDetector({
  kind: 'unfinished-spans',
  where: 'end_ns IS NULL AND NOT conflict',
  label: "key || ' has no end'",
});
