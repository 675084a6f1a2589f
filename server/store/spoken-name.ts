/** SQL for what a span is called where it is read: a call of a tool by the tool, whatever its instrumentation put before the name. */
export const spokenName = `CASE WHEN observation_kind = 'TOOL' THEN coalesce(nullif(tool_name, ''), name) ELSE name END`;
