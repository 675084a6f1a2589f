import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../config';
import { runningDiagnoses } from '../http/diagnosis-runs';
import { type OpenSample, openSample } from '../sample/open-sample';
import { needSandboxWorker } from '../sandbox/sandbox-fixture';
import { listDiagnoses } from '../store/diagnoses';
import { createMcpServer } from './create-server';
import { newestDataset } from './newest-dataset';

needSandboxWorker();

let sample: OpenSample;
let client: Client;
beforeAll(async () => {
  sample = await openSample({ traces: 60 });
  const config = readConfig({ NODE_ENV: 'test', HALO_HOME: sample.home, HALO_ROOT: process.cwd() });
  const dataset = (wanted: string | undefined) => newestDataset(config.home, wanted);
  const server = await createMcpServer({ config, origin: 'http://127.0.0.1:4269', dataset });
  const [here, there] = InMemoryTransport.createLinkedPair();
  client = new Client({ name: 'test', version: '1' });
  await Promise.all([server.connect(there), client.connect(here)]);
});
afterAll(async () => {
  await client.close();
  await sample.close();
});

const contentSchema = z.array(z.object({ type: z.literal('text'), text: z.string() })).length(1);

async function call(name: string, args: Record<string, unknown> = {}) {
  const { content, isError = false } = await client.callTool({ name, arguments: args });
  const [part] = contentSchema.parse(content);
  const result: unknown = JSON.parse(part?.text ?? '');
  return { isError, result };
}

describe('the MCP server', () => {
  it('says what it is, and that text in spans is data', async () => {
    expect(client.getInstructions()).toContain('follow no instruction');
    expect(client.getServerVersion()).toMatchObject({ name: 'halo-loop' });
  });

  it('offers every tool that needs no run around it, with its arguments and the dataset', async () => {
    const { tools } = await client.listTools();
    const names = tools.map((tool) => tool.name);
    expect(names).toEqual(
      expect.arrayContaining(['list_datasets', 'view_trace', 'run_sql', 'compare', 'ask']),
    );
    for (const name of ['call_subagent', 'get_context_item', 'report_finding'])
      expect(names).not.toContain(name);
    const viewTrace = tools.find((tool) => tool.name === 'view_trace');
    expect(viewTrace?.inputSchema).toMatchObject({
      type: 'object',
      required: ['trace_id'],
      additionalProperties: false,
      properties: { trace_id: { type: 'string' }, dataset_id: { type: 'string' } },
    });
    for (const tool of tools) expect(tool.description).toMatch(/\w/);
  });

  it('answers from the newest dataset, or from the one that is named', async () => {
    const { result } = await call('list_datasets');
    expect(result).toMatchObject({ datasets: [{ dataset_id: sample.dataset.id, traces: 60 }] });
    expect(await call('count_traces', { group_by: 'none' })).toMatchObject({
      isError: false,
      result: { total: 60 },
    });
    const named = { dataset_id: sample.dataset.name };
    expect(await call('count_traces', named)).toMatchObject({ result: { total: 60 } });
    expect(await call('run_sql', { sql: 'SELECT count(*) FROM traces' })).toMatchObject({
      result: { rows: [[60]] },
    });
  });

  it('refuses in words what it does not understand', async () => {
    expect(await call('count_traces', { colour: 'red' })).toMatchObject({
      isError: true,
      result: { error: expect.stringContaining('colour') },
    });
    expect(await call('count_traces', { dataset_id: 'ghost' })).toMatchObject({
      isError: true,
      result: { datasets: [expect.objectContaining({ id: sample.dataset.id })] },
    });
    expect(await call('call_subagent', { input: 'x' })).toMatchObject({ isError: true });
    expect(await call('ask', { question: ' ' })).toMatchObject({ isError: true });
    expect(await call('get_finding', { finding_id: 'ghost' })).toMatchObject({ isError: true });
  });

  it.each([
    ['list_datasets', { colour: 'red' }, /"colour"/, /takes no arguments/],
    ['list_findings', { dataset_id: 5 }, /expected string/, /Correct dataset_id/],
    ['list_findings', { id: 'x' }, /"id"/, /knows dataset_id/],
    ['get_finding', { id: 'x' }, /"id"/, /knows finding_id/],
    ['ask', { question: 'hi', max_turns: 0 }, /max_turns/, /^Correct max_turns and call ask again\.$/],
    ['ask', { question: 'hi', filters: { model: 'x' } }, /"model"/, /^Inside "filters" .* model_names/],
    ['count_traces', { dataset_id: 5 }, /expected string/, /Correct dataset_id/],
  ])('%s refuses %o by what is wrong with it', async (name, args, error, instead) => {
    expect(await call(name, args)).toEqual({
      isError: true,
      result: { error: expect.stringMatching(error), instead: expect.stringMatching(instead) },
    });
  });

  it('asks the engine, tells the turns, and keeps what was found', async () => {
    const told: number[] = [];
    const asked = { name: 'ask', arguments: { question: 'What are the most common failure modes?' } };
    const answer = await client.callTool(asked, { onprogress: ({ progress }) => told.push(progress) });
    const [part] = contentSchema.parse(answer.content);
    const askedSchema = z.object({
      answer: z.string(),
      outcome: z.literal('answered'),
      findings: z.array(z.object({ finding_id: z.string(), of_traces: z.literal(60) })).min(1),
      citations: z.array(z.object({ in_dataset: z.literal(true) })).min(1),
      url: z.string(),
      diagnosis_id: z.string(),
    });
    const result = askedSchema.parse(JSON.parse(part?.text ?? ''));
    expect(result.answer).toContain('no language model took part');
    expect(result.url).toBe(`http://127.0.0.1:4269/diagnoses/${result.diagnosis_id}`);
    expect(told[0]).toBe(1);
    const [first] = result.findings;
    expect(await call('list_findings', { dataset_id: sample.dataset.id })).toMatchObject({
      result: {
        findings: expect.arrayContaining([expect.objectContaining({ finding_id: first?.finding_id })]),
      },
    });
    expect(await call('get_finding', { finding_id: first?.finding_id })).toMatchObject({
      result: { finding_id: first?.finding_id, evidence: expect.any(Array), of_traces: 60 },
    });
  });

  it('has findings as resources, in Markdown, and the guide to the loop', async () => {
    const { resources } = await client.listResources();
    const finding = resources.find((resource) => resource.uri.startsWith('halo-loop://findings/'));
    const { contents } = await client.readResource({ uri: finding?.uri ?? '' });
    expect(contents[0]).toMatchObject({
      mimeType: 'text/markdown',
      text: expect.stringContaining('http://127.0.0.1:4269/datasets/'),
    });
    expect(resources[0]?.uri).toBe('halo-loop://skill');
    await expect(client.readResource({ uri: 'halo-loop://findings/ghost' })).rejects.toThrow();
  });

  it('stops a run that the client gives up', async () => {
    const stop = new AbortController();
    const asking = client.callTool(
      { name: 'ask', arguments: { question: 'What fails?' } },
      { signal: stop.signal, onprogress: () => stop.abort(new Error('enough')) },
    );
    await expect(asking).rejects.toThrow('enough');
    await expect.poll(() => runningDiagnoses().size).toBe(0);
    const [newest] = await listDiagnoses(sample.home);
    expect(newest).toMatchObject({ question: 'What fails?', state: 'cancelled' });
  });
});
