import type { Detector } from './detector';

/**
 * Tools whose calls fail, each a pattern: calls with status ERROR, and calls that return an error under another status.
 * A handled exception is no failed call: the tool answered all the same. The number of all calls is counted when read.
 */
export const failedTools: Detector = {
  kind: 'failed-tools',
  sql: `
    INSERT INTO pattern_hit
    SELECT 'failed-tools', tool_name, trace_ix, "row", NULL, NULL
    FROM span
    WHERE observation_kind = 'TOOL' AND tool_name IS NOT NULL AND (status = 'ERROR' OR error_class = 'silent');

    INSERT INTO pattern
    SELECT DISTINCT 'failed-tools', key, 'Calls of the tool ' || key || ' fail', key, NULL, NULL
    FROM pattern_hit WHERE detector = 'failed-tools';`,
};
