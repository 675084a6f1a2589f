import type { Detector } from './detector';

/**
 * A conversation that grows from call to call is how agents work; these bounds tell where it has become the cost of the
 * run: at least five model calls in a row without a smaller one, the last with four times the tokens of the first. And it
 * must be much: 20,000 tokens, and five times the dataset's median call where its calls are large as a rule; 100,000 is
 * much anywhere. What is the rule takes twenty traces to tell.
 */
const bounds = { calls: 5, factor: 4, tokens: 20_000, overMedian: 5, tokensAnywhere: 100_000, traces: 20 };

/** Steps from a model call up to its agent; more are a cycle, or no agent at all. */
const highestAgent = 64;

/**
 * Input tokens of one agent's successive model calls that only grow within a trace. An agent is the nearest AGENT span
 * above, so that two runs of one agent in a trace are two conversations. Each call is a hit; wasted are the tokens that
 * the call before had sent already.
 */
export const contextGrowth: Detector = {
  kind: 'context-growth',
  sql: `
    INSERT INTO pattern_hit
    WITH RECURSIVE much AS MATERIALIZED (
      SELECT CASE WHEN count(DISTINCT trace_ix) < ${bounds.traces} THEN ${bounds.tokens}
        ELSE greatest(${bounds.tokens}, least(${bounds.tokensAnywhere}, ${bounds.overMedian} * median(input_tokens)))
        END AS tokens
      FROM span WHERE observation_kind = 'LLM' AND input_tokens > 0
    ), candidate AS MATERIALIZED (
      SELECT trace_ix FROM span
      WHERE observation_kind = 'LLM' AND input_tokens > 0 AND NOT conflict
      GROUP BY trace_ix
      HAVING count(*) >= ${bounds.calls} AND max(input_tokens) >= (SELECT tokens FROM much)
        AND max(input_tokens) >= ${bounds.factor} * min(input_tokens)
    ), node AS MATERIALIZED (
      SELECT trace_ix, "row", span_id, parent_span_id, observation_kind, name, agent_name, start_ns, input_tokens
      FROM span SEMI JOIN candidate USING (trace_ix) WHERE NOT conflict
    ), climb AS (
      SELECT trace_ix, "row", parent_span_id AS above, 0 AS height FROM node
      WHERE observation_kind = 'LLM' AND input_tokens > 0
      UNION ALL
      SELECT climb.trace_ix, climb."row", node.parent_span_id, height + 1
      FROM climb JOIN node ON node.trace_ix = climb.trace_ix AND node.span_id = climb.above
      WHERE node.observation_kind <> 'AGENT' AND height < ${highestAgent}
    ), owner AS (
      SELECT "row", arg_max(above, height) AS agent_span FROM climb WHERE above IS NOT NULL GROUP BY "row"
    ), call AS (
      SELECT node.trace_ix, node."row", node.input_tokens, node.start_ns,
        coalesce(node.agent_name, agent.agent_name, agent.name, node.name) AS agent,
        coalesce(agent.span_id, '') AS agent_span
      FROM node LEFT JOIN owner USING ("row")
      LEFT JOIN node AS agent ON agent.trace_ix = node.trace_ix AND agent.span_id = owner.agent_span
        AND agent.observation_kind = 'AGENT'
      WHERE node.observation_kind = 'LLM' AND node.input_tokens > 0
    ), ordered AS (
      SELECT *, lag(input_tokens) OVER conversation AS before FROM call
      WINDOW conversation AS (PARTITION BY trace_ix, agent_span, agent ORDER BY start_ns NULLS LAST, "row")
    ), rising AS (
      SELECT *, count(*) FILTER (before IS NULL OR input_tokens < before) OVER (
        PARTITION BY trace_ix, agent_span, agent ORDER BY start_ns NULLS LAST, "row") AS stretch
      FROM ordered
    )
    SELECT 'context-growth', agent, trace_ix, "row", NULL, CASE WHEN input_tokens >= before THEN before END
    FROM rising
    WINDOW whole AS (PARTITION BY trace_ix, agent_span, agent, stretch)
    QUALIFY count(*) OVER whole >= ${bounds.calls} AND max(input_tokens) OVER whole >= (SELECT tokens FROM much)
      AND max(input_tokens) OVER whole >= ${bounds.factor} * min(input_tokens) OVER whole;

    INSERT INTO pattern
    SELECT DISTINCT 'context-growth', key,
      key || ' sends an ever longer conversation to the model: ${bounds.factor} times the tokens of the first call, or more',
      key, NULL, NULL
    FROM pattern_hit WHERE detector = 'context-growth';`,
};
