import type { ImportReport } from '../../lib/contracts/import-report';
import { formatCount } from '../../lib/format';

const filesShown = 20;
const rejectionsShown = 10;

/** "12,345 spans in 300 traces from 2 files in 1.2 s, 3 lines rejected". */
export function reportLine(report: ImportReport): string {
  const from = report.files.length === 1 ? '1 file' : `${formatCount(report.files.length)} files`;
  const when = report.reused ? ', imported before and unchanged' : ` in ${(report.ms / 1000).toFixed(1)} s`;
  const rejected = report.rejected === 0 ? '' : `, ${count(report.rejected, 'line')} rejected`;
  return `${count(report.spans, 'span')} in ${count(report.traces, 'trace')} from ${from}${when}${rejected}`;
}

/** What became of every line, for a person to read; ends with a line break. */
export function reportText(report: ImportReport): string {
  const lines = [
    `Dataset ${report.datasetId}: ${reportLine(report)}.`,
    ...files(report),
    `${count(report.lines, 'line')} = ${count(report.spans, 'span')} + ${count(report.duplicates, 'duplicate')} + ` +
      `${formatCount(report.rejected)} rejected + ${formatCount(report.blank)} blank`,
    ...report.warnings.map(({ message }) => `Note: ${message}`),
    ...rejections(report),
  ];
  return `${lines.join('\n')}\n`;
}

function files({ files: all }: ImportReport): string[] {
  const shown = all.slice(0, filesShown);
  const more = all.length - shown.length;
  return [
    ...shown.map(
      ({ file, bytes, lines }) => `  ${file}  ${count(lines, 'line')}, ${formatCount(bytes)} bytes`,
    ),
    ...(more > 0 ? [`  … and ${count(more, 'file')} more; --json lists them all.`] : []),
  ];
}

function rejections({ rejected, rejections: known }: ImportReport): string[] {
  if (rejected === 0) return [];
  const shown = known.slice(0, rejectionsShown);
  const more = rejected - shown.length;
  return [
    'Rejected:',
    ...shown.map(({ file, line, byteOffset, reason }) => `  ${file}:${line} (byte ${byteOffset}): ${reason}`),
    ...(more > 0 ? [`  … and ${formatCount(more)} more; --json lists the first 1,000.`] : []),
  ];
}

function count(n: number, noun: string): string {
  return `${formatCount(n)} ${noun}${n === 1 ? '' : 's'}`;
}
