import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, journey } from '../fixtures/journey';
import { known, writeKnownTraces } from '../fixtures/write-traces';
import { call, type ReceivedRequest, type Script, say } from '../model-server/script';

const toolsAnswered = (request: ReceivedRequest) =>
  request.messages.filter((message) => message.role === 'tool').length;
const isSubagent = (request: ReceivedRequest) => JSON.stringify(request.body).includes('You are a subagent');

const splitsTheWork: Script = (request) => {
  const answered = toolsAnswered(request);
  if (isSubagent(request)) {
    return answered === 0
      ? call({ name: 'count_traces', arguments: { filters: { has_errors: true } } })
      : say('Three of eight fail.');
  }
  if (answered === 0) return call({ name: 'call_subagent', arguments: { input: 'How many fail?' } });
  const sql = `SELECT trace_id FROM spans WHERE status_message = '${known.errorText}' GROUP BY ALL`;
  if (answered === 1) {
    const finding = {
      title: 'Orders are missing',
      severity: 'major',
      claim: 'An order is asked for that is not there.',
      evidence: [{ trace_id: known.brokenTrace, quote: known.errorText }],
      predicate: { sql },
      confidence: 'high',
    };
    return call({ name: 'run_sql', arguments: { sql } }, { name: 'report_finding', arguments: finding });
  }
  return say('Three of eight traces fail.');
};

journey(
  'a model splits its work, queries in SQL, and what it found opens as a search',
  async ({ page, dashboard, model }) => {
    model.play(splitsTheWork);
    const { address } = await dashboard({
      files: [await writeKnownTraces()],
      environment: { OPENAI_BASE_URL: model.baseUrl },
    });
    await page.goto(address);
    const chat = page.getByRole('complementary', { name: 'Ask the traces' });
    await chat.getByRole('button', { name: /Settings of the run/ }).click();
    const settings = page.getByRole('dialog', { name: 'Settings of the run' });
    await settings.getByLabel('Reasoning effort').selectOption('low');
    await settings.getByLabel('What this dataset encodes').fill('orders of a shop');
    await settings.getByRole('button', { name: 'Done' }).click();
    await chat.getByRole('textbox').fill('What fails?');
    await chat.getByRole('textbox').press('Enter');
    const answer = chat.getByRole('article');
    await expect(answer.getByText('Three of eight traces fail.')).toBeVisible();
    expect(model.requests[0]?.body).toMatchObject({ reasoning_effort: 'low' });
    expect(JSON.stringify(model.requests[0]?.messages)).toContain('orders of a shop');

    await answer.getByText('call_subagent').click();
    await expect(answer.getByRole('region', { name: 'What the subagent did' })).toContainText(
      'Three of eight fail.',
    );
    await answer.getByText('run_sql').click();
    await expect(answer.getByRole('table')).toContainText('broken-3');

    await answer.getByRole('button', { name: 'Hand to agent' }).first().click();
    const handOver = page.getByRole('dialog', { name: 'Hand to a coding agent' });
    await expect(handOver.getByLabel('Prompt')).toHaveValue(/verify it before you change anything/);
    await page.keyboard.press('Escape');
    await answer.getByRole('link', { name: 'Open as search' }).click();
    await expect(page.getByRole('button', { name: /Remove the filter sql:SELECT trace_id/ })).toBeVisible();
    await expect(page.getByText(`${known.brokenTraces} traces`).first()).toBeVisible();
  },
);

journey(
  'a run that a restart cut off goes on where its last complete turn ended',
  async ({ page, dashboard, model }) => {
    model.play((request) =>
      toolsAnswered(request) === 0
        ? call({ name: 'get_dataset_overview', arguments: {} })
        : { type: 'reply', say: ['Half of it, ', 'and the rest.'], hold: true, holdAfter: 1 },
    );
    const home = await mkdtemp(join(tmpdir(), 'halo-restart-'));
    const files = [await writeKnownTraces()];
    const environment = { OPENAI_BASE_URL: model.baseUrl };
    const before = await dashboard({ files, home, environment });
    await page.goto(before.address);
    const chat = page.getByRole('complementary', { name: 'Ask the traces' });
    await chat.getByRole('textbox').fill('What fails?');
    await chat.getByRole('textbox').press('Enter');
    await expect(chat.getByText('Half of it,')).toBeVisible();
    await page.goto('about:blank');
    await before.stop();

    const after = await dashboard({ files, home, environment });
    await page.goto(after.address);
    await chat.getByRole('button', { name: /Earlier/ }).click();
    await page
      .getByRole('dialog', { name: 'Earlier diagnoses' })
      .getByRole('link', { name: /What fails/ })
      .click();
    model.release();
    await chat.getByRole('button', { name: 'Resume' }).click();
    await expect(chat.getByText('Half of it, and the rest.')).toBeVisible();
    await expect(chat.getByText('Resumed after a restart')).toBeVisible();
    await rm(home, { recursive: true });
  },
);
