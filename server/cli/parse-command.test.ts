import { describe, expect, it } from 'vitest';
import { parseCommand } from './parse-command';
import { UsageError } from './usage';

const noFlags = {};

it('goes on with a run as it began', () => {
  expect(parseCommand(['--resume', 'd-1', '--json'])).toEqual({ kind: 'resume', id: 'd-1', json: true });
  expect(() => parseCommand(['--resume', 'd-1', '--model', 'm'])).toThrow(
    '--model does not go with --resume',
  );
  expect(() => parseCommand(['--resume', 'd-1', 'traces.jsonl'])).toThrow('no file');
});

describe('the command line', () => {
  it('opens the dashboard on files, or on nothing', () => {
    const command = { kind: 'dashboard', port: undefined, open: true, dev: false, engine: noFlags };
    expect(parseCommand([])).toEqual({ ...command, files: [] });
    expect(parseCommand(['a.jsonl', 'b.jsonl', '--port', '5000', '--no-open'])).toEqual({
      ...command,
      files: ['a.jsonl', 'b.jsonl'],
      port: 5000,
      open: false,
    });
  });

  it('asks a question wherever the flags stand', () => {
    expect(parseCommand(['--prompt', 'why?', 'a.jsonl', '--json', '--max-turns=3', '--model', 'm'])).toEqual({
      kind: 'prompt',
      files: ['a.jsonl'],
      prompt: 'why?',
      json: true,
      options: { maxTurns: 3 },
      engine: { HALO_MODEL: 'm' },
    });
    expect(
      parseCommand(['a', '-p', 'q', '--base-url', 'http://localhost:1/v1', '--provider', 'openai']),
    ).toMatchObject({ engine: { OPENAI_BASE_URL: 'http://localhost:1/v1', HALO_PROVIDER: 'openai' } });
  });

  it('takes every option of a run, within its range', () => {
    const flags = '--max-depth 0 --max-parallel 16 --temperature 0.2 --max-output-tokens 900 --api chat';
    const more = '--effort xhigh --synthesis-model s --compaction-model c';
    const argv = ['a', '-p', 'q', ...flags.split(' '), ...more.split(' '), '--dataset-note', 'nightly runs'];
    expect(parseCommand(argv)).toMatchObject({
      options: {
        maxDepth: 0,
        maxParallel: 16,
        temperature: 0.2,
        maxOutputTokens: 900,
        datasetNote: 'nightly runs',
      },
      engine: {
        HALO_API: 'chat',
        HALO_REASONING_EFFORT: 'xhigh',
        HALO_SYNTHESIS_MODEL: 's',
        HALO_COMPACTION_MODEL: 'c',
      },
    });
    const refused = [
      ['--max-depth', '5'],
      ['--max-parallel', '0'],
      ['--temperature', '3'],
      ['--api', 'chatt'],
      ['--effort', 'huge'],
      ['--dataset-note', ' '],
    ];
    for (const [flag, value] of refused) {
      expect(() => parseCommand(['a', '-p', 'q', String(flag), String(value)])).toThrow(
        `${flag} "${value}" is not`,
      );
    }
  });

  it('takes the name of a tool before the files', () => {
    expect(parseCommand(['tool', 'count_traces', '--args', '{"group_by":"none"}', 'a', 'b'])).toEqual({
      kind: 'tool',
      name: 'count_traces',
      args: '{"group_by":"none"}',
      files: ['a', 'b'],
    });
  });

  it('serves coding agents, about files or about what is there', () => {
    expect(parseCommand(['mcp', 'a.jsonl', '--model', 'm'])).toEqual({
      kind: 'mcp',
      files: ['a.jsonl'],
      engine: { HALO_MODEL: 'm' },
    });
    expect(parseCommand(['mcp'])).toEqual({ kind: 'mcp', files: [], engine: {} });
    expect(() => parseCommand(['mcp', '--port', '1'])).toThrow(UsageError);
  });

  it('imports, and prints as words or as JSON', () => {
    expect(parseCommand(['import', 'a', '--json'])).toEqual({ kind: 'import', files: ['a'], json: true });
  });

  it('helps for each command, whatever else stands there', () => {
    expect(parseCommand(['--help'])).toEqual({ kind: 'help', topic: 'halo-loop' });
    expect(parseCommand(['tool', '-h'])).toEqual({ kind: 'help', topic: 'tool' });
    expect(parseCommand(['import', 'a', '--help'])).toEqual({ kind: 'help', topic: 'import' });
    expect(parseCommand(['sample', '--help'])).toEqual({ kind: 'help', topic: 'sample' });
    expect(parseCommand(['help'])).toEqual({ kind: 'help', topic: 'halo-loop' });
    expect(parseCommand(['help', 'mcp'])).toEqual({ kind: 'help', topic: 'mcp' });
    expect(parseCommand(['help', '--help'])).toEqual({ kind: 'help', topic: 'halo-loop' });
  });

  it.each([
    [['--nonsense'], /^There is no flag --nonsense\.$/],
    [['-x', 'a'], /^There is no flag -x\.$/],
    [['import', 'a', '--constructor'], /^There is no flag --constructor\.$/],
    [['a', '--prompt', '--json'], /^--prompt needs a value; .* --prompt=--json\.$/],
    [['a', '--json=yes', '--prompt', 'q'], /^--json takes no value\.$/],
    [['help', 'me'], /^There is no command "me"\.$/],
    [['--port', 'x', 'a'], /--port "x" is not a whole number from 0 to 65535/],
    [['--port', '70000'], /65535/],
    [['--json', 'a'], /goes with --prompt/],
    [['--prompt', 'why?'], /Which file/],
    [['--prompt', ' ', 'a'], /empty/],
    [['--prompt'], /^--prompt needs a value\.$/],
    [['a', '-p', 'q', '--max-turns', '0'], /1 to 100/],
    [['a', '-p', 'q', '--port', '1'], /dashboard/],
    [['a', '-p', 'q', '--base-url', 'ftp://x'], /http\(s\)/],
    [['a', '--provider', 'magic'], /openai or builtin/],
    [['tool'], /Which tool/],
    [['tool', 'view_trace'], /Which file/],
    [['import'], /Which file/],
    [['sample'], /--out/],
    [['sample', 'x.jsonl'], /--out/],
  ])('refuses %j', (argv, message) => {
    expect(() => parseCommand(argv)).toThrow(UsageError);
    expect(() => parseCommand(argv)).toThrow(message);
  });
});
