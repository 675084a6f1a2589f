import { type Database, execute } from '../database';

/** Settles what a span alone cannot tell: whether a child explains an error, and whether the run went on after a failure. */
export async function classifyErrors(database: Database, signal: AbortSignal): Promise<void> {
  await execute(database, propagated, { signal });
  await execute(database, notHandled, { signal });
  await execute(database, toldBySpan, { signal });
}

/**
 * A child's error explains its parent's where both say the same, where the parent says nothing, or where nothing that went well
 * came after the child: an error that the parent got over is not why the parent failed.
 */
const propagated = `
  UPDATE span SET error_class = 'propagated' WHERE "row" IN (
    WITH failed AS (
      SELECT "row", trace_ix, span_id, parent_span_id, start_ns, coalesce(end_ns, start_ns) AS end_ns,
        lower(failure_text) AS says
      FROM span WHERE status = 'ERROR'
    ), pair AS (
      SELECT parent."row", parent.trace_ix, parent.span_id, child.end_ns,
        parent.says IS NULL OR contains(parent.says, child.says) OR contains(child.says, parent.says) AS same
      FROM failed AS parent JOIN failed AS child
        ON child.trace_ix = parent.trace_ix AND child.parent_span_id = parent.span_id AND child."row" <> parent."row"
    ), went_well AS (
      SELECT trace_ix, parent_span_id, max(start_ns) AS last_ns
      FROM span WHERE status <> 'ERROR' AND parent_span_id IS NOT NULL
        AND (trace_ix, parent_span_id) IN (SELECT (trace_ix, span_id) FROM pair)
      GROUP BY ALL
    )
    SELECT pair."row" FROM pair
    LEFT JOIN went_well ON went_well.trace_ix = pair.trace_ix AND went_well.parent_span_id = pair.span_id
    WHERE coalesce(pair.same, false) OR went_well.last_ns IS NULL OR pair.end_ns IS NULL OR went_well.last_ns < pair.end_ns)`;

/** A marked failure is handled when something started after it ended, else nobody went on from it. */
const notHandled = `
  UPDATE span SET error_class = 'silent' WHERE "row" IN (
    WITH marked AS (
      SELECT "row", trace_ix, start_ns, coalesce(end_ns, start_ns) AS end_ns FROM span WHERE error_class = 'handled'
    ), latest AS (
      SELECT trace_ix, max(start_ns) AS last_ns FROM span
      WHERE trace_ix IN (SELECT trace_ix FROM marked) GROUP BY ALL
    )
    SELECT "row" FROM marked LEFT JOIN latest USING (trace_ix)
    WHERE last_ns IS NULL OR marked.end_ns IS NULL OR last_ns < marked.end_ns OR last_ns <= marked.start_ns)`;

/**
 * A refused call that a model was told of is counted at the model's next turn only where no TOOL span shows it: one failure is
 * one failure.
 */
const toldBySpan = `
  UPDATE span SET error_class = NULL, failure_text = NULL, failure_mask = NULL, failure_kind = NULL WHERE "row" IN (
    SELECT told."row" FROM span AS told
    SEMI JOIN span AS tool ON tool.trace_ix = told.trace_ix AND tool.observation_kind = 'TOOL'
      AND tool.error_class IS NOT NULL AND (tool.start_ns <= told.start_ns OR tool.start_ns IS NULL)
      AND (tool.failure_mask = told.failure_mask OR tool.failure_kind = told.failure_kind)
    WHERE told.observation_kind = 'LLM' AND told.failure_kind IN ('unknown-tool', 'invalid-arguments'))`;
