import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventsOf, findingFixture, runStarted } from '../../lib/chat/diagnosis-fixture';
import { readConfig } from '../config';
import { appendEvent } from '../store/diagnoses';
import { findingResources } from './findings';
import { newestDataset } from './newest-dataset';
import type { McpPlace } from './place';

let home: string;
let place: McpPlace;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'halo-mcp-findings-'));
  const config = readConfig({ NODE_ENV: 'test', HALO_HOME: home });
  place = { config, origin: null, dataset: (wanted) => newestDataset(home, wanted) };
});

afterEach(() => rm(home, { recursive: true }));

async function report(count: number): Promise<void> {
  const reported = Array.from({ length: count }, (_, index) => ({
    type: 'finding-reported' as const,
    callId: 'call',
    finding: { ...findingFixture, id: `f-${index}`, title: `Failure ${index}` },
  }));
  for (const event of eventsOf([runStarted, ...reported])) await appendEvent({ home, id: 'd1', event });
}

describe('findings as resources', () => {
  it('come a hundred at a time, with where to go on', async () => {
    await report(150);
    const first = await findingResources(place, undefined);
    expect(first.resources).toHaveLength(100);
    expect(first.resources[0]?.name).toBe('Failure 149');
    const second = await findingResources(place, first.nextCursor);
    expect(second.resources.map(({ name }) => name)).toEqual(
      Array.from({ length: 50 }, (_, index) => `Failure ${49 - index}`),
    );
    expect(second.nextCursor).toBeUndefined();
  });

  it('refuse to go on from where none is', async () => {
    await report(1);
    await expect(findingResources(place, 'ghost')).rejects.toThrow('"ghost"');
  });
});
