import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, journey } from '../fixtures/journey';
import { program, runProgram } from '../fixtures/run-program';
import { writeKnownTraces } from '../fixtures/write-traces';

journey('a coding agent asks over stdio, and gets an answer with evidence', async () => {
  const home = await mkdtemp(join(tmpdir(), 'halo-mcp-'));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, 'mcp', await writeKnownTraces()],
    env: { HALO_HOME: home },
    stderr: 'ignore',
  });
  const client = new Client({ name: 'journey', version: '1' });
  await client.connect(transport);
  const { content, isError } = await client.callTool({
    name: 'ask',
    arguments: { question: 'What are the most common failure modes?' },
  });
  expect(isError ?? false).toBe(false);
  expect(JSON.stringify(content)).toContain('no language model took part');
  await client.close();
  await rm(home, { recursive: true });
});

journey('a server for traces that are not there ends at once, and says why', async () => {
  const { code, stdout, stderr } = await runProgram(['mcp', '/no/such/file.jsonl'], { stdin: 'open' });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe('There is no file /no/such/file.jsonl. Check the path.\n');
});

journey('a running dashboard answers coding agents, and no page of another site', async ({ dashboard }) => {
  const { address } = await dashboard();
  const url = new URL('/api/mcp', address);
  const client = new Client({ name: 'journey', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(url));
  const { tools } = await client.listTools();
  expect(tools.map((tool) => tool.name)).toContain('run_sql');
  await client.close();
  const foreign = await fetch(url, {
    method: 'POST',
    headers: { origin: 'http://evil.example', 'content-type': 'application/json' },
    body: '{}',
  });
  expect(foreign.status).toBe(403);
});
