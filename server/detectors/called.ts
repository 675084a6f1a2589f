import { spokenName } from '../store/spoken-name';

/** SQL for what a span calls: the tool or the model by its name, NULL for every other kind of span. */
export const called = `CASE observation_kind
  WHEN 'TOOL' THEN nullif(tool_name, '')
  WHEN 'LLM' THEN nullif(model_name, '')
END`;

/** The same, and the span's own name where it calls nothing that has one. */
export const calledOrSpoken = `coalesce(${called}, ${spokenName})`;
