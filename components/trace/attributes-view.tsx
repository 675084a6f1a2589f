import type { SpanDetail } from '../../lib/contracts/span-detail';
import { formatBytes, formatCost, formatCount } from '../../lib/format';
import { readAttributes } from '../../lib/trace/attributes';
import type { SpanPayload } from '../../lib/trace/span-payload';
import { AttributeTable } from './attribute-table';
import { Section } from './section';

export interface AttributesViewProps {
  detail: SpanDetail;
  payload: SpanPayload;
  marks: readonly string[];
}

/** Everything else that a span says: its attributes first, then where it comes from and what was read out of it. */
export function AttributesView({ detail, payload, marks }: AttributesViewProps) {
  return (
    <div>
      {payload.attributes.size === 0 && <p className="text-faint">This span has no attributes.</p>}
      <AttributeTable title="Attributes" attributes={payload.attributes} marks={marks} filter />
      <AttributeTable title="Resource" attributes={payload.resource} marks={marks} />
      <AttributeTable title="Scope" attributes={payload.scope} marks={marks} />
      {payload.links.map((link, place) => (
        <AttributeTable
          // biome-ignore lint/suspicious/noArrayIndexKey: the links of a span never change.
          key={place}
          title={payload.links.length === 1 ? 'Link' : `Link ${place + 1}`}
          attributes={link instanceof Map ? link : readAttributes(link)}
          marks={marks}
        />
      ))}
      <AttributeTable title="Other keys of the line" attributes={payload.rest} marks={marks} />
      <Section title="Read from it">
        <dl className="grid grid-cols-[38%_minmax(0,1fr)] border-t border-line">
          {exactFacts(detail).map(([name, value]) => (
            <div key={name} className="col-span-2 grid grid-cols-subgrid border-b border-line py-1">
              <dt className="pr-3 text-secondary">{name}</dt>
              <dd className="machine [overflow-wrap:anywhere]">{value}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}

/** What the import took out of the line, exact and with units; what is not known is left out. */
function exactFacts(detail: SpanDetail): [string, string][] {
  const count = (value: number | null) => (value === null ? null : formatCount(value));
  const known: [string, string | null][] = [
    ['trace', detail.traceId],
    ['span', detail.spanId],
    ['parent', detail.parentSpanId],
    ['started', detail.startTime],
    ['ended', detail.endTime],
    ['duration in ns', count(detail.durationNs)],
    ['span kind', detail.otelKind],
    ['service', detail.serviceName],
    ['project', detail.projectId],
    ['session', detail.sessionId],
    ['user', detail.userId],
    ['agent', detail.agentName],
    ['tool', detail.toolName],
    ['model', detail.modelName],
    ['provider', detail.provider],
    ['input tokens', count(detail.inputTokens)],
    ['cached of these', count(detail.cacheReadTokens)],
    ['output tokens', count(detail.outputTokens)],
    ['reasoning of these', count(detail.reasoningTokens)],
    ['cost', detail.costUsd === null ? null : formatCost(detail.costUsd)],
    ['size', formatBytes(detail.bytes)],
  ];
  return known.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]));
}
