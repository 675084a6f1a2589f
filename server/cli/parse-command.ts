import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { WantedOptions } from '../../lib/contracts/run-options';
import { checkFlags } from './check-flags';
import {
  type EngineFlags,
  engineOptions,
  readEngineFlags,
  readRunFlags,
  runFlagOptions,
} from './engine-flags';
import { wholeNumber } from './read-flag';
import { type HelpTopic, helpTopics, UsageError } from './usage';

export type Command =
  | { kind: 'help'; topic: HelpTopic }
  | { kind: 'version' }
  | {
      kind: 'dashboard';
      files: string[];
      port: number | undefined;
      open: boolean;
      dev: boolean;
      engine: EngineFlags;
    }
  | {
      kind: 'prompt';
      files: string[];
      prompt: string;
      json: boolean;
      options: WantedOptions;
      engine: EngineFlags;
    }
  | { kind: 'resume'; id: string; json: boolean }
  | { kind: 'mcp'; files: string[]; engine: EngineFlags }
  | { kind: 'tool'; name: string; args: string; files: string[] }
  | { kind: 'import'; files: string[]; json: boolean }
  | { kind: 'sample'; traces: number | undefined; seed: number | undefined; out: string; force: boolean };

/** The command that the arguments ask for. Throws UsageError. */
export function parseCommand(argv: readonly string[]): Command {
  const [first, ...rest] = argv;
  if (first === 'tool') return parseTool(rest);
  if (first === 'import') return parseImport(rest);
  if (first === 'mcp') return parseMcp(rest);
  if (first === 'sample') return parseSample(rest);
  if (first === 'help') return parseHelp(rest);
  return parseMain(argv);
}

const mainOptions = {
  prompt: { type: 'string', short: 'p' },
  resume: { type: 'string' },
  json: { type: 'boolean' },
  ...engineOptions,
  ...runFlagOptions,
  port: { type: 'string' },
  'no-open': { type: 'boolean' },
  dev: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parseMain(argv: readonly string[]): Command {
  const topic = 'halo-loop';
  const parsed = read(topic, argv, mainOptions);
  if (parsed.values.help) return { kind: 'help', topic };
  if (parsed.values.version) return { kind: 'version' };
  if (parsed.values.resume !== undefined) return resume(parsed, parsed.values.resume);
  return parsed.values.prompt === undefined ? dashboard(parsed) : prompt(parsed, parsed.values.prompt);
}

type MainArguments = ReturnType<typeof read<typeof mainOptions>>;

function dashboard({ values, positionals }: MainArguments): Command {
  const stray = Object.keys(values).find((name) => name === 'json' || name in runFlagOptions);
  if (stray) throw new UsageError('halo-loop', `--${stray} goes with --prompt.`);
  return {
    kind: 'dashboard',
    files: positionals,
    port: wholeNumber({ topic: 'halo-loop', flag: '--port', text: values.port, from: 0, to: 65_535 }),
    open: !values['no-open'],
    dev: values.dev ?? false,
    engine: readEngineFlags(values),
  };
}

function prompt({ values, positionals }: MainArguments, question: string): Command {
  const topic = 'halo-loop';
  const stray = (['port', 'no-open', 'dev'] as const).find((name) => values[name] !== undefined);
  if (stray) throw new UsageError(topic, `--${stray} is about the dashboard, which --prompt does not open.`);
  if (question.trim() === '') throw new UsageError(topic, '--prompt is empty: ask something.');
  return {
    kind: 'prompt',
    files: needFiles(topic, positionals),
    prompt: question,
    json: values.json ?? false,
    options: readRunFlags(values),
    engine: readEngineFlags(values),
  };
}

/** The run goes on as it was begun: nothing else can be said of it. */
function resume({ values, positionals }: MainArguments, id: string): Command {
  const topic = 'halo-loop';
  const stray = Object.keys(values).find((name) => name !== 'resume' && name !== 'json');
  if (stray)
    throw new UsageError(topic, `--${stray} does not go with --resume: the run goes on as it began.`);
  if (positionals.length > 0)
    throw new UsageError(topic, '--resume takes the id of a diagnosis and no file: it knows its dataset.');
  return { kind: 'resume', id, json: values.json ?? false };
}

function parseMcp(argv: readonly string[]): Command {
  const topic = 'mcp';
  const { values, positionals } = read(topic, argv, {
    ...engineOptions,
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return { kind: 'help', topic };
  return { kind: 'mcp', files: positionals, engine: readEngineFlags(values) };
}

function parseTool(argv: readonly string[]): Command {
  const topic = 'tool';
  const { values, positionals } = read(topic, argv, {
    args: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return { kind: 'help', topic };
  const [name, ...files] = positionals;
  if (name === undefined) throw new UsageError(topic, 'Which tool?');
  return { kind: 'tool', name, args: values.args ?? '{}', files: needFiles(topic, files) };
}

function parseImport(argv: readonly string[]): Command {
  const topic = 'import';
  const { values, positionals } = read(topic, argv, {
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return { kind: 'help', topic };
  return { kind: 'import', files: needFiles(topic, positionals), json: values.json ?? false };
}

function parseSample(argv: readonly string[]): Command {
  const topic = 'sample';
  const { values, positionals } = read(topic, argv, {
    traces: { type: 'string' },
    seed: { type: 'string' },
    out: { type: 'string' },
    force: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return { kind: 'help', topic };
  if (positionals.length > 0)
    throw new UsageError(topic, `What is "${positionals[0]}"? Name the file with --out.`);
  if (values.out === undefined) throw new UsageError(topic, 'Where to? Name the file with --out.');
  return {
    kind: 'sample',
    traces: wholeNumber({ topic, flag: '--traces', text: values.traces, from: 1, to: 10_000_000 }),
    seed: wholeNumber({ topic, flag: '--seed', text: values.seed, from: 0, to: 2 ** 32 - 1 }),
    out: values.out,
    force: values.force ?? false,
  };
}

/** `halo-loop help [COMMAND]`, for whoever does not know of --help. */
function parseHelp([command = 'halo-loop']: readonly string[]): Command {
  if (command.startsWith('-')) return { kind: 'help', topic: 'halo-loop' };
  const topic = helpTopics.find((candidate) => candidate === command);
  if (topic === undefined) throw new UsageError('halo-loop', `There is no command "${command}".`);
  return { kind: 'help', topic };
}

function read<T extends NonNullable<ParseArgsConfig['options']>>(
  topic: HelpTopic,
  argv: readonly string[],
  options: T,
) {
  checkFlags({ topic, argv, options });
  return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
}

function needFiles(topic: HelpTopic, files: string[]): string[] {
  if (files.length === 0)
    throw new UsageError(topic, 'Which file? Name at least one trace file, folder or glob.');
  return files;
}
