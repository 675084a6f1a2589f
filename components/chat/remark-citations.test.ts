import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import Markdown, { type Options } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import { type QuoteCheck, remarkCitations, remarkNoDefinitions } from './remark-citations';

function html(text: string, quotes: QuoteCheck[] = []): string {
  const remarkPlugins: Options['remarkPlugins'] = [
    remarkGfm,
    remarkNoDefinitions,
    [remarkCitations, { quotes }],
  ];
  return renderToStaticMarkup(createElement(Markdown, { remarkPlugins }, text));
}

describe('citations in Markdown', () => {
  it('become elements of their own, in backticks or not', () => {
    expect(html('In [trace:a_b_c] and `[span:a/b]`.')).toBe(
      '<p>In <cite>[trace:a_b_c]</cite> and <cite>[span:a/b]</cite>.</p>',
    );
  });

  it('stay when they begin a line and a colon follows', () => {
    expect(html('[trace:a]: failed\n\n[trace:b]: /x')).toBe(
      '<p><cite>[trace:a]</cite>: failed</p>\n<p><cite>[trace:b]</cite>: /x</p>',
    );
  });

  it('stay text in a fenced block', () => {
    expect(html('```\n[trace:a]\n```')).toBe('<pre><code>[trace:a]\n</code></pre>');
  });

  it('are found in lists and tables', () => {
    expect(html('- [trace:a]\n')).toContain('<cite>[trace:a]</cite>');
    expect(html('| a |\n|---|\n| [trace:a] |')).toContain('<td><cite>[trace:a]</cite></td>');
  });

  it('let quotes be marked as found or not', () => {
    const quotes = [
      { text: 'Errno 2', found: true },
      { text: 'made up', found: false },
    ];
    expect(html('It said `Errno 2` and “made up”, "Errno 2".', quotes)).toBe(
      '<p>It said <code data-found="true">Errno 2</code> and <mark data-found="false">“made up”</mark>, ' +
        '<mark data-found="true">&quot;Errno 2&quot;</mark>.</p>',
    );
  });

  it('show HTML as the text that it is', () => {
    expect(html('<img src=x onerror=alert(1)>')).not.toContain('<img');
  });
});
