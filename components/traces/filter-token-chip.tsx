import type { FilterToken } from '../../lib/search/filter-tokens';
import { classNames } from '../ui/class-names';

const tones: Record<FilterToken['tone'], string> = {
  error: 'bg-error-tint text-error',
  silent: 'bg-silent-tint text-silent',
  accent: 'bg-accent-tint text-accent',
  text: 'bg-sunk text-ink',
};

/** One active filter; a press takes it away. */
export function FilterTokenChip({ token, onRemove }: { token: FilterToken; onRemove: () => void }) {
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={`Remove the filter ${token.label}`}
      title={`Remove ${token.label}`}
      className={classNames(
        'machine flex h-[22px] max-w-64 items-center gap-1 rounded-chip px-1.5 hover:opacity-80',
        tones[token.tone],
      )}
    >
      <span className="truncate">{token.label}</span>
      <span aria-hidden="true" className="text-[10px] opacity-70">
        ✕
      </span>
    </button>
  );
}
