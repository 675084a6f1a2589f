import type { ImportEvent } from '../../lib/contracts/import-report';
import { formatBytes, formatCount } from '../../lib/format';
import type { Terminal } from './terminal';

type Progress = Extract<ImportEvent, { type: 'progress' }>;

const phases: Record<Progress['phase'], string> = {
  reading: 'Reading',
  linking: 'Linking spans',
  analysing: 'Looking for patterns',
  saving: 'Saving',
};

/**
 * Shows how far an import is: a bar that moves where stderr is a terminal, else a line for each phase and each tenth
 * of the reading, so that a log stays short.
 */
export function importProgress(terminal: Terminal): (event: Progress) => void {
  if (terminal.status) {
    const { status } = terminal;
    return (event) => status(progressBar(event));
  }
  let last = '';
  return (event) => {
    const step = `${event.phase} ${Math.floor(share(event) * 10)}`;
    if (step !== last) terminal.log(progressLine(event));
    last = step;
  };
}

/** "Reading ██████░░░░ 60 %  1.2 GB of 2.0 GB  80.1 MB/s  12,345 spans". */
export function progressBar(event: Progress): string {
  if (event.phase !== 'reading') return `${phases[event.phase]}…  ${formatCount(event.spans)} spans`;
  const width = 20;
  const full = Math.round(share(event) * width);
  return `Reading ${'█'.repeat(full)}${'░'.repeat(width - full)} ${details(event).join('  ')}`;
}

function progressLine(event: Progress): string {
  if (event.phase !== 'reading') return `${phases[event.phase]}…`;
  return `Reading: ${details(event).join(', ')}`;
}

function details(event: Progress): string[] {
  const speed = event.ms > 0 ? `${formatBytes(Math.round((event.bytesRead / event.ms) * 1000))}/s` : '';
  const left = secondsLeft(event);
  return [
    `${Math.floor(share(event) * 100)} %`,
    `${formatBytes(event.bytesRead)} of ${formatBytes(event.bytesTotal)}`,
    speed,
    `${formatCount(event.spans)} spans`,
    event.rejected > 0 ? `${formatCount(event.rejected)} rejected` : '',
    left !== undefined && left > 3 ? `${left} s left` : '',
  ].filter((detail) => detail !== '');
}

function share({ bytesRead, bytesTotal }: Progress): number {
  return bytesTotal > 0 ? Math.min(1, bytesRead / bytesTotal) : 1;
}

function secondsLeft({ bytesRead, bytesTotal, ms }: Progress): number | undefined {
  // The first second says little about the rest.
  if (bytesRead === 0 || ms < 1000) return undefined;
  return Math.round(((bytesTotal - bytesRead) * ms) / bytesRead / 1000);
}
