'use client';

import { useMemo, useState } from 'react';
import { formatCount } from '../../lib/format';
import { findQuote, type TextRange } from '../../lib/trace/find-quote';
import { printJson, type Token } from '../../lib/trace/json-tokens';
import { type JsonValue, parseJson } from '../../lib/trace/json-value';
import { type MarkedToken, markTokens } from '../../lib/trace/mark-tokens';
import { classNames } from '../ui/class-names';

export type BlockTone = 'plain' | 'error' | 'silent' | 'bare';

export interface TextBlockProps {
  /** A text, which is printed as JSON where it is JSON; or a value of it. */
  value: JsonValue;
  /** Words to mark. */
  marks: readonly string[];
  tone?: BlockTone;
  /** Prints JSON as JSON, without breaking lines inside strings. */
  exact?: boolean;
  /** A text that is shown as it is, JSON or not. */
  verbatim?: boolean;
}

/** Characters shown before one asks for all of them. */
const shownFirst = 6_000;
/** A text that is little longer is shown at once. */
const tolerance = 1.2;
/** A text beyond this is shown in one piece: colours would make more elements than a browser likes. */
const colouredUpTo = 150_000;

const tones: Record<BlockTone, string> = {
  plain: 'rounded-lg bg-sunk px-3 py-2.5',
  error: 'rounded-lg bg-error-tint px-3 py-2.5 text-error',
  silent: 'rounded-lg bg-silent-tint px-3 py-2.5',
  bare: '',
};

const colours: Record<Token['kind'], string | undefined> = {
  key: 'text-kind-agent',
  string: 'text-ok',
  number: 'text-accent',
  literal: 'text-accent',
  plain: undefined,
};

/** What a machine wrote: white space kept, JSON coloured, quoted words marked, and long texts cut until asked for. */
export function TextBlock({ value, marks, tone = 'plain', exact = false, verbatim = false }: TextBlockProps) {
  const [whole, setWhole] = useState(false);
  // A mark may lie anywhere; without one, what is not shown need not be printed.
  const length = whole || marks.length > 0 ? Number.POSITIVE_INFINITY : shownFirst * tolerance + 1;
  const { tokens, text } = useMemo(
    () => printed({ value, exact, verbatim, length }),
    [value, exact, verbatim, length],
  );
  const ranges = marks.flatMap((mark) => findQuote(text, mark));
  const limit = whole ? text.length : Math.max(shownFirst, firstEnd(ranges));
  const cut = text.length > limit * tolerance;
  const shown = cut ? limit : text.length;
  const pieces = markTokens(shown > colouredUpTo ? [{ kind: 'plain', text }] : tokens, ranges, shown);
  return (
    <>
      <pre className={classNames('machine whitespace-pre-wrap [overflow-wrap:anywhere]', tones[tone])}>
        {pieces.map((piece, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text are nothing but their place.
          <Piece key={place} piece={piece} coloured={tone !== 'error'} />
        ))}
        {cut && <span className="text-faint">…</span>}
        {text === '' && <span className="text-faint">(empty)</span>}
      </pre>
      {cut && (
        <button
          type="button"
          className="mt-1 text-small text-accent hover:underline"
          onClick={() => setWhole(true)}
        >
          {typeof value === 'string' ? `Show all ${formatCount(value.length)} characters` : 'Show all of it'}
        </button>
      )}
    </>
  );
}

function Piece({ piece, coloured }: { piece: MarkedToken; coloured: boolean }) {
  const colour = coloured ? colours[piece.kind] : undefined;
  if (piece.marked) return <mark className={colour}>{piece.text}</mark>;
  return colour ? <span className={colour}>{piece.text}</span> : piece.text;
}

interface Printed {
  tokens: Token[];
  text: string;
}

interface Print {
  value: JsonValue;
  exact: boolean;
  verbatim: boolean;
  length: number;
}

function printed({ value, exact, verbatim, length }: Print): Printed {
  const structured = typeof value === 'string' && !verbatim ? structure(value) : value;
  if (typeof structured === 'string')
    return { tokens: [{ kind: 'plain', text: structured }], text: structured };
  const tokens = printJson(structured, { breakStrings: !exact, length });
  return { tokens, text: tokens.map((token) => token.text).join('') };
}

/** Objects and lists alone: a text that happens to be `42` or `true` is a text. */
function structure(text: string): JsonValue {
  return /^\s*[[{]/.test(text) ? (parseJson(text) ?? text) : text;
}

/** Far enough to show the first mark, and what stands around it. */
function firstEnd(ranges: readonly TextRange[]): number {
  return ranges.length === 0 ? 0 : Math.min(...ranges.map((range) => range.to)) + 1_000;
}
