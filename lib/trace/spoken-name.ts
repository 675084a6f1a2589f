import type { Span } from '../contracts/span';

/** What a span is called where it is read: a call of a tool by the tool, whatever its instrumentation put before the name. */
export function spokenName({
  observationKind,
  toolName,
  name,
}: Pick<Span, 'observationKind' | 'toolName' | 'name'>): string {
  return observationKind === 'TOOL' && toolName ? toolName : name;
}
