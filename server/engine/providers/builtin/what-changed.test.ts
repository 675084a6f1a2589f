import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Filters } from '../../../../lib/contracts/filters';
import { openDataset } from '../../../store/datasets';
import type { FixtureSpan } from '../../../store/fixture-database';
import { makeSpan } from '../../engine-fixture';
import { keepDataset } from '../../tools-fixture';
import { askAnalyst, expectToHold } from './ask-fixture';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'halo-changed-'));
  const keep = (id: string, name: string, importedAt: string, spans: FixtureSpan[]) =>
    keepDataset({ home, id, name, importedAt, spans });
  await keep('old-1', 'runs.jsonl', '2026-01-01T00:00:00Z', runs({ count: 100, missing: 40, late: 0 }));
  await keep('few-1', 'few.jsonl', '2026-01-02T00:00:00Z', runs({ count: 4, missing: 1, late: 0 }));
  await keep('none-1', 'none.jsonl', '2026-01-02T12:00:00Z', []);
  await keep('new-1', 'runs.jsonl', '2026-01-03T00:00:00Z', runs({ count: 100, missing: 10, late: 30 }));
});
afterAll(() => rm(home, { recursive: true }));

/** So many traces; in some the order is missing, in others the tool is late. Half of them go to each of two models. */
function runs({ count, missing, late }: { count: number; missing: number; late: number }): FixtureSpan[] {
  return Array.from({ length: count }, (_, at): FixtureSpan => {
    const said = at < missing ? `Order ${at} is missing` : at < missing + late ? `late after ${at} ms` : null;
    return makeSpan({
      trace_id: `t${at}`,
      span_id: 's',
      name: 'lookup',
      observation_kind: 'TOOL',
      tool_name: 'lookup',
      model_name: at % 2 === 0 ? 'm-even' : 'm-odd',
      start_ns: at * 1e9,
      end_ns: at * 1e9 + 5e8,
      ...(said === null
        ? {}
        : {
            status: 'ERROR',
            status_message: said,
            error_class: 'origin',
            failure_text: said,
            failure_mask: said.replace(/\d+/, '<n>'),
          }),
    });
  });
}

async function ask(question: string, id = 'new-1', filters: Filters = {}) {
  const { dataset, database } = await openDataset(home, id);
  return askAnalyst(question, { database, dataset, home, filters });
}

describe('what changed', () => {
  it('tells what is new and what is less frequent than in the dataset before, how surely, and shows it', async () => {
    const answer = await ask('What changed since the last run?');
    expectToHold(answer);
    expect(answer.text).toContain('Before: runs.jsonl, 100 traces');
    expect(answer.text).toContain('status error: 40 of 100 → 40 of 100 traces');
    expect(answer.text).toMatch(
      /New:\n- lookup fails: late after <n> ms: 0 of 100 → 30 of 100 traces, \+30\.0 points .*more than chance/,
    );
    expect(answer.text).toMatch(
      /Less frequent:\n- lookup fails: Order <n> is missing: 40 of 100 → 10 of 100 traces/,
    );
    expect(answer.text).toMatch(/`late after (\d+) ms` \[span:t\1\/s\]/);
    expect(answer.findings).toMatchObject([{ prevalence: { traces: 30, ofTraces: 100 } }]);
  });

  it('compares with a dataset that is named, and says where there are not enough runs to tell', async () => {
    const answer = await ask('Compare this with few.jsonl');
    expect(answer.text).toContain('Before: few.jsonl, 4 traces');
    expect(answer.text).toContain('Not enough runs to tell much: one side has 4 traces');
    expect(answer.text).toContain('may be chance');
  });

  it('compares the traces of two models, and those that failed with those that did not', async () => {
    const models = await ask('Is m-odd better than m-even?');
    expect(models.text).toMatch(
      /First: runs\.jsonl model:m-odd, 50 traces .* Second: runs\.jsonl model:m-even, 50 traces/,
    );
    for (const question of ['compare failed and successful runs', 'What is different about failed traces?']) {
      expect((await ask(question)).text).toMatch(
        /First: runs\.jsonl error:none, 60 traces .* Second: runs\.jsonl error:any, 40 traces/,
      );
    }
  });

  it('compares like with like under filters and names', async () => {
    const filtered = await ask('What changed since the last run?', 'new-1', { model_names: ['m-even'] });
    expect(filtered.text).toContain('Before: runs.jsonl model:m-even, 50 traces');
    expect(filtered.text).toContain('After: runs.jsonl model:m-even, 50 traces');
    const named = await ask('Did m-odd get worse since the last run?');
    expect(named.text).toContain('Before: runs.jsonl model:m-odd, 50 traces');
  });

  it('compares with no dataset of another name that the question does not name', async () => {
    const { text } = await ask('What changed since the last run?', 'few-1');
    expect(text).toContain('Nothing was compared: No dataset named few.jsonl');
    expect(text).toContain('- `old-1`: runs.jsonl, imported 2026-');
    expect(text).not.toContain('Before:');
  });

  it('takes nothing for gone where a side has no traces', async () => {
    const { text } = await ask('Compare with none.jsonl');
    expect(text).toContain('Before: none.jsonl, 0 traces');
    expect(text).toContain('One side has no traces, so that nothing can be told.');
    expect(text).not.toMatch(/^(?:New|Gone|How many traces fail):/m);
    expect((await ask('What changed since the last run?', 'few-1')).text).not.toContain('none-1');
  });

  it('says that there is nothing before, or no such dataset and which there are', async () => {
    const first = await ask('What changed since the last run?', 'old-1');
    expect(first.text).toContain('Nothing was compared: No dataset named runs.jsonl');
    expect(first.text).toContain('- `few-1`: few.jsonl, imported 2026-');
    const ghost = await ask('Compare with dataset ghost-7');
    expect(ghost.text).toContain('There is no dataset ghost-7.');
    expect(ghost.text).toContain('- `old-1`: runs.jsonl, imported 2026-');
  });
});
