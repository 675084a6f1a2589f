import type { TraceSummary } from '../../lib/contracts/trace';
import { formatCompact, formatCost, formatCount, formatDuration, formatNumberOf } from '../../lib/format';
import { Badge, type Tone } from '../ui/badge';
import { CopyButton } from '../ui/copy-button';

/** Where one is, in the bar: the trace's name and id, what went wrong in it, and how much of it there is. */
export function TraceBreadcrumb({ summary }: { summary: TraceSummary }) {
  return (
    <nav
      aria-label="Trace"
      className="flex min-w-0 flex-1 items-center gap-2.5 max-md:min-h-7 max-md:flex-wrap max-md:gap-y-1"
    >
      <span aria-hidden="true" className="text-faint max-md:hidden">
        /
      </span>
      <h1 className="max-w-full min-w-12 shrink truncate font-semibold" title={summary.rootName}>
        {summary.rootName}
      </h1>
      <CopyButton
        look="plain"
        text={summary.traceId}
        aria-label={`Copy trace id ${summary.traceId}`}
        title={`Copy ${summary.traceId}`}
        className="machine font-normal"
      >
        <span className="block max-w-[8ch] truncate">{summary.traceId}</span>
      </CopyButton>
      {marksOf(summary).map(({ count, word, words, tone, title }) => (
        <Badge
          key={word}
          tone={tone}
          title={title}
          className={tone === 'neutral' ? 'max-xl:hidden' : undefined}
        >
          {formatCount(count)} {count === 1 ? word : words}
        </Badge>
      ))}
      <span className="figures min-w-0 truncate text-secondary max-lg:hidden">
        {facts(summary).join(' · ')}
      </span>
    </nav>
  );
}

interface Mark {
  count: number;
  word: string;
  words: string;
  tone: Tone;
  title: string;
}

function marksOf(summary: TraceSummary): Mark[] {
  const marks: Mark[] = [
    {
      count: summary.errorSpanCount,
      word: 'error',
      words: 'errors',
      tone: 'error',
      title: 'Spans with status ERROR',
    },
    {
      count: summary.silentSpanCount,
      word: 'silent',
      words: 'silent',
      tone: 'silent',
      title: 'Spans whose content says failure, while their status does not',
    },
    {
      count: summary.handledSpanCount,
      word: 'handled',
      words: 'handled',
      tone: 'silent',
      title: 'Failures after which the run went on',
    },
    {
      count: summary.orphanCount,
      word: 'orphan',
      words: 'orphans',
      tone: 'neutral',
      title: 'Spans whose parent is not in the dataset; they stand as roots',
    },
    {
      count: summary.unfinishedCount,
      word: 'unfinished',
      words: 'unfinished',
      tone: 'neutral',
      title: 'Spans without an end time',
    },
    {
      count: summary.conflictCount,
      word: 'conflict',
      words: 'conflicts',
      tone: 'neutral',
      title: 'Spans that share an id and say different things',
    },
  ];
  return marks.filter((mark) => mark.count > 0);
}

function facts(summary: TraceSummary): string[] {
  const tokens = summary.inputTokens + summary.outputTokens;
  return [
    formatDuration(summary.durationNs),
    formatNumberOf(summary.spanCount, 'span'),
    tokens > 0 && `${formatCompact(tokens)} tokens${summary.tokensFromRollup ? ' (rolled up)' : ''}`,
    summary.costUsd !== null && formatCost(summary.costUsd),
  ].filter((fact) => fact !== false);
}
