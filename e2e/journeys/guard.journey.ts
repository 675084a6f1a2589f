import { get } from 'node:http';
import { expect, journey } from '../fixtures/journey';
import { writeTraces } from '../fixtures/write-traces';
import { say } from '../model-server/script';

/** Node's fetch would not let a test choose these headers. */
function statusOf(address: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(address, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

journey('answers no foreign host and no foreign page', async ({ dashboard }) => {
  const { origin } = await dashboard();
  expect(await statusOf(origin, {})).toBe(200);
  expect(await statusOf(origin, { host: 'evil.example' })).toBe(403);
  expect(await statusOf(`${origin}/api/datasets`, { origin: 'http://evil.example' })).toBe(403);
  expect(await statusOf(`${origin}/api/datasets`, { 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await statusOf(`${origin}/api/datasets`, { origin })).toBe(200);
});

journey('runs its own scripts alone', async ({ page, dashboard, expectedErrors }) => {
  const { origin } = await dashboard();
  const response = await page.goto(origin);
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expectedErrors.push(/Content Security Policy/);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "injected"';
    document.body.append(script);
    return document.title;
  });
  expect(ran).not.toBe('injected');
});

journey(
  'what spans and models say is text: nothing runs, nothing is fetched',
  async ({ page, dashboard, model }) => {
    const markup =
      '<img src="http://evil.example/span.png" onerror="document.title=\'ran\'"><script>document.title="ran"</script>';
    const span = {
      ...{ trace_id: 'loud', span_id: 'loud-1', name: markup, start_time: '2026-04-23T05:00:00Z' },
      ...{ status: { code: 'STATUS_CODE_ERROR', message: markup }, attributes: { 'output.value': markup } },
    };
    model.play([
      say(
        `![pixel](http://evil.example/model.png) ${markup} [a link](http://evil.example/) done [trace:loud]`,
      ),
    ]);
    const { address } = await dashboard({
      files: [await writeTraces('loud.jsonl', JSON.stringify(span))],
      environment: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'sk-test' },
    });
    await page.goto(address);
    const question = page.getByRole('textbox', { name: 'Question about these traces' });
    await question.fill('What does it say?');
    await question.press('Enter');
    const chat = page.getByRole('complementary', { name: 'Ask the traces' });
    await chat.getByRole('link', { name: /found in this dataset/ }).click();
    await expect(page.getByRole('region', { name: 'Selected span' })).toContainText(
      '<img src="http://evil.example/span.png"',
    );
    await expect(page.locator('img[src*="evil"]')).toHaveCount(0);
    await expect(page).not.toHaveTitle('ran');
  },
);
