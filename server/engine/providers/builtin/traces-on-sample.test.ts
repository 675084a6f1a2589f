import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type OpenSample, openSample } from '../../../sample/open-sample';
import type { PlantKind } from '../../../sample/run-plan';
import { needSandboxWorker } from '../../../sandbox/sandbox-fixture';
import { callTool } from '../../call-tool';
import { root } from '../../engine-fixture';
import { createToolContext } from '../../tool-context';
import { readRows } from './answers';
import { askAnalyst, expectToHold } from './ask-fixture';
import { recoverySql } from './recovery-sql';

needSandboxWorker();

let sample: OpenSample;
beforeAll(async () => {
  sample = await openSample();
});
afterAll(() => sample.close());

const ask = (question: string) => askAnalyst(question, sample);
const planted = (kind: PlantKind) => sample.truth.planted[kind];

describe('of one trace of the sample', () => {
  it('tells what came of the calls in each trace where one failed, of one trace as over all', async () => {
    const row = z.object({ trace_id: z.string(), how: z.string(), span_id: z.string() });
    const rows =
      readRows(row, await tool('run_sql', { sql: `SELECT * FROM (${recoverySql('true')})`, limit: 1000 })) ??
      [];
    // Where a run is stopped at its limit of turns, no call failed.
    const stopped = planted('out-of-turns').map(({ traceId }) => traceId);
    const { error, silent, handled } = sample.truth.outcomes;
    const failed = [...error, ...silent, ...handled].filter((traceId) => !stopped.includes(traceId));
    expect(rows.map(({ trace_id }) => trace_id).sort()).toEqual(failed.sort());
    const { text } = await ask('Do runs recover after errors?');
    for (const how of ['recovered', 'went-on', 'stopped']) {
      const those = rows.filter((one) => one.how === how);
      expect(text).toContain(`- ${those.length} of ${failed.length} (`);
      for (const { trace_id, span_id } of those.slice(0, 3)) {
        const [told] =
          (await ask(`did trace ${trace_id} recover?`)).text.match(/^It (?:did not )?recover.*$/m) ?? [];
        expect(told).toContain(how === 'recovered' ? 'It recovered' : 'It did not recover');
        expect(told).toContain(`[span:${trace_id}/${span_id}]`);
      }
    }
  });

  it('quotes of a call that no span shows what the model was told of it', async () => {
    const told = planted('unknown-tool').find(({ errorClass }) => errorClass === 'silent');
    const answer = await ask(`why did ${told?.traceId} fail`);
    expectToHold(answer);
    expect(answer.text).toMatch(
      new RegExp(
        `1\\. response \\(silent, .*\\): \`Error: unknown tool .*\` \\[span:${told?.traceId}/${told?.spanIds[0]}\\]`,
      ),
    );
  });

  it('does not speak of recovery where a run was stopped and no call failed', async () => {
    const [stopped] = planted('out-of-turns');
    const answer = await ask(`why did ${stopped?.traceId} fail? did it recover?`);
    expectToHold(answer);
    expect(answer.text).toMatch(/1\. \S+ \(origin\): `MaxTurnsExceeded: Max turns \(10\) exceeded`/);
    expect(answer.text).toContain('No call failed: what failed is an agent or a chain');
  });

  it('tells of the trace that began last, or of the last that failed where a failure is meant', async () => {
    const starts = await tool('run_sql', {
      sql: 'SELECT trace_id, outcome FROM traces ORDER BY start_time DESC',
      limit: 1000,
    });
    const rows = readRows(z.object({ trace_id: z.string(), outcome: z.string() }), starts) ?? [];
    const last = rows[0]?.trace_id ?? '';
    const failed = rows.find(({ outcome }) => outcome === 'error' || outcome === 'silent')?.trace_id ?? '';
    expect(failed).not.toBe('');
    const why = await ask('Why did the last run fail?');
    expectToHold(why);
    expect(why.text).toContain(`[trace:${failed}] (`);
    const { text } = await ask('Which tools did the newest trace call?');
    expect(text).toMatch(new RegExp(`^Taken as the trace that began last.*\\[trace:${last}\\] \\(`, 's'));
  });

  it('says of one trace the cause, the sequence and what came of it', async () => {
    const [first] = planted('refund-declined');
    const answer = await ask(`why did ${first?.traceId} fail`);
    expectToHold(answer);
    expect(answer.text).toMatch(
      new RegExp(
        `1\\. function\\.create_refund \\(origin\\): \`PaymentGatewayError: .*\` \\[span:${first?.traceId}/${first?.spanIds[0]}\\]`,
      ),
    );
    expect(answer.text).toContain('create_refund ✗');
    expect(answer.text).toContain('It did not recover');
    const [wasteful] = planted('repeated-calls');
    const other = await ask(`What happened in run ${wasteful?.traceId.slice(0, 8)}?`);
    expect(other.text).toContain('did not fail: no failure was found in it');
    expect(other.text).toContain('Besides, the detectors found:\n- The tool get_shipment is called 3 times');
  });
});

async function tool(name: string, args: unknown) {
  const { database, dataset, home } = sample;
  const context = createToolContext({ database, dataset, home, root });
  return callTool({ name, args, context, signal: new AbortController().signal });
}
