import type { Severity } from '../../lib/contracts/finding';

const looks: Record<Severity, { text: string; colour: string }> = {
  critical: { text: 'text-error', colour: 'var(--error)' },
  major: { text: 'text-error', colour: 'var(--error)' },
  minor: { text: 'text-silent', colour: 'var(--silent)' },
  info: { text: 'text-secondary', colour: 'var(--secondary)' },
};

/** Class of the words that name the severity. */
export function severityText(severity: Severity): string {
  return looks[severity].text;
}

/** CSS colour of its bar. */
export function severityColour(severity: Severity): string {
  return looks[severity].colour;
}
