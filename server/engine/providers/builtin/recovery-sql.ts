/**
 * One row a trace in which a call failed by itself, by what the detector found to have come of its calls: `recovered` where each was made
 * good, `went-on` where something else went well after each of the others, `stopped` where nothing did after one of them. `what` and
 * `span_id` name the last call that was not made good; where all were, the last that failed.
 */
export function recoverySql(condition: string): string {
  return `WITH outcome AS (
      SELECT trace_id, span_id, split_part(key, ':', 1) AS came, subject AS what
      FROM pattern_hits JOIN patterns USING (detector, key) WHERE detector = 'recovery'
    ), placed AS (
      SELECT outcome.*, (came <> 'recovered', coalesce(start_time, 'epoch'), line) AS place
      FROM outcome JOIN (SELECT trace_id, span_id, start_time, line FROM spans WHERE error_class IS NOT NULL AND ${condition})
        USING (trace_id, span_id)
    )
    SELECT trace_id, CASE WHEN bool_or(came = 'stopped') THEN 'stopped' WHEN bool_or(came = 'went-on') THEN 'went-on' ELSE 'recovered' END AS how,
      arg_max(what, place) AS what, arg_max(span_id, place) AS span_id
    FROM placed GROUP BY trace_id`;
}
