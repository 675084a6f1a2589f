import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { Outcome, TraceSort, TraceSummary } from '../../lib/contracts/trace';
import { formatCompact, formatCount, formatDuration } from '../../lib/format';
import { formatClock, formatDay } from '../../lib/format-time';
import { Badge, type Tone } from '../ui/badge';
import { classNames } from '../ui/class-names';
import { TraceNameCell } from './trace-name-cell';

/** Nothing but columns and rows: sorting, filtering and paging are the server's. */
export const features = tableFeatures({});

export interface ColumnLook {
  sort?: TraceSort;
  /** Classes of the header and of every cell. */
  className: string;
}

/** How each column is sorted, aligned, and below which width it gives way. */
export const columnLooks: Record<string, ColumnLook> = {
  start: { sort: 'start', className: 'machine text-secondary' },
  name: { sort: 'name', className: '' },
  agent: { sort: 'agent', className: 'text-secondary @max-3xl:hidden' },
  model: { sort: 'model', className: 'machine text-secondary @max-2xl:hidden' },
  duration: { sort: 'duration', className: 'figures text-right' },
  spans: { sort: 'spans', className: 'figures text-right text-secondary @max-xl:hidden' },
  errors: { sort: 'errors', className: 'figures text-right @max-xl:hidden' },
  tokens: { sort: 'tokens', className: 'figures text-right text-secondary @max-lg:hidden' },
  outcome: { className: 'text-right' },
};

/** Grid tracks of one row; they change where a column gives way. `--start` is as wide as the times need. */
export const rowTracks =
  'grid grid-cols-[var(--start)_minmax(100px,1fr)_minmax(80px,0.7fr)_minmax(84px,0.7fr)_84px_56px_56px_68px_76px] ' +
  '@max-3xl:grid-cols-[var(--start)_minmax(100px,1fr)_minmax(84px,0.7fr)_84px_56px_56px_68px_76px] ' +
  '@max-2xl:grid-cols-[var(--start)_minmax(100px,1fr)_84px_56px_56px_68px_76px] ' +
  '@max-xl:grid-cols-[var(--start)_minmax(100px,1fr)_84px_68px_76px] ' +
  '@max-lg:grid-cols-[var(--start)_minmax(80px,1fr)_84px_76px] ' +
  '@max-md:grid-cols-[var(--start)_minmax(64px,1fr)_74px_68px]';

const tones: Record<Outcome, Tone | null> = { error: 'error', silent: 'silent', handled: 'silent', ok: null };

const helper = createColumnHelper<typeof features, TraceSummary>();

export const columns = helper.columns([
  helper.accessor('startTime', {
    id: 'start',
    header: 'Start',
    cell: (cell) => <Start time={cell.getValue()} />,
  }),
  helper.accessor('rootName', {
    id: 'name',
    header: 'Trace',
    cell: (cell) => <TraceNameCell trace={cell.row.original} />,
  }),
  helper.accessor('agentNames', {
    id: 'agent',
    header: 'Agent',
    cell: (cell) => <Names names={cell.getValue()} />,
  }),
  helper.accessor('modelNames', {
    id: 'model',
    header: 'Model',
    cell: (cell) => <Names names={cell.getValue()} />,
  }),
  helper.accessor('durationNs', {
    id: 'duration',
    header: 'Duration',
    cell: (cell) => formatDuration(cell.getValue()),
  }),
  helper.accessor('spanCount', {
    id: 'spans',
    header: 'Spans',
    cell: (cell) => formatCount(cell.getValue()),
  }),
  helper.accessor('errorSpanCount', {
    id: 'errors',
    header: 'Errors',
    cell: (cell) => <ErrorCount count={cell.getValue()} />,
  }),
  helper.accessor((trace) => trace.inputTokens + trace.outputTokens, {
    id: 'tokens',
    header: 'Tokens',
    cell: (cell) => formatCompact(cell.getValue()),
  }),
  helper.accessor('outcome', {
    id: 'outcome',
    header: 'Outcome',
    cell: (cell) => <OutcomeMark outcome={cell.getValue()} />,
  }),
]);

function Start({ time }: { time: string | null }) {
  if (time === null) return <span className="text-faint">no time</span>;
  return (
    <time dateTime={time} title={time}>
      <span className="text-faint group-data-[days=one]/table:hidden">{formatDay(time)} </span>
      {formatClock(time).slice(0, 5)}
      <span className="group-data-[days=several]/table:@max-md:hidden">{formatClock(time).slice(5)}</span>
    </time>
  );
}

function Names({ names }: { names: string[] }) {
  const [first, ...rest] = names;
  if (first === undefined) return <span className="text-faint">–</span>;
  return (
    <span title={names.join(', ')}>
      {first}
      {rest.length > 0 && <span className="text-faint"> +{rest.length}</span>}
    </span>
  );
}

function ErrorCount({ count }: { count: number }) {
  return (
    <span className={classNames(count > 0 ? 'font-medium text-error' : 'text-faint')}>
      {formatCount(count)}
    </span>
  );
}

function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const tone = tones[outcome];
  return tone === null ? <span className="text-faint">{outcome}</span> : <Badge tone={tone}>{outcome}</Badge>;
}
