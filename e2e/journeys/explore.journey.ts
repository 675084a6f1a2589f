import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, journey } from '../fixtures/journey';
import { known, writeKnownTraces, writeTraces } from '../fixtures/write-traces';

journey(
  'import a file, filter to errors, open a trace, go from error to error',
  async ({ page, dashboard }) => {
    const { origin } = await dashboard();
    await page.goto(origin);
    await page
      .getByLabel('Trace files to import')
      .first()
      .setInputFiles(await writeKnownTraces());
    const imports = page.getByRole('region', { name: 'Imports' });
    await expect(imports.getByRole('status')).toContainText('8 traces, 32 spans');
    await imports.getByRole('link', { name: 'Open' }).click();

    const traces = page.getByRole('grid', { name: 'Traces' });
    await expect(traces).toHaveAttribute('aria-rowcount', '9');
    await page.getByRole('link', { name: 'status error, 3 traces' }).click();
    await expect(traces).toHaveAttribute('aria-rowcount', '4');
    await expect(page).toHaveURL(/\?.*(errors|class)=/);
    await page.goBack();
    await expect(traces).toHaveAttribute('aria-rowcount', '9');
    await page.goForward();
    await expect(traces).toHaveAttribute('aria-rowcount', '4');

    await traces.getByRole('link').first().click();
    const span = page.getByRole('region', { name: 'Selected span' });
    await expect(page).toHaveURL(/\/traces\/broken-\d/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await expect(span.getByRole('heading', { level: 2 })).toHaveText('lookup');
    await expect(span).toContainText(known.errorText);
    await page.keyboard.press('e');
    await expect(span.getByRole('heading', { level: 2 })).toHaveText('refund');
    await page.keyboard.press('Shift+E');
    await expect(span.getByRole('heading', { level: 2 })).toHaveText('lookup');
  },
);

journey(
  'a file named on the command line opens, and the next start reuses it',
  async ({ page, dashboard }) => {
    const files = [await writeKnownTraces()];
    const home = await mkdtemp(join(tmpdir(), 'halo-e2e-'));
    const first = await dashboard({ files, home });
    await page.goto(first.address);
    await expect(page.getByRole('grid', { name: 'Traces' })).toHaveAttribute('aria-rowcount', '9');
    await expect(page.getByRole('region', { name: 'Failure signatures' })).toContainText(
      '3 spans · 3 traces',
    );
    await page.goto('about:blank');
    expect(await first.stop()).toBe(0);

    const second = await dashboard({ files, home });
    expect(second.log()).toContain('imported before and unchanged');
    expect(new URL(second.address).pathname).toBe(new URL(first.address).pathname);
    await page.goto(second.address);
    await expect(page.getByRole('grid', { name: 'Traces' })).toHaveAttribute('aria-rowcount', '9');
  },
);

journey('a search in payloads is a link that opens the same', async ({ page, dashboard }) => {
  const { address } = await dashboard({ files: [await writeKnownTraces()] });
  await page.goto(address);
  const search = page.getByRole('searchbox', { name: 'Search in every span' });
  await search.fill('"shipped"');
  await search.press('Enter');
  const traces = page.getByRole('grid', { name: 'Traces' });
  await expect(traces).toHaveAttribute('aria-rowcount', '6');
  await page.goto(page.url());
  await expect(traces).toHaveAttribute('aria-rowcount', '6');
});

journey(
  'a bad file is refused with its reason, and a bad line costs one line',
  async ({ page, dashboard }) => {
    const { origin } = await dashboard();
    await page.goto(origin);
    const choose = page.getByLabel('Trace files to import').first();
    await choose.setInputFiles(
      await writeTraces('picture.jsonl', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255])),
    );
    await expect(page.getByRole('region', { name: 'Imports' }).getByRole('alert')).toContainText(
      'is a binary file',
    );

    const line = '{"trace_id":"t","span_id":"s","name":"only","start_time":"2026-04-23T05:00:00Z"}';
    await choose.setInputFiles(await writeTraces('torn.jsonl', `${line}\n{"trace_id":"t","span_\n`));
    const torn = page.getByRole('article', { name: 'torn.jsonl' });
    await expect(torn).toContainText('1 trace, 1 span');
    await expect(torn).toContainText('1 line was no span');
    await torn.getByRole('link', { name: 'See what was rejected' }).click();
    await expect(page.getByRole('main')).toContainText('{"trace_id":"t","span_');
  },
);

journey('an empty file is an empty dataset, and says so', async ({ page, dashboard }) => {
  const { origin } = await dashboard();
  await page.goto(origin);
  await page
    .getByLabel('Trace files to import')
    .first()
    .setInputFiles(await writeTraces('empty.jsonl', ''));
  const empty = page.getByRole('article', { name: 'empty.jsonl' });
  await expect(empty.getByRole('alert')).toContainText('the file is empty');
});

journey(
  'where there is no such dataset, nothing can be asked',
  async ({ page, dashboard, expectedErrors }) => {
    const { origin } = await dashboard();
    expectedErrors.push(/404/);
    const chat = page.getByRole('complementary', { name: 'Ask the traces' });
    for (const path of ['nope', 'nope/traces/x']) {
      await page.goto(`${origin}/datasets/${path}`);
      await expect(page.getByRole('main')).toContainText('This is not here');
      await expect(chat).toContainText('No dataset is open');
    }
    await expect(page.getByRole('textbox', { name: 'Question about these traces' })).toHaveCount(0);
  },
);
