import type { Page } from '@playwright/test';
import { expect, journey } from '../fixtures/journey';
import { known, writeKnownTraces } from '../fixtures/write-traces';
import { call, say } from '../model-server/script';

const question = 'What are the most common failure modes?';

journey(
  'ask the built-in analyst, and a citation opens the very span it names',
  async ({ page, dashboard }) => {
    const { address } = await dashboard({ files: [await writeKnownTraces()] });
    await page.goto(address);
    const chat = page.getByRole('complementary', { name: 'Ask the traces' });
    await chat.getByRole('button', { name: /What are the most common failure modes/ }).click();
    const answer = chat.getByRole('article');
    await expect(answer.getByText('find_patterns').first()).toBeVisible();
    await expect(answer.getByRole('button', { name: 'Copy answer' })).toBeVisible();
    await expect(answer.getByRole('button', { name: 'Share' }).first()).toBeVisible();

    const citation = answer.getByRole('link', { name: /found in this dataset/ }).first();
    const href = (await citation.getAttribute('href')) ?? '';
    const spanId = new URL(href, address).searchParams.get('span');
    await citation.click();
    await expect(page).toHaveURL(new RegExp(`/traces/broken-\\d.*span=${spanId}`));
    const span = page.getByRole('region', { name: 'Selected span' });
    await expect(span.getByRole('button', { name: `Copy span id ${spanId}` })).toBeVisible();
    await expect(span.locator('mark').first()).toBeVisible();
    await expect(chat.getByRole('article', { name: question })).toBeVisible();
  },
);

journey('a model that cites a trace that does not exist is shown so', async ({ page, dashboard, model }) => {
  model.play([
    call({ name: 'query_traces', arguments: { filters: { has_errors: true } } }),
    say(
      `It fails in [trace:${known.brokenTrace}] with \`${known.errorText}\`, and in [trace:made-up-trace].`,
    ),
  ]);
  const { address } = await dashboard({
    files: [await writeKnownTraces()],
    environment: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'sk-test', HALO_MODEL: 'scripted' },
  });
  await page.goto(address);
  const chat = page.getByRole('complementary', { name: 'Ask the traces' });
  await ask(page, 'Why do runs fail?');
  await expect(chat.getByText('query_traces', { exact: true })).toBeVisible();
  await expect(chat.getByText('not in this dataset')).toBeVisible();
  await expect(chat.getByRole('link', { name: /broken-1.*found in this dataset/ })).toBeVisible();
  await expect(chat.getByRole('link', { name: /made-up/ })).toHaveCount(0);
  expect(model.requests[0]?.authorization).toBe('Bearer sk-test');
});

journey(
  'a run goes on through a reload, and ends where it would have',
  async ({ page, dashboard, model }) => {
    model.play([
      call({ name: 'count_traces', arguments: { group_by: 'model' } }),
      { type: 'reply', say: 'I looked', hold: true },
      say('unused'),
    ]);
    const { address } = await dashboard({
      files: [await writeKnownTraces()],
      environment: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'sk-test' },
    });
    await page.goto(address);
    const chat = page.getByRole('complementary', { name: 'Ask the traces' });
    await ask(page, 'How many?');
    await expect(chat.getByText('I looked')).toBeVisible();
    await page.reload();
    await expect(chat.getByText('How many?')).toBeVisible();
    await expect(chat.getByText('count_traces', { exact: true })).toBeVisible();
    await expect(chat.getByText('I looked')).toBeVisible();
    await expect(chat.getByRole('button', { name: /Cancel/ })).toBeVisible();
    model.release();
    await expect(chat.getByRole('button', { name: 'Copy answer' })).toBeVisible();
    await expect(chat.getByText('I looked')).toHaveCount(1);
  },
);

journey('cancel stops the run down to the request of the model', async ({ page, dashboard, model }) => {
  model.play([{ type: 'reply', say: 'I think', hold: true }]);
  const { address } = await dashboard({
    files: [await writeKnownTraces()],
    environment: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'sk-test' },
  });
  await page.goto(address);
  const chat = page.getByRole('complementary', { name: 'Ask the traces' });
  await ask(page, 'Why?');
  await expect(chat.getByText('I think')).toBeVisible();
  await chat.getByRole('button', { name: /^Cancel/ }).click();
  await expect(chat.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(chat.getByRole('button', { name: 'Copy answer' })).toBeVisible();
  await expect.poll(() => model.aborted).toBe(1);
});

journey('a key that is refused ends the run with what to do', async ({ page, dashboard, model }) => {
  model.play([{ type: 'status', status: 401, message: 'Incorrect API key provided' }]);
  const { address } = await dashboard({
    files: [await writeKnownTraces()],
    environment: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'sk-wrong' },
  });
  await page.goto(address);
  await ask(page, 'Why?');
  const chat = page.getByRole('complementary', { name: 'Ask the traces' });
  await expect(chat.getByRole('alert')).toContainText('refused the key');
  await chat.getByRole('link', { name: 'Open settings' }).click();
  await expect(page.getByRole('main')).toContainText(model.baseUrl);
  await expect(page.getByRole('main')).not.toContainText('sk-wrong');
});

async function ask(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Question about these traces' });
  await field.fill(text);
  await field.press('Enter');
}

journey('settings of a run are left when they fit, and say what they take', async ({ page, dashboard }) => {
  const { address } = await dashboard({ files: [await writeKnownTraces()] });
  await page.goto(address);
  const turns = page.getByRole('button', { name: '20 turns' });
  await turns.click();
  const settings = page.getByRole('dialog', { name: 'Settings of the run' });
  const field = settings.getByLabel('Turns, at most');
  for (const wrong of ['0', 'abc']) {
    await field.fill(wrong);
    await settings.getByRole('button', { name: 'Done' }).click();
    await expect(field).toBeFocused();
    await expect(settings.getByRole('alert')).toContainText('It takes 1 to 100.');
  }
  await field.fill('');
  await settings.getByRole('button', { name: 'Done' }).click();
  await expect(settings).toBeHidden();
  await expect(turns).toBeFocused();
});
