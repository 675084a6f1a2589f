'use client';

import { memo, useMemo } from 'react';
import Markdown, { type Components, type Options } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { bestQuote } from '../../lib/chat/best-quote';
import { citationTargets, findCitations } from '../../lib/chat/citations';
import { CitationChip } from './citation-chip';
import { useExchange } from './exchange-context';
import { remarkCitations, remarkNoDefinitions } from './remark-citations';

/** What a model wrote: Markdown without HTML, where nothing is loaded and nothing leads outside; citations are chips. */
export const AnswerText = memo(function AnswerText({ text }: { text: string }) {
  const { citations } = useExchange();
  const plugins = useMemo((): Options['remarkPlugins'] => {
    const quotes = citations.flatMap((citation) => citation.quotes);
    return [remarkGfm, remarkNoDefinitions, [remarkCitations, { quotes }]];
  }, [citations]);
  return (
    <div className="min-w-0 space-y-2 break-words [&_li>ol]:mt-0.5 [&_li>ul]:mt-0.5">
      <Markdown remarkPlugins={plugins} components={components}>
        {text}
      </Markdown>
    </div>
  );
});

const heading: Components['h1'] = ({ children }) => <h4 className="pt-1 font-semibold">{children}</h4>;

const components: Components = {
  cite: ({ children }) => <CheckedCitation text={String(children)} />,
  mark: ({ node, children }) => <CheckedQuote found={foundOf(node)}>{children}</CheckedQuote>,
  code: ({ node, children }) =>
    foundOf(node) === null ? (
      <code className="machine">{children}</code>
    ) : (
      <CheckedQuote found={foundOf(node)}>
        <code className="machine">{children}</code>
      </CheckedQuote>
    ),
  pre: ({ children }) => (
    <pre className="overflow-x-auto rounded-control bg-sunk px-3 py-2 whitespace-pre">{children}</pre>
  ),
  // A link is shown with where it leads, and leads nowhere: the text may come from a trace that somebody else wrote.
  a: ({ href, children }) => <OutsideLink href={href}>{children}</OutsideLink>,
  img: ({ alt, src }) => (
    <span className="text-secondary">
      [image{alt ? `: ${alt}` : ''}
      {typeof src === 'string' && src !== '' ? `, ${src}` : ''}]
    </span>
  ),
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  ul: ({ children }) => <ul className="list-disc space-y-1 pl-[18px] marker:text-ghost">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="list-decimal space-y-1 pl-[22px] marker:text-faint">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className="border-l-2 border-line-strong pl-3 text-secondary">{children}</blockquote>
  ),
  hr: () => <hr className="border-line" />,
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table className="figures w-full border-collapse text-small">{children}</table>
    </div>
  ),
  th: ({ children, style }) => (
    <th style={style} className="border-b border-line-strong py-1 pr-3 text-left font-medium text-secondary">
      {children}
    </th>
  ),
  td: ({ children, style }) => (
    <td style={style} className="border-b border-line py-1 pr-3 align-top">
      {children}
    </td>
  ),
};

function CheckedCitation({ text }: { text: string }) {
  const { citations, running } = useExchange();
  const citation = citations.find((one) => one.text === text);
  const [mark] = findCitations(text);
  const target = citation ?? (mark ? citationTargets(mark)[0] : undefined);
  if (target === undefined) return text;
  return (
    <CitationChip
      text={text}
      traceId={target.traceId}
      spanId={target.spanId}
      name={citation?.name ?? null}
      quote={citation ? bestQuote(citation) : null}
      state={citation ? (citation.exists ? 'found' : 'missing') : running ? 'checking' : 'unchecked'}
    />
  );
}

function CheckedQuote({ found, children }: { found: boolean | null; children: React.ReactNode }) {
  if (found === null) return children;
  if (found) {
    return (
      <mark title="These words stand in what is cited" className="bg-ok-tint px-0.5">
        {children}
      </mark>
    );
  }
  return (
    <mark title="These words do not stand in what is cited" className="bg-error-tint px-0.5 text-error">
      <span className="line-through">{children}</span> <span className="text-label">not found there</span>
    </mark>
  );
}

function OutsideLink({ href, children }: { href: string | undefined; children: React.ReactNode }) {
  const address = href ?? '';
  return (
    <span>
      {children}
      {address !== '' && String(children) !== address && (
        <span className="machine break-all text-secondary"> ({address})</span>
      )}
    </span>
  );
}

/** Whether a quote was found; null for what is no quote. */
function foundOf(node: { properties?: Record<string, unknown> } | undefined): boolean | null {
  const found = node?.properties?.dataFound;
  return found === 'true' ? true : found === 'false' ? false : null;
}
