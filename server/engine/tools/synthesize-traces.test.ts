import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  call,
  type ReceivedRequest,
  type Script,
  type ScriptTurn,
  say,
} from '../../../e2e/model-server/script';
import { missingFile } from '../engine-fixture';
import { only, openRunFixture, type RunFixture } from '../run-fixture';

let runs: RunFixture;
beforeAll(async () => {
  runs = await openRunFixture();
});
afterAll(() => runs.close());

const isSynthesis = (request: ReceivedRequest) =>
  request.messages[0]?.content.startsWith('You read recorded runs') ?? false;

const asks =
  (trace_ids: string[], answer: ScriptTurn = say('Both miss a file.')): Script =>
  (request) => {
    if (isSynthesis(request)) return answer;
    const called = request.messages.some((message) => message.role === 'tool');
    return called
      ? say('Done.')
      : call({ name: 'synthesize_traces', arguments: { trace_ids, focus: 'missing files' } });
  };
const digest = () => runs.server().requests.find(isSynthesis)?.messages.at(-1)?.content ?? '';

describe('synthesize_traces', () => {
  it('lets a model read what the spans say, with the focus, and counts them as read', async () => {
    const events = await runs.run(asks(['fails', 'recovers', 'nowhere']));
    expect(only(events, 'tool-finished')[0]).toMatchObject({
      ok: true,
      result: {
        summary: 'Both miss a file.',
        traces_read: 2,
        not_in_dataset: ['nowhere'],
        model: 'scripted',
      },
    });
    expect(digest()).toContain('Focus: missing files');
    expect(digest()).toContain('## [trace:recovers]');
    expect(digest()).toContain('- tool-1 TOOL list_files');
    expect(digest()).toContain(missingFile);
    expect(digest()).toContain('status: Error running tool');
    expect(digest()).toContain('out: README.md');
    expect(only(events, 'run-ended')[0]?.end).toMatchObject({
      receipt: { tracesRead: 2, spansRead: 5, inputTokens: 300 },
    });
  });

  it('cuts long texts, so that many traces fit', async () => {
    await runs.run(asks(['many', 'long/payload', 'fails']));
    expect(digest().length).toBeLessThan(125_000);
    expect(digest()).toContain('characters in all]');
    expect(digest()).toContain('- m99 TOOL read_file');
  });

  it('is refused where the model fails, none of the traces exists, or there is no model', async () => {
    const refusal = async (script: Script, change = {}) => {
      const [finished] = only(await runs.run(script, change), 'tool-finished');
      expect(finished?.ok).toBe(false);
      return JSON.stringify(finished?.result);
    };
    expect(await refusal(asks(['fails'], { type: 'status', status: 400, message: 'no' }))).toContain(
      'did not summarise',
    );
    expect(await refusal(asks(['nowhere']))).toContain('None of these traces');
    const rules = { models: (run: object) => ({ synthesis: { ...run, name: 'builtin' } }) };
    expect(await refusal(asks(['fails']), rules)).toContain('needs a model');
  });
});
