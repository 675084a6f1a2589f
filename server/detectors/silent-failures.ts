import { spokenName } from '../store/spoken-name';
import type { Detector } from './detector';
import { patternKey } from './pattern-key';

const groupedText = "CASE WHEN failure_kind IS DISTINCT FROM 'refusal' THEN failure_mask END";

/**
 * Failures under a status that is not ERROR, grouped by how they show and by what they say: an error as a tool's result,
 * a refusal, an empty answer, one that was cut off. A refusal is one way to fail, in whatever words the model declines.
 */
export const silentFailures: Detector = {
  kind: 'silent-failures',
  sql: `
    INSERT INTO pattern_hit
    SELECT 'silent-failures', ${patternKey("'silent-failures'", 'name', 'failure_kind', groupedText)},
      trace_ix, "row", NULL, NULL
    FROM span WHERE error_class = 'silent';

    INSERT INTO pattern
    SELECT 'silent-failures', key,
      CASE kind
        WHEN 'refusal' THEN spoken || ' refuses to answer'
        WHEN 'empty-answer' THEN spoken || ' answers nothing'
        WHEN 'cut-off' THEN spoken || ' is cut off before the answer is complete'
        WHEN 'unknown-tool' THEN CASE WHEN observation_kind = 'LLM' THEN spoken || ' is told that it called a tool that does not exist'
          ELSE 'A tool that does not exist is called: ' || spoken END
        WHEN 'exception' THEN spoken || ' records an exception and its run ends as if there were none'
        WHEN 'invalid-arguments' THEN spoken || CASE WHEN observation_kind = 'LLM' THEN ' is told that it called a tool with arguments it does not take'
          ELSE ' is called with arguments it does not take' END
        ELSE spoken || ' returns an error as if it were a result'
      END || CASE WHEN text IS NULL THEN '' ELSE ': ' || text END,
      spoken, 'silent', text
    FROM (
      SELECT key, any_value(${spokenName}) AS spoken,
        any_value(${groupedText}) AS text, any_value(failure_kind) AS kind,
        min(observation_kind) AS observation_kind
      FROM pattern_hit JOIN span USING ("row") WHERE detector = 'silent-failures' GROUP BY key
    );`,
};
