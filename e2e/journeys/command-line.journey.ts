import { readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { dirname } from 'node:path';
import { diagnosisEventSchema } from '../../lib/contracts/diagnosis-event';
import { importReportSchema } from '../../lib/contracts/import-report';
import { expect, journey } from '../fixtures/journey';
import { runProgram } from '../fixtures/run-program';
import { known, writeKnownTraces, writeTraces } from '../fixtures/write-traces';

journey('a question in the terminal: the answer alone on stdout, the rest on stderr', async () => {
  const file = await writeKnownTraces();
  const { code, stdout, stderr } = await runProgram([
    file,
    '--prompt',
    'What are the most common failure modes?',
  ]);
  expect(code).toBe(0);
  expect(stdout).toContain('[span:broken-');
  expect(stdout).toContain(known.errorText);
  expect(stdout).not.toContain('find_patterns');
  expect(stderr).toContain('→ find_patterns');
  expect(stderr).toContain('Imported: 32 spans in 8 traces');
  expect(await readdir(dirname(file))).toEqual(['known.jsonl']);
});

journey('the events of a run, one a line', async () => {
  const { code, stdout } = await runProgram([
    await writeKnownTraces(),
    '--prompt',
    'Why do runs fail?',
    '--json',
  ]);
  expect(code).toBe(0);
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => diagnosisEventSchema.parse(JSON.parse(line)));
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index));
  expect(events.at(0)?.type).toBe('run-started');
  expect(events.at(-1)).toMatchObject({ type: 'run-ended', end: { outcome: 'answered' } });
});

journey('the report of an import accounts for every line', async () => {
  const file = await writeKnownTraces();
  const extra = await writeTraces('extra.jsonl', '\n{"trace_id":"x"}\nnot json\n\n');
  const { code, stdout } = await runProgram(['import', file, extra, '--json']);
  expect(code).toBe(0);
  const report = importReportSchema.parse(JSON.parse(stdout));
  expect(report).toMatchObject({ lines: 36, spans: 32, duplicates: 0, rejected: 2, blank: 2 });
  expect(report.rejections).toEqual([
    expect.objectContaining({ line: 2, byteOffset: 1, excerpt: '{"trace_id":"x"}' }),
    expect.objectContaining({ line: 3, byteOffset: 18, excerpt: 'not json' }),
  ]);
});

journey('a tool answers JSON, and a refusal is a failure', async () => {
  const file = await writeKnownTraces();
  const good = await runProgram(['tool', 'query_traces', '--args', '{"filters":{"has_errors":true}}', file]);
  expect(good.code).toBe(0);
  expect(JSON.parse(good.stdout)).toMatchObject({ total: known.brokenTraces });
  const bad = await runProgram(['tool', 'query_traces', '--args', '{"nonsense":1}', file]);
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.stdout)).toMatchObject({ error: expect.stringContaining('nonsense') });
});

journey('wrong usage is told from failure', async () => {
  const usage = await runProgram(['--nonsense']);
  expect(usage).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--help') });
  expect(await runProgram(['tool', 'no_such_tool', 'x'])).toMatchObject({ code: 2, stdout: '' });
  const missing = await runProgram(['/no/such/file.jsonl', '--prompt', 'why?']);
  expect(missing).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('/no/such/file.jsonl'),
  });
  const help = await runProgram(['--help']);
  expect(help).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Exit codes') });
});

journey('Ctrl-C ends a run with 130', async ({ model }) => {
  model.play([{ type: 'reply', say: 'I think', hold: true }]);
  const { code, stdout } = await runProgram([await writeKnownTraces(), '--prompt', 'why?'], {
    environment: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'sk-test' },
    onOutput: (child, output) => {
      if (output.includes('I think')) child.kill('SIGINT');
    },
  });
  expect(code).toBe(130);
  expect(stdout).toBe('I think\n');
  await expect.poll(() => model.aborted).toBe(1);
});

journey('an endpoint that is not there fails with what to do', async () => {
  const { server, port } = await occupiedPort();
  await new Promise((resolve) => server.close(resolve));
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  const { code, stdout, stderr } = await runProgram([
    await writeTraces('tool.jsonl', '{"trace_id":"t","span_id":"s","name":"n"}\n'),
    ...['--prompt', 'why?', '--base-url', baseUrl],
  ]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(`${baseUrl} cannot be reached`);
});

journey('a port that was asked for and is taken is told', async () => {
  const { server, port } = await occupiedPort();
  const { code, stderr } = await runProgram(['--no-open', '--port', String(port)]);
  server.close();
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${port} is in use`);
});

async function occupiedPort(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}
