import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import { type Association, associationSchema } from '../../lib/contracts/pattern';
import { benjaminiHochberg } from '../../lib/stats/benjamini-hochberg';
import { fisherExact } from '../../lib/stats/fisher';
import type { Database } from '../database';
import { readFailureCounts } from '../store/failure-counts';

/** The expected share of wrong ones among those that are blamed. */
const falseDiscoveryRate = 0.05;

export interface AssociationsRequest {
  database: Database;
  filters: Filters;
  signal?: AbortSignal | undefined;
}

export interface Associations {
  /** Those that pass, the surest first. */
  associations: Association[];
  /** How many values were tested; what does not pass is not blamed. */
  tried: number;
}

/**
 * Which model, agent, tool or service goes with failure among the selected traces. A trace has failed where its outcome
 * is error or silent. A value that all traces have cannot be tested, for there is nothing to compare it with.
 */
export async function findAssociations(request: AssociationsRequest): Promise<Associations> {
  const counts = await readFailureCounts({ ...request, dimensions: dimensionSchema.options });
  const tested = counts.values.flatMap(({ dimension, value, failed, traces }) => {
    const rest = { failed: counts.failed - failed, traces: counts.traces - traces };
    if (rest.traces === 0) return [];
    const pValue = fisherExact({
      failedWith: failed,
      otherWith: traces - failed,
      failedWithout: rest.failed,
      otherWithout: rest.traces - rest.failed,
    });
    return {
      dimension: dimensionSchema.parse(dimension),
      value,
      failedWith: failed,
      totalWith: traces,
      failedWithout: rest.failed,
      totalWithout: rest.traces,
      pValue,
    };
  });
  const adjusted = benjaminiHochberg(tested.map((test) => test.pValue));
  const associations = tested
    .map((test, at): Association => ({ ...test, adjustedP: adjusted[at] ?? 1 }))
    .filter((test) => test.adjustedP < falseDiscoveryRate && failsMoreOften(test))
    .sort((a, b) => a.adjustedP - b.adjustedP || b.failedWith - a.failedWith);
  return { associations, tried: tested.length };
}

const dimensionSchema = z.enum(associationSchema.shape.dimension.options);

function failsMoreOften(test: Association): boolean {
  return test.failedWith / test.totalWith > test.failedWithout / test.totalWithout;
}
