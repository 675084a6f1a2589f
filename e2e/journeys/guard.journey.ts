import { get } from 'node:http';
import { expect, journey } from '../fixtures/journey';

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
