'use client';

import { Fragment, useState } from 'react';
import { formatCount } from '../../lib/format';
import { attributeType } from '../../lib/trace/attributes';
import { printText, shownText } from '../../lib/trace/json-tokens';
import type { JsonObject } from '../../lib/trace/json-value';
import { CopyButton } from '../ui/copy-button';
import { Section } from './section';
import { TextBlock } from './text-block';
import { useCut } from './use-cut';

export interface AttributeTableProps {
  title: string;
  attributes: JsonObject;
  marks: readonly string[];
  /** Offers a box that narrows the rows, where there are many. */
  filter?: boolean;
}

/** Every key with its type and its whole value. */
export function AttributeTable({ title, attributes, marks, filter = false }: AttributeTableProps) {
  const [text, setText] = useState('');
  const sought = text.trim().toLowerCase();
  const rows = [...attributes].filter(
    ([key, value]) => key.toLowerCase().includes(sought) || shownText(value).toLowerCase().includes(sought),
  );
  const { shown, rest } = useCut(rows, { nouns: 'attributes', marks });
  if (attributes.size === 0) return null;
  return (
    <Section
      title={title}
      copy={() => printText(attributes)}
      aside={
        filter &&
        attributes.size > 12 && (
          <input
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder="Filter attributes"
            aria-label="Filter attributes"
            className="h-6 w-44 min-w-0 rounded-control border border-line-strong bg-panel px-2 text-small"
          />
        )
      }
    >
      <table className="w-full table-fixed border-t border-line">
        <colgroup>
          <col className="w-[38%]" />
          <col className="w-14" />
          <col />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th>Key</th>
            <th>Type</th>
            <th>Value</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(([key, value]) => (
            <tr key={key} className="group border-b border-line align-top">
              <th
                scope="row"
                className="machine py-1 pr-3 text-left font-normal text-secondary [overflow-wrap:anywhere]"
              >
                <BrokenKey name={key} />
              </th>
              <td className="py-1 text-small text-faint">{attributeType(value)}</td>
              <td className="relative py-1">
                <TextBlock
                  value={value}
                  marks={marks}
                  tone="bare"
                  verbatim={typeof value === 'string' && value.length < 60}
                />
                <CopyButton
                  text={() => shownText(value)}
                  aria-label={`Copy ${key}`}
                  className="absolute top-0.5 right-0 bg-paper opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest}
      {sought !== '' && (
        <p className="mt-1 text-small text-faint">
          {formatCount(rows.length)} of {formatCount(attributes.size)}
        </p>
      )}
    </Section>
  );
}

/** A dotted key may break behind its dots and underscores, so that a narrow column keeps its words whole. */
function BrokenKey({ name }: { name: string }) {
  return name.split(/(?<=[._])/).map((word, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a key are nothing but their place.
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}
