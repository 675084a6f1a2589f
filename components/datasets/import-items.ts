import type { ImportEvent, ImportReport } from '../../lib/contracts/import-report';

export type ImportProgress = Extract<ImportEvent, { type: 'progress' }>;

/** Where one import of this page stands. */
export type ImportState =
  | { step: 'uploading'; sent: number; total: number }
  | { step: 'importing'; importId: string; progress: ImportProgress | null }
  | { step: 'finished'; report: ImportReport }
  | { step: 'failed'; message: string }
  | { step: 'cancelled' };

export interface ImportItem {
  key: string;
  names: string[];
  state: ImportState;
}

export type ImportAction =
  | { type: 'added'; item: ImportItem }
  | { type: 'changed'; key: string; state: ImportState }
  | { type: 'told'; key: string; importId: string; event: ImportEvent }
  | { type: 'dismissed'; key: string };

/** The imports of this page after something happened to one of them. */
export function importItems(items: ImportItem[], action: ImportAction): ImportItem[] {
  switch (action.type) {
    case 'added':
      return [...items.filter(({ key }) => key !== action.item.key), action.item];
    case 'changed':
      return change(items, action.key, action.state);
    case 'told':
      return change(items, action.key, stateOf(action.importId, action.event));
    case 'dismissed':
      return items.filter(({ key }) => key !== action.key);
    default: {
      const missing: never = action;
      return missing;
    }
  }
}

export function isOver({ step }: ImportState): boolean {
  return step === 'finished' || step === 'failed' || step === 'cancelled';
}

function change(items: ImportItem[], key: string, state: ImportState): ImportItem[] {
  return items.map((item) => (item.key === key ? { ...item, state } : item));
}

function stateOf(importId: string, event: ImportEvent): ImportState {
  switch (event.type) {
    case 'progress':
      return { step: 'importing', importId, progress: event };
    case 'finished':
      return { step: 'finished', report: event.report };
    case 'failed':
      return { step: 'failed', message: event.message };
    case 'cancelled':
      return { step: 'cancelled' };
    default: {
      const missing: never = event;
      return missing;
    }
  }
}
