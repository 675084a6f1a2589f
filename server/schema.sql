-- One database holds one dataset. It is written once, by an import, and opened read-only ever after.
-- Times are nanoseconds since 1970 UTC; tokens are counts; cost is US dollars; NULL means that nothing was said.

CREATE TABLE source_file (
  file_ix INTEGER NOT NULL,
  path VARCHAR NOT NULL,
  bytes BIGINT NOT NULL,
  lines BIGINT NOT NULL
);

CREATE TABLE rejection (
  file_ix INTEGER NOT NULL,
  line BIGINT NOT NULL,
  byte_offset BIGINT NOT NULL,
  reason VARCHAR NOT NULL,
  excerpt VARCHAR NOT NULL
);

-- One row a span, in order of reading. "row" is that order and names a span exactly, conflicts included.
CREATE TABLE span (
  "row" BIGINT NOT NULL,
  trace_ix INTEGER NOT NULL,         -- dense number of the trace, in order of first sight
  trace_id VARCHAR NOT NULL,
  span_id VARCHAR NOT NULL,
  parent_span_id VARCHAR,            -- NULL for a root
  name VARCHAR NOT NULL,
  otel_kind VARCHAR NOT NULL,        -- INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER, UNSPECIFIED
  observation_kind VARCHAR NOT NULL,
  start_ns BIGINT,
  end_ns BIGINT,
  status VARCHAR NOT NULL,           -- UNSET, OK, ERROR
  status_message VARCHAR,
  error_class VARCHAR,               -- origin, propagated, handled, silent
  failure_kind VARCHAR,               -- tool-error, unknown-tool, invalid-arguments, refusal, empty-answer, cut-off, exception
  asks_for_tools BOOLEAN NOT NULL,   -- the answer of an LLM span calls tools
  failure_text VARCHAR,              -- what the failure says, cut at 300 characters
  failure_mask VARCHAR,              -- the same with ids, numbers, paths, times and quotes masked
  project_id VARCHAR,
  service_name VARCHAR,
  model_name VARCHAR,
  provider VARCHAR,
  agent_name VARCHAR,
  agent_id VARCHAR,
  tool_name VARCHAR,
  session_id VARCHAR,
  user_id VARCHAR,
  input_tokens BIGINT,
  output_tokens BIGINT,
  cache_read_tokens BIGINT,
  reasoning_tokens BIGINT,
  cost_usd DOUBLE,
  input_bytes INTEGER NOT NULL,      -- UTF-8 bytes of the extracted input and output, 0 where there is none
  output_bytes INTEGER NOT NULL,
  input_hash BIGINT,                 -- equal inputs have equal hashes; NULL where there is no input
  output_hash BIGINT,
  conflict BOOLEAN NOT NULL,
  orphan BOOLEAN NOT NULL,           -- has a parent id that is not in its trace
  file_ix INTEGER NOT NULL,
  line BIGINT NOT NULL,              -- from 1
  byte_offset BIGINT NOT NULL,       -- from 0
  raw_bytes INTEGER NOT NULL,
  raw VARCHAR NOT NULL USING COMPRESSION zstd -- the line as it was read, without its line end
);

-- One row a trace, made from its spans.
CREATE TABLE trace (
  trace_ix INTEGER NOT NULL,
  trace_id VARCHAR NOT NULL,
  first_row BIGINT NOT NULL,         -- its spans lie in these rows, perhaps among others
  last_row BIGINT NOT NULL,
  root_name VARCHAR NOT NULL,
  agent_names VARCHAR[] NOT NULL,    -- in order of first use
  model_names VARCHAR[] NOT NULL,
  service_names VARCHAR[] NOT NULL,
  project_id VARCHAR,
  session_id VARCHAR,
  start_ns BIGINT,
  end_ns BIGINT,
  duration_ns BIGINT,
  span_count INTEGER NOT NULL,
  error_span_count INTEGER NOT NULL, -- status ERROR
  origin_span_count INTEGER NOT NULL,
  propagated_span_count INTEGER NOT NULL,
  handled_span_count INTEGER NOT NULL,
  silent_span_count INTEGER NOT NULL,
  failed_tool_span_count INTEGER NOT NULL, -- TOOL spans with status ERROR
  input_tokens BIGINT NOT NULL,      -- of LLM and EMBEDDING spans, else of the roll-up
  output_tokens BIGINT NOT NULL,
  tokens_from_rollup BOOLEAN NOT NULL,
  cost_usd DOUBLE,
  bytes BIGINT NOT NULL,
  outcome VARCHAR NOT NULL,          -- error, silent, handled, ok
  orphan_count INTEGER NOT NULL,
  unfinished_count INTEGER NOT NULL,
  conflict_count INTEGER NOT NULL
);

-- Which values a trace has, for filters, facets and associations: one row for each distinct one.
CREATE TABLE trace_value (
  trace_ix INTEGER NOT NULL,
  facet VARCHAR NOT NULL,            -- agent, model, tool, service, project
  value VARCHAR NOT NULL,
  spans INTEGER NOT NULL,
  failed_spans INTEGER NOT NULL      -- origin, handled or silent
);

-- What the detectors found: a pattern is named by (detector, key), a hit is one span of it.
CREATE TABLE pattern (
  detector VARCHAR NOT NULL,
  key VARCHAR NOT NULL,
  label VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  error_class VARCHAR,
  signature VARCHAR
);

CREATE TABLE pattern_hit (
  detector VARCHAR NOT NULL,
  key VARCHAR NOT NULL,
  trace_ix INTEGER NOT NULL,
  "row" BIGINT NOT NULL,
  wasted_ns BIGINT,
  wasted_tokens BIGINT
);
