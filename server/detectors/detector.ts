import type { DetectorKind } from '../../lib/contracts/pattern';

/** Looks for one kind of pattern in a whole dataset at the end of its import. */
export interface Detector {
  kind: DetectorKind;
  /** Statements that fill `pattern_hit` and then `pattern` with rows of this kind; they read the rest of the schema. */
  sql: string;
}
