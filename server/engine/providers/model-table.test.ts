import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { costOf, findModel, readPrices } from './model-table';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'halo-prices-'));
});
afterAll(() => rm(home, { recursive: true }));

const usage = {
  inputTokens: 1_000_000,
  outputTokens: 100_000,
  cachedInputTokens: 400_000,
  reasoningTokens: 50_000,
};

it('knows what a model of OpenAI costs, with or without a date, and nothing of others', () => {
  const dated = findModel({ model: 'gpt-4.1-mini-2025-04-14', home, isOpenAi: true });
  expect(costOf(dated, usage)).toBeCloseTo(0.6 * 0.4 + 0.4 * 0.1 + 0.1 * 1.6);
  expect(costOf(findModel({ model: 'gpt-4.1-mini', home, isOpenAi: false }), usage)).toBeNull();
  expect(costOf(findModel({ model: 'gpt-4.1-mini-tuned', home, isOpenAi: true }), usage)).toBeNull();
  expect(dated.contextTokens).toBe(1_047_576);
});

it("takes the user's own table first, for any endpoint", async () => {
  await writeFile(join(home, 'prices.json'), '{"qwen3:32b":{"input":0,"output":0},"gpt-4.1":{"input":9}}');
  expect(costOf(findModel({ model: 'qwen3:32b', home, isOpenAi: false }), usage)).toBe(0);
  expect(findModel({ model: 'gpt-4.1', home, isOpenAi: true })).toMatchObject({ input: 9, output: 8 });
});

it('says why a table cannot be used', async () => {
  await writeFile(join(home, 'prices.json'), '{"m":{"input":"cheap"}}');
  expect(readPrices(home)).toMatchObject({ models: {}, problem: expect.stringContaining('prices.json') });
  await writeFile(join(home, 'prices.json'), '{');
  expect(readPrices(home).problem).toContain('cannot be read');
});
