import type { JsonRecord } from './decode-canonical';
import { type Field, flatPrefixes, precedence } from './precedence';

/** The fields of one span's attributes, each with the first non-empty value of its keys. */
export interface FoundAttributes {
  values: Map<Field, unknown>;
  /** Every kind that was said, in order of precedence: an unknown word must not hide a known one. */
  kinds: unknown[];
  flatInput: [string, unknown][];
  flatOutput: [string, unknown][];
  required: { schemaVersion: boolean; project: boolean; kind: boolean };
  /** `output.value` or a message list is there, even if it is empty. */
  outputRecorded: boolean;
}

interface Rule {
  field: Field;
  rank: number;
}

const rules = new Map<string, Rule>();
for (const [field, keys] of Object.entries(precedence)) {
  if (!isField(field)) continue;
  for (const [rank, key] of keys.entries()) rules.set(key, { field, rank });
}

/** One pass over what a span has, instead of one look-up for each of the keys that it might have. */
export function readAttributes(attributes: JsonRecord): FoundAttributes {
  const found: FoundAttributes = {
    values: new Map(),
    kinds: [],
    flatInput: [],
    flatOutput: [],
    required: { schemaVersion: false, project: false, kind: false },
    outputRecorded: false,
  };
  const ranks = new Map<Field, number>();
  for (const key in attributes) {
    const rule = rules.get(key);
    const value = attributes[key];
    if (rule === undefined) {
      readOther(key, value, found);
      continue;
    }
    if (rule.field === 'output' || rule.field === 'outputMessages') found.outputRecorded ||= value !== null;
    if (isEmpty(value)) continue;
    if (rule.field === 'kind') found.kinds[rule.rank] = value;
    const rank = ranks.get(rule.field);
    if (rank !== undefined && rank <= rule.rank) continue;
    ranks.set(rule.field, rule.rank);
    found.values.set(rule.field, value);
  }
  found.required.project = !isEmpty(attributes['inference.project_id']);
  found.required.kind = !isEmpty(attributes['inference.observation_kind']);
  return found;
}

function readOther(key: string, value: unknown, found: FoundAttributes): void {
  if (key === 'inference.export.schema_version') {
    found.required.schemaVersion = !isEmpty(value);
    return;
  }
  const first = key.charCodeAt(0);
  if (first !== 0x6c && first !== 0x67) return; // neither l(lm.) nor g(en_ai.)
  for (const { prefix, field } of flatPrefixes) {
    if (!key.startsWith(prefix)) continue;
    found[field].push([key.slice(prefix.length), value]);
    if (field === 'flatOutput') found.outputRecorded = true;
    return;
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function isField(field: string): field is Field {
  return field in precedence;
}
