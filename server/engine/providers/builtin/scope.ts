import type { Filters } from '../../../../lib/contracts/filters';
import type { DatasetOverview } from './answers';
import { escapePattern } from './escape-pattern';
import { isFamiliar } from './question/vocabulary';

/** A name in the data that the question says. */
export interface Named {
  dimension: 'tool' | 'model' | 'agent' | 'service';
  value: string;
}

/** Which traces an answer is about. */
export interface Scope {
  /** Set on the page; the tools apply them by themselves, unless a filter of the same name is given. */
  page: Filters;
  names: readonly Named[];
}

const filterKeys = {
  tool: 'tool_names',
  model: 'model_names',
  agent: 'agent_names',
  service: 'service_names',
} as const satisfies Record<Named['dimension'], keyof Filters>;

/** The filters that the names of the question make; a filter of the page is never replaced. */
export function namedFilters({ page, names }: Scope): Filters {
  const filters: Filters = {};
  for (const { dimension, value } of names) {
    const key = filterKeys[dimension];
    if (page[key] === undefined) filters[key] = [...(filters[key] ?? []), value];
  }
  return filters;
}

/** Arguments of a tool that takes filters: none where there are none. */
export function filtersArgs(filters: Filters): { filters?: Filters } {
  return Object.keys(filters).length === 0 ? {} : { filters };
}

/** Tools that the question names: what is told of a tool is told of these alone. */
export function namedTools({ names }: Scope): string[] {
  return names.flatMap(({ dimension, value }) => (dimension === 'tool' ? value : []));
}

/** The same but for the tools, where these are looked at among all others. */
export function withoutTools({ page, names }: Scope): Scope {
  return { page, names: names.filter(({ dimension }) => dimension !== 'tool') };
}

/** The condition on `spans` of `run_sql` that says the same; always true where nothing is named. */
export function namedCondition(scope: Scope): string {
  const conditions = Object.entries(namedFilters(scope)).map(([key, values]) => {
    const list = Array.isArray(values) ? values.map((value) => quoteSql(String(value))).join(', ') : '';
    return key === 'tool_names'
      ? `tool_name IN (${list})`
      : `trace_id IN (SELECT trace_id FROM traces WHERE list_has_any(${key}, [${list}]))`;
  });
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

/** As a text in SQL. */
export function quoteSql(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const dimensions = {
  tool: 'tool_names',
  model: 'model_names',
  agent: 'agent_names',
  service: 'service_names',
} as const satisfies Record<Named['dimension'], keyof DatasetOverview>;

/** The names of the data that a question says; an everyday word is one where it is quoted or stands beside what it names. */
export function namesIn(said: string, overview: DatasetOverview): Named[] {
  const text = said.toLowerCase();
  const found: Named[] = [];
  for (const dimension of ['tool', 'model', 'agent', 'service'] as const) {
    for (const { name } of overview[dimensions[dimension]]) {
      if (says({ text, name: name.toLowerCase(), dimension })) found.push({ dimension, value: name });
    }
  }
  return found.filter(
    ({ value }) =>
      !found.some((other) => other.value.length > value.length && covers(other.value, value, text)),
  );
}

function says({ text, name, dimension }: { text: string; name: string; dimension: string }): boolean {
  const word = escapePattern(name);
  if (!new RegExp(`(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, 'u').test(text)) return false;
  if (!name.split(/[\s_-]/).every(isFamiliar) || /[_\d]/.test(name)) return true;
  const noun = dimension === 'tool' ? '(?:tool|function)' : dimension;
  return new RegExp(
    `[\`"'“]${word}[\`"'”]|\\b${noun}s?(?: named| called)? ${word}\\b|\\b${word} ${noun}\\b`,
  ).test(text);
}

/** "gpt-5" is not meant where "gpt-5-mini" stands and "gpt-5" nowhere else. */
function covers(longer: string, shorter: string, text: string): boolean {
  const rest = text.replaceAll(longer.toLowerCase(), ' ');
  return longer.toLowerCase().includes(shorter.toLowerCase()) && !rest.includes(shorter.toLowerCase());
}
