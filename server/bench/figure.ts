/** One measured number beside its budget. */
export interface Figure {
  what: string;
  value: number;
  unit: 'MB/s' | 'ms' | 's' | 'MB' | '×' | '%' | 'answers';
  /** Null where the issue sets no limit and the number is there to explain another. */
  budget: { limit: number; sense: 'at most' | 'at least' } | null;
  /** How often it was measured, and what lies behind the number. */
  note: string;
}

export function atMost(limit: number): Figure['budget'] {
  return { limit, sense: 'at most' };
}

export function atLeast(limit: number): Figure['budget'] {
  return { limit, sense: 'at least' };
}

/** Null where there is no budget to meet. */
export function isMet({ value, budget }: Figure): boolean | null {
  if (budget === null) return null;
  return budget.sense === 'at most' ? value <= budget.limit : value >= budget.limit;
}
