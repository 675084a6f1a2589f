'use client';

import { useState } from 'react';
import type { SpanDetail } from '../../lib/contracts/span-detail';
import { formatBytes, formatCount } from '../../lib/format';
import type { SpanPayload } from '../../lib/trace/span-payload';
import { classNames } from '../ui/class-names';
import { CopyButton } from '../ui/copy-button';
import { TextBlock } from './text-block';

export interface RawViewProps {
  detail: SpanDetail;
  payload: SpanPayload;
  marks: readonly string[];
}

/** The line as it stands in the file, and where that is. */
export function RawView({ detail, payload, marks }: RawViewProps) {
  const [bytes, setBytes] = useState(false);
  const { file, line, byteOffset } = detail.source;
  const place = `${file}:${line}`;
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-2">
        <fieldset className="flex rounded-control border border-line-strong bg-panel p-px">
          <legend className="sr-only">How the line is shown</legend>
          <Choice on={!bytes} onChoose={() => setBytes(false)} name="Pretty" />
          <Choice on={bytes} onChoose={() => setBytes(true)} name="Bytes" />
        </fieldset>
        <span className="figures mr-auto text-small text-faint">{formatBytes(detail.bytes)}</span>
        <CopyButton text={place} aria-label="Copy file and line">
          Copy place
        </CopyButton>
        <CopyButton text={detail.raw} aria-label="Copy raw line">
          Copy line
        </CopyButton>
      </div>
      <p className="machine mb-2 text-secondary [overflow-wrap:anywhere]">
        {place}
        <span className="text-faint"> from byte {formatCount(byteOffset)} on</span>
      </p>
      {detail.rawCut && (
        <p className="mb-2 rounded-lg bg-silent-tint px-3 py-2 text-small text-silent">
          The line has {formatBytes(detail.bytes)}; its beginning is shown. The whole of it stands in {place},
          from byte {formatCount(byteOffset)} on.
        </p>
      )}
      {!payload.complete && !detail.rawCut && (
        <p className="mb-2 text-small text-secondary">
          The line is not plain JSON to its end, so it is shown as it is.
        </p>
      )}
      <TextBlock
        key={bytes ? 'bytes' : 'pretty'}
        value={bytes || !payload.complete ? detail.raw : payload.whole}
        marks={marks}
        verbatim={bytes || !payload.complete}
        exact
      />
    </div>
  );
}

function Choice({ on, onChoose, name }: { on: boolean; onChoose: () => void; name: string }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onChoose}
      className={classNames(
        'h-[22px] rounded-[5px] px-2 text-small',
        on ? 'bg-sunk font-medium' : 'text-secondary hover:text-ink',
      )}
    >
      {name}
    </button>
  );
}
