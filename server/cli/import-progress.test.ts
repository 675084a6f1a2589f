import { describe, expect, it } from 'vitest';
import type { ImportEvent } from '../../lib/contracts/import-report';
import { importProgress, progressBar } from './import-progress';

type Progress = Extract<ImportEvent, { type: 'progress' }>;

function reading(bytesRead: number): Progress {
  return { type: 'progress', phase: 'reading', bytesRead, bytesTotal: 1000, spans: 12, rejected: 0, ms: 500 };
}

function log(events: Progress[]): string[] {
  const lines: string[] = [];
  const show = importProgress({ answer: () => {}, log: (line) => lines.push(line), status: undefined });
  for (const event of events) show(event);
  return lines;
}

describe('the progress of an import', () => {
  it('is a bar with share, bytes, speed and spans', () => {
    expect(progressBar(reading(500))).toBe(
      'Reading ██████████░░░░░░░░░░ 50 %  500 B of 1.00 kB  1.00 kB/s  12 spans',
    );
  });

  it('says how long it takes once that can be told', () => {
    expect(progressBar({ ...reading(100), ms: 2000 })).toContain('18 s left');
  });

  it('stands at the end where there is nothing to read', () => {
    expect(progressBar({ ...reading(0), bytesTotal: 0 })).toContain('100 %');
  });

  it('is a line for each tenth and each phase where stderr is no terminal', () => {
    const lines = log([
      reading(0),
      reading(50),
      reading(99),
      reading(100),
      { ...reading(1000), phase: 'linking' },
      { ...reading(1000), phase: 'linking' },
    ]);
    expect(lines.map((line) => line.replace(/[ :].*/, ''))).toEqual(['Reading', 'Reading', 'Linking']);
  });
});
