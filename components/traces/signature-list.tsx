'use client';

import { useState } from 'react';
import type { Signature } from '../../lib/contracts/overview';
import { formatCount, formatNumberOf } from '../../lib/format';
import { classNames } from '../ui/class-names';
import { useExploring } from './explore-provider';
import { FilterLink } from './filter-link';
import { MaskedText } from './masked-text';

/** So many stand in the one line at most, in a narrow list fewer. */
const inLine = 3;

/** Failures that say the same, the most frequent first: a line of the first of them, or all under each other. */
export function SignatureList({ signatures }: { signatures: Signature[] }) {
  const [isOpen, setOpen] = useState(false);
  if (signatures.length === 0) return null;
  return (
    <section
      aria-label="Failure signatures"
      className="@container flex items-start gap-2.5 border-b border-line py-2 pr-2 pl-3.5"
    >
      <h2 className="heading shrink-0 pt-1">Signatures</h2>
      <ul
        className={classNames(
          'flex min-w-0 flex-1 gap-2',
          isOpen
            ? 'max-h-64 flex-col gap-1 overflow-y-auto'
            : '@max-2xl:*:nth-2:hidden @max-5xl:*:nth-3:hidden',
        )}
      >
        {(isOpen ? signatures : signatures.slice(0, inLine)).map((signature) => (
          <li key={`${signature.detector}:${signature.key}`} className="min-w-0">
            <SignatureChip
              signature={signature}
              isWide={isOpen}
              isAmbiguous={signatures.some((other) => other !== signature && other.text === signature.text)}
            />
          </li>
        ))}
      </ul>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="h-6 shrink-0 rounded-control px-1.5 text-small text-secondary hover:bg-sunk"
      >
        {isOpen ? 'Fewer' : `All ${formatCount(signatures.length)}`}
      </button>
    </section>
  );
}

interface SignatureChipProps {
  signature: Signature;
  /** It has a line of its own. */
  isWide: boolean;
  /** Another span says the same: the span's name tells them apart. */
  isAmbiguous: boolean;
}

function SignatureChip({ signature, isWide, isAmbiguous }: SignatureChipProps) {
  const { filters } = useExploring();
  const { detector, key, spanName, text, spans, traces } = signature;
  const isOn = filters.pattern?.detector === detector && filters.pattern.key === key;
  return (
    <FilterLink
      filters={{ ...filters, pattern: isOn ? undefined : { detector, key } }}
      aria-current={isOn ? 'true' : undefined}
      title={`${spanName}: ${text}\n${formatNumberOf(spans, 'span')} in ${formatNumberOf(traces, 'trace')}`}
      className={classNames(
        'flex h-6 max-w-full items-center gap-2 rounded-control border px-2',
        isOn ? 'border-accent bg-accent-tint' : 'border-line-strong bg-panel hover:bg-sunk',
      )}
    >
      {(isWide || isAmbiguous) && (
        <span className={classNames('truncate', isWide ? 'w-36 shrink-0' : 'max-w-32 min-w-0 @3xl:shrink-0')}>
          {spanName}
        </span>
      )}
      <span
        className={classNames(
          'machine truncate',
          // Its words are what a chip is for: where it is narrow, all else gives way.
          isWide ? 'min-w-0 flex-1' : 'max-w-[26rem] min-w-24',
          detector === 'error-signatures' ? 'text-error' : 'text-silent',
        )}
      >
        <MaskedText text={text} />
      </span>
      <span className="figures shrink-0 text-small text-secondary">
        <span className={isWide ? undefined : '@max-5xl:hidden'}>{formatNumberOf(spans, 'span')} · </span>
        {formatNumberOf(traces, 'trace')}
      </span>
    </FilterLink>
  );
}
