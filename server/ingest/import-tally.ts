import type { ImportReport } from '../../lib/contracts/import-report';
import type { ExtractedSpan, UnreadableTime } from './extract';
import type { FoundAttributes } from './read-attributes';
import { unreadableTimes } from './unreadable-times';

export interface SeenSpan {
  span: ExtractedSpan;
  found: FoundAttributes;
  unreadableTime: UnreadableTime | null;
  fileIx: number;
  line: number;
}

/** What is counted while lines are read. */
export interface ImportTally {
  blank: number;
  rejected: number;
  /** Lines with bytes that are no UTF-8. */
  invalidUtf8: number;
  /** Spans read, duplicates among them. */
  readonly seen: number;
  see(span: SeenSpan): void;
  warnings(fileName: (fileIx: number) => string): ImportReport['warnings'];
}

/** A pause this long in one file parts two runs. */
const longPauseNs = 6n * 3600n * 1_000_000_000n;
/** More values than this are workers side by side, not runs one after another. */
const mostRuns = 20;

/** What a run goes by, in the order that it first appeared in a file. */
interface Succession {
  values: string[];
  /** A value came back after another one: they ran side by side. */
  mixed: boolean;
}

interface FileRuns {
  latestNs: bigint | null;
  pauses: { line: number; ns: bigint }[];
  processes: Succession;
  projects: Succession;
}

export function importTally(): ImportTally {
  const files: FileRuns[] = [];
  let seen = 0;
  let schemaVersions = 0;
  let projects = 0;
  let kinds = 0;
  const times = unreadableTimes();

  return {
    blank: 0,
    rejected: 0,
    invalidUtf8: 0,
    get seen() {
      return seen;
    },
    see({ span, found, unreadableTime, fileIx, line }) {
      seen += 1;
      if (found.required.schemaVersion) schemaVersions += 1;
      if (found.required.project) projects += 1;
      if (found.required.kind) kinds += 1;
      if (unreadableTime !== null) times.see(unreadableTime, { fileIx, line });
      files[fileIx] ??= noRuns();
      const runs = files[fileIx];
      followTime(runs, span, line);
      follow(runs.processes, span.processId);
      follow(runs.projects, span.projectId);
    },
    warnings(fileName) {
      const warnings: ImportReport['warnings'] = [];
      const required = [
        ['inference.export.schema_version', schemaVersions],
        ['inference.project_id', projects],
        ['inference.observation_kind', kinds],
      ] as const;
      for (const [key, count] of required) {
        if (seen === 0 || count > 0) continue;
        const message = `No span has the attribute ${key}. What depends on it is derived from other attributes where possible.`;
        warnings.push({ code: 'missing-attribute', message, count: seen });
      }
      if (this.invalidUtf8 > 0) {
        const message = `${this.invalidUtf8} lines hold bytes that are no UTF-8; each was replaced by \uFFFD.`;
        warnings.push({ code: 'invalid-utf8', message, count: this.invalidUtf8 });
      }
      warnings.push(...times.warnings(fileName));
      files.forEach((runs, fileIx) => {
        const signs = signsOfRuns(runs);
        if (signs.length === 0) return;
        const message = `${fileName(fileIx)} seems to hold several runs, one after another: ${signs.join('; ')}.`;
        warnings.push({ code: 'stacked-runs', message, count: signs.length });
      });
      return warnings;
    },
  };
}

function noRuns(): FileRuns {
  return {
    latestNs: null,
    pauses: [],
    processes: { values: [], mixed: false },
    projects: { values: [], mixed: false },
  };
}

function followTime(runs: FileRuns, { startNs, endNs }: ExtractedSpan, line: number): void {
  if (startNs === null) return;
  if (runs.latestNs !== null && startNs - runs.latestNs > longPauseNs && runs.pauses.length < mostRuns) {
    runs.pauses.push({ line, ns: startNs - runs.latestNs });
  }
  const latest = endNs ?? startNs;
  if (runs.latestNs === null || latest > runs.latestNs) runs.latestNs = latest;
}

function follow(succession: Succession, value: string | null): void {
  if (value === null || succession.mixed || succession.values.at(-1) === value) return;
  if (succession.values.includes(value) || succession.values.length > mostRuns) succession.mixed = true;
  else succession.values.push(value);
}

function signsOfRuns({ pauses, processes, projects }: FileRuns): string[] {
  const signs: string[] = [];
  const [first] = pauses;
  if (first) {
    const hours = Number(first.ns / 1_000_000_000n / 360n) / 10;
    const others = pauses.length > 1 ? `, and ${pauses.length - 1} more such pauses` : '';
    signs.push(`a pause of ${hours} hours before line ${first.line}${others}`);
  }
  if (!processes.mixed && processes.values.length > 1) signs.push(`${processes.values.length} processes`);
  if (!projects.mixed && projects.values.length > 1) signs.push(`projects ${projects.values.join(', ')}`);
  return signs;
}
