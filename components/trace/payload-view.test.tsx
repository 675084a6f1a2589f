import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../lib/contracts/span';
import { makeSpan } from '../../lib/trace/make-span';
import { readSpanPayload } from '../../lib/trace/span-payload';
import { buildSpanTree } from '../../lib/trace/span-tree';
import { AttributeTable } from './attribute-table';
import { PayloadView } from './payload-view';

function markup(span: Partial<Span>, line: object, marks: string[] = []): string {
  const tree = buildSpanTree([makeSpan({ row: 0, ...span })]);
  const node = tree.nodes[0];
  if (!node) throw new Error('a tree of one span has a node');
  const payload = readSpanPayload(JSON.stringify(line));
  return renderToStaticMarkup(
    <PayloadView tree={tree} node={node} payload={payload} marks={marks} onSelect={() => {}} />,
  );
}

function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the payload of a span', () => {
  test('shows a tool its arguments and its result', () => {
    const text = words(
      markup(
        { observationKind: 'TOOL' },
        { attributes: { 'input.value': '{"path":"./src"}', 'output.value': 'none' }, status: { code: 1 } },
      ),
    );
    expect(text).toMatch(/Arguments .*&quot;path&quot; : &quot;.\/src&quot; .* Result .* none Status 1/);
  });

  test('renders markup in a payload as the text it is', () => {
    const html = markup({}, { attributes: { 'output.value': '<img src=x onerror=alert(1)>' } });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img');
  });

  test('marks quoted words across the colours of JSON', () => {
    const html = markup({}, { attributes: { 'output.value': '{"path":"./src","n":1}' } }, [
      '"path": "./src"',
    ]);
    expect([...html.matchAll(/<mark[^>]*>(.*?)<\/mark>/g)].map((match) => match[1]).join('')).toBe(
      '&quot;path&quot;: &quot;./src&quot;',
    );
  });

  test('cuts a long text, and says how long it is', () => {
    const text = words(markup({}, { attributes: { 'output.value': 'x'.repeat(20_000) } }));
    expect(text).toContain('Show all 20,000 characters');
    expect(text.length).toBeLessThan(7_000);
  });

  test('says of a silent failure that the status does not tell', () => {
    const text = words(
      markup(
        { errorClass: 'silent', failureText: 'Errno 2' },
        { attributes: { 'output.value': 'Errno 2: gone' } },
      ),
    );
    expect(text).toContain('The status does not say so, but the content is a failure.');
    expect(text.match(/Errno 2/g)).toHaveLength(1);
  });
});

test('a table of very many attributes is cut, but for words that are to be found in it', () => {
  const line = JSON.stringify({
    attributes: Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`k${n}`, n])),
  });
  const { attributes } = readSpanPayload(line);
  const rows = (marks: string[]) =>
    renderToStaticMarkup(<AttributeTable title="Attributes" attributes={attributes} marks={marks} />);
  expect(rows([]).match(/<tr class="group/g)).toHaveLength(200);
  expect(words(rows([]))).toContain('Show all 1,000 attributes');
  expect(rows(['k999']).match(/<tr class="group/g)).toHaveLength(1000);
});

test('the attribute table keeps the digits and the types of its values', () => {
  const { attributes } = readSpanPayload(
    '{"attributes":{"a.b":9007199254740993,"c":true,"d":{"e":null},"f":"","g":NaN}}',
  );
  const text = words(
    renderToStaticMarkup(<AttributeTable title="Attributes" attributes={attributes} marks={[]} />),
  );
  expect(text).toContain('a. b number 9007199254740993');
  expect(text).toContain('c boolean true');
  expect(text).toContain('d object { &quot;e&quot; : null }');
  expect(text).toContain('f string (empty)');
  expect(text).toContain('g number NaN');
});
