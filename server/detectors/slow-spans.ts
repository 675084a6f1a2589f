import { called } from './called';
import type { Detector } from './detector';

/** A median of fewer calls does not tell what is usual. */
const fewestCalls = 20;
const shortestNs = 1_000_000_000;
const timesMedian = 5;

/**
 * Calls of a tool or model that take a second or more and five times as long as its median call, where it was called 20
 * times or more. What they take beyond the median is wasted.
 */
export const slowSpans: Detector = {
  kind: 'slow-spans',
  sql: `
    INSERT INTO pattern_hit
    WITH call AS (
      SELECT trace_ix, "row", ${called} AS called, end_ns - start_ns AS ns FROM span
      WHERE ${called} IS NOT NULL AND NOT conflict AND end_ns >= start_ns
    ), usual AS (
      SELECT called, CAST(median(ns) AS BIGINT) AS ns FROM call GROUP BY called HAVING count(*) >= ${fewestCalls}
    )
    SELECT 'slow-spans', called, trace_ix, "row", call.ns - usual.ns, NULL
    FROM call JOIN usual USING (called)
    WHERE call.ns >= ${shortestNs} AND call.ns >= ${timesMedian} * usual.ns;

    INSERT INTO pattern
    SELECT DISTINCT 'slow-spans', key,
      'Calls of ' || key || ' take ${timesMedian} times as long as usual, or longer', key, NULL, NULL
    FROM pattern_hit WHERE detector = 'slow-spans';`,
};
