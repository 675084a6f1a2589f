/** Wrong usage: exit code 2, and what the command would have taken. */
export class UsageError extends Error {
  readonly topic: HelpTopic;

  constructor(topic: HelpTopic, message: string) {
    super(message);
    this.name = 'UsageError';
    this.topic = topic;
  }
}

export const helpTopics = ['halo-loop', 'tool', 'import', 'sample', 'mcp'] as const;
export type HelpTopic = (typeof helpTopics)[number];

/** The help of a command, ending with a line break. */
export function usage(topic: HelpTopic): string {
  return `${texts[topic].trim()}\n`;
}

const environment = `
Environment
  OPENAI_API_KEY    key of the model's endpoint; without one the built-in analyst answers
  OPENAI_BASE_URL   any OpenAI-compatible endpoint
  HALO_MODEL        model to ask
  HALO_PROVIDER     openai or builtin
  HALO_API          responses or chat
  HALO_HEADERS      more headers for the endpoint, "Name: value" with semicolons between
  HALO_CONTEXT_TOKENS    window of the model, where it is not known
  HALO_REASONING_EFFORT, HALO_SYNTHESIS_MODEL, HALO_COMPACTION_MODEL    as the flags
  HALO_HOME         where datasets and diagnoses are kept (default ~/.halo-loop)`;

const files = `FILE is a .jsonl file (packed with gzip or zstd, too), a folder or a glob; several make one dataset.`;

const texts: Record<HelpTopic, string> = {
  'halo-loop': `
halo-loop: what ran, what failed and why, from the traces of an agent.

  halo-loop [FILE…]                     open the dashboard; without a file, with what is there
  halo-loop FILE… --prompt "QUESTION"   answer a question here, without a browser
  halo-loop --resume ID                 go on with a run that was cut off (its id: the end of its address)
  halo-loop import FILE… [--json]       import, and print what was read and what was rejected
  halo-loop tool NAME --args JSON FILE… print the JSON answer of one of the engine's tools
  halo-loop mcp [FILE…]                 an MCP server on stdin and stdout, for coding agents
  halo-loop sample --out FILE           write generated traces to try things with

${files}
"halo-loop COMMAND --help" tells more about a command.

Dashboard
  --port N        listen on this port or fail (default 4269, or the next free one)
  --no-open       do not open the browser
  --dev           reload pages when their source changes

Prompt
  -p, --prompt Q  the question
  --json          print the events of the run, one a line, in place of the text; goes with --resume, too
  --max-turns N          turns that the model may take, 1 to 100 (default 20)
  --max-depth N          how deep subagents may be nested, 0 to 4 (default 2)
  --max-parallel N       subagents of one depth at a time, 1 to 16 (default 4)
  --temperature T        0 to 2 (default: the model's own)
  --max-output-tokens N  of one call of the model (default: the model's own)
  --dataset-note TEXT    what the dataset encodes, told to the model

Both
  --model NAME             model to ask
  --base-url URL           OpenAI-compatible endpoint
  --provider P             openai, or builtin: the analyst that needs no model
  --api A                  responses or chat (default: responses at OpenAI, chat elsewhere)
  --effort E               reasoning effort: none, minimal, low, medium, high, xhigh
  --synthesis-model NAME   model for summaries across traces (default: the same)
  --compaction-model NAME  model for summaries of long conversations (default: the same)

  -h, --help      this text
  --version       the version
${environment}

Exit codes: 0 answered, 1 failed, 2 wrong usage, 130 interrupted.
The answer alone goes to stdout, progress and logs go to stderr.`,
  tool: `
halo-loop tool NAME --args JSON FILE…

Runs one of the engine's tools on the traces and prints its JSON answer. An answer that tells what was wrong with the
arguments goes with exit code 1.

  --args JSON     the tool's arguments, an object (default {})

${files}

Example
  halo-loop tool count_traces --args '{"filters":{"has_errors":true},"group_by":"model"}' traces.jsonl`,
  mcp: `
halo-loop mcp [FILE…]

An MCP server on stdin and stdout: the tools over the traces, findings as resources, and "ask". With files it is about
them; without, about what was imported before, the newest unless a tool is given a dataset_id. A running dashboard has
the same at http://127.0.0.1:PORT/api/mcp. It takes the flags that say who answers: --model, --base-url, --provider,
--api, --effort.

Configuration of a client
  {"mcpServers": {"halo-loop": {"command": "halo-loop", "args": ["mcp", "/path/to/traces.jsonl"]}}}

${files}`,
  import: `
halo-loop import FILE… [--json]

Imports the traces and prints what became of every line. Files that were imported before and did not change are not
read again.

  --json          print the report as one JSON object:
                  {datasetId, files, lines, spans, duplicates, rejected, blank,
                   rejections: [{file, line, byteOffset, reason, excerpt}], warnings, ms}

${files}`,
  sample: `
halo-loop sample --out FILE [--traces N] [--seed S] [--force]

Writes the generated traces of a believable agent with planted failures, the same for the same seed.

  --out FILE      where to write; compressed where the name ends in .gz
  --traces N      how many traces (default 360)
  --seed S        a whole number (default 4269)
  --force         write over a file that is there`,
};
