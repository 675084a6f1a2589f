import { spokenName } from '../store/spoken-name';
import type { Detector } from './detector';
import { patternKey } from './pattern-key';

/**
 * Failures that say the same in spans of the same name, whatever ids, numbers, paths, times and quotes they mention.
 * Silent failures have a detector of their own. Where one signature was seen in several classes it counts as the one that
 * explains most: origin before handled before propagated.
 */
export const errorSignatures: Detector = {
  kind: 'error-signatures',
  sql: `
    INSERT INTO pattern_hit
    SELECT 'error-signatures', ${patternKey("'error-signatures'", 'name', 'failure_mask')}, trace_ix, "row", NULL, NULL
    FROM span WHERE error_class IN ('origin', 'propagated', 'handled');

    INSERT INTO pattern
    SELECT 'error-signatures', key,
      CASE WHEN text IS NULL THEN spoken || ' fails without a message'
        ELSE spoken || ' fails: ' || text END,
      spoken, class, text
    FROM (
      SELECT key, any_value(${spokenName}) AS spoken, any_value(failure_mask) AS text,
        CASE WHEN bool_or(error_class = 'origin') THEN 'origin'
          WHEN bool_or(error_class = 'handled') THEN 'handled' ELSE 'propagated' END AS class
      FROM pattern_hit JOIN span USING ("row") WHERE detector = 'error-signatures' GROUP BY key
    );`,
};
