import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callTool } from '../call-tool';
import { openToolsFixture, type ToolsFixture } from '../tools-fixture';

const never = new AbortController().signal;

let fixture: ToolsFixture;
beforeAll(async () => {
  fixture = await openToolsFixture();
});
afterAll(() => fixture.close());

function call(name: string, args: object) {
  return callTool({ name, args, context: fixture.context(), signal: never });
}

describe('the beginning of a trace id', () => {
  it.each([
    ['view_trace', {}],
    ['view_spans', { span_ids: ['tool-1'] }],
    ['search_trace', { pattern: 'list_files' }],
    ['search_span', { span_id: 'tool-1', pattern: 'list_files' }],
  ])('stands for the one that begins so in %s', async (name, args) => {
    const whole = await call(name, { trace_id: 'recovers', ...args });
    expect(whole).toMatchObject({ ok: true, result: { trace_id: 'recovers' } });
    expect(await call(name, { trace_id: 'recove', ...args })).toEqual(whole);
    expect(await call(name, { trace_id: 'reco', ...args })).toMatchObject({ ok: false });
  });
});
