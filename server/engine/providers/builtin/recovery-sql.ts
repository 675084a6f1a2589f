/**
 * One row a trace in which a call failed by itself, by what came of it: `recovered` where whatever failed was called again and went well
 * (or was handled where it failed), `went-on` where something else went well afterwards, `stopped` where nothing did. Agents and
 * chains only pass on what happens inside of them. `what` and `span_id` name the last call that was not made good.
 */
export function recoverySql(condition: string): string {
  return `WITH call AS (
      SELECT trace_id, span_id, observation_kind, coalesce(tool_name, name) AS what, start_time, line, error_class,
        error_class IS NULL AND status <> 'ERROR' AS well
      FROM spans WHERE observation_kind NOT IN ('AGENT', 'CHAIN') AND ${condition}
    ), failed AS (
      SELECT trace_id, observation_kind, what, arg_max({'s': span_id, 'at': start_time}, (start_time, line)) AS last,
        bool_and(error_class = 'handled') AS handled
      FROM call WHERE error_class IN ('origin', 'handled', 'silent') GROUP BY ALL
    ), after AS (
      SELECT failed.trace_id, failed.what, failed.last, coalesce(bool_or(call.well), false) AS went_on, any_value(handled)
          OR coalesce(bool_or(call.well AND call.what = failed.what AND call.observation_kind = failed.observation_kind), false) AS good,
        arg_min(call.span_id, (call.start_time, call.line)) FILTER (call.well AND call.what = failed.what) AS again
      FROM failed LEFT JOIN call ON call.trace_id = failed.trace_id AND call.start_time > failed.last['at']
      GROUP BY failed.trace_id, failed.observation_kind, failed.what, failed.last
    )
    SELECT trace_id, CASE WHEN bool_and(good) THEN 'recovered' WHEN bool_and(good OR went_on) THEN 'went-on' ELSE 'stopped' END AS how,
      arg_max(what, (NOT good, last['at'])) AS what, arg_max(last['s'], (NOT good, last['at'])) AS span_id,
      arg_max(again, last['at']) AS again
    FROM after GROUP BY trace_id`;
}
