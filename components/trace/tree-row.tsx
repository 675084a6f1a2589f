'use client';

import { memo } from 'react';
import { formatCount, formatDuration, formatNumberOf } from '../../lib/format';
import { findQuote } from '../../lib/trace/find-quote';
import { markTokens } from '../../lib/trace/mark-tokens';
import type { TreeNode } from '../../lib/trace/span-tree';
import { spokenName } from '../../lib/trace/spoken-name';
import { barOf, type TimeRange } from '../../lib/trace/timeline';
import { classNames } from '../ui/class-names';
import { KindIcon, kindBackground } from '../ui/kind-icon';
import { SpanBadges } from './span-badges';

export const rowHeight = 28;
/** Widths of the columns that the map above the rows shares. */
export const barColumn = 'w-[42%] shrink-0 @max-[560px]:w-[24%] @max-[400px]:w-[14%]';
export const durationColumn = 'w-[86px] shrink-0';

export interface TreeRowProps {
  node: TreeNode;
  id: string;
  /** px from the top of the tree. */
  top: number;
  /** px that it is moved in. */
  indent: number;
  /** It lies deeper than that tells. */
  capped: boolean;
  selected: boolean;
  folded: boolean;
  /** What is looked for, where this span holds it in its name or its payload. */
  hit: string | null;
  whole: TimeRange;
  view: TimeRange;
  onSelect: (index: number) => void;
  onToggle: (index: number) => void;
}

/** A span: where it stands, what it is, what went wrong, and when it ran. */
export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { node, id, top, indent, capped, selected, folded, hit, whole, view, onSelect, onToggle } = props;
  const { span, index } = node;
  const name = spokenName(span);
  const foldable = node.end > index + 1;
  const failed = span.errorClass === 'origin' || span.errorClass === 'propagated';
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree holds the focus and names its row by aria-activedescendant.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys.
    <div
      id={id}
      role="treeitem"
      aria-level={node.depth + 1}
      aria-posinset={node.position}
      aria-setsize={node.siblings}
      aria-selected={selected}
      aria-expanded={foldable ? !folded : undefined}
      onClick={() => onSelect(index)}
      onDoubleClick={() => onToggle(index)}
      style={{ transform: `translateY(${top}px)`, height: rowHeight }}
      className={classNames(
        'absolute inset-x-0 top-0 flex cursor-default items-center border-l-2 pr-3 select-none',
        selected
          ? 'border-accent bg-accent-tint group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-accent'
          : hit !== null
            ? 'border-silent-bar hover:bg-sunk'
            : 'border-transparent hover:bg-sunk',
      )}
    >
      <div className="flex min-w-0 flex-1 items-center gap-1.5 overflow-hidden pr-3">
        <Level depth={node.depth} indent={indent} capped={capped} />
        <Twisty
          foldable={foldable}
          folded={folded}
          below={node.end - index - 1}
          onToggle={() => onToggle(index)}
        />
        <KindIcon kind={span.observationKind} />
        <span
          title={span.name}
          className={classNames('truncate', node.depth === 0 && 'font-semibold', failed && 'text-error')}
        >
          {hit === null ? name : <MarkedName name={name} sought={hit} />}
        </span>
        <SpanBadges node={node} />
        {folded && node.failedBelow && span.errorClass === null && (
          <span
            role="img"
            aria-label="A failure is folded away"
            title="A failure is folded away"
            className="text-error"
          >
            ●
          </span>
        )}
      </div>
      <Bar node={node} whole={whole} view={view} />
      <span
        className={classNames('machine figures text-right whitespace-nowrap text-secondary', durationColumn)}
      >
        {span.durationNs === null ? '…' : formatDuration(span.durationNs)}
      </span>
    </div>
  );
});

function MarkedName({ name, sought }: { name: string; sought: string }) {
  return markTokens([{ kind: 'plain', text: name }], findQuote(name, sought), name.length).map(
    (piece, place) =>
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a name are nothing but their place.
      piece.marked ? <mark key={place}>{piece.text}</mark> : piece.text,
  );
}

/** The space that a row is moved in by; where that does not tell how deep it lies, it holds the number of the level. */
function Level({ depth, indent, capped }: { depth: number; indent: number; capped: boolean }) {
  const level = formatCount(depth + 1);
  return (
    <span
      aria-hidden="true"
      title={capped ? `Level ${level}` : undefined}
      style={{ width: indent }}
      className="figures shrink-0 text-right text-[10px] whitespace-nowrap text-faint"
    >
      {capped && level}
    </span>
  );
}

interface TwistyProps {
  foldable: boolean;
  folded: boolean;
  below: number;
  onToggle: () => void;
}

function Twisty({ foldable, folded, below, onToggle }: TwistyProps) {
  if (!foldable) return <span className="w-3.5 shrink-0" />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer alone; keys fold by the tree's own arrows.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
    <span
      title={`${folded ? 'Unfold' : 'Fold'} ${formatNumberOf(below, 'span')}`}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      className="-my-1 flex w-3.5 shrink-0 cursor-pointer justify-center py-1 text-[9px] text-ghost hover:text-ink"
    >
      {folded ? '▶' : '▼'}
    </span>
  );
}

function Bar({ node, whole, view }: { node: TreeNode; whole: TimeRange; view: TimeRange }) {
  const { span } = node;
  const bar = barOf(span, whole, view);
  const kind = span.observationKind;
  const grey = kind === 'CHAIN' || kind === 'SPAN';
  const failed = span.errorClass === 'origin' || (span.errorClass === 'propagated' && grey);
  return (
    <div aria-hidden="true" className={classNames('relative h-3', barColumn)}>
      {bar && (
        <div
          style={{ left: `${bar.left * 100}%`, width: `max(3px, ${bar.width * 100}%)` }}
          className={classNames(
            'absolute inset-y-0 max-w-full rounded-[3px]',
            failed ? 'bg-error-bar' : grey ? 'bg-bar' : kindBackground(kind),
            bar.left >= 0.99 && '-translate-x-[3px]',
            bar.open && 'rounded-r-none [mask-image:linear-gradient(to_right,black_40%,transparent)]',
          )}
        />
      )}
    </div>
  );
}
