import type { Random } from './random';
import type { ModelName, PlantKind, ServiceName, Workflow } from './run-plan';

/** What one trace is to be. */
export interface Recipe {
  workflow: Workflow;
  model: ModelName;
  plant: PlantKind | null;
  service: ServiceName;
}

type Unplaced = Omit<Recipe, 'service'>;

/** The traces of each workflow among 360. */
const workflowShare: ReadonlyArray<readonly [Workflow, number]> = [
  ['order-status', 100],
  ['refund', 60],
  ['address-change', 30],
  ['policy-question', 80],
  ['ticket-triage', 90],
];

/**
 * How many of 360 traces hold what, by workflow and model: [kind, workflow, gpt-5.4, gpt-5-mini].
 * Two associations are meant: gpt-5-mini guesses order ids, and create_refund is declined a lot. Everything else is
 * spread so that no other model, agent, tool or service fails more than chance explains.
 */
const planted: ReadonlyArray<readonly [PlantKind, Workflow, number, number]> = [
  ['order-not-found', 'order-status', 1, 7],
  ['order-not-found', 'refund', 0, 4],
  ['order-not-found', 'address-change', 0, 4],
  ['order-not-found', 'ticket-triage', 1, 13],
  ['refund-declined', 'refund', 13, 13],
  ['rate-limited', 'order-status', 1, 2],
  ['rate-limited', 'refund', 0, 1],
  ['rate-limited', 'address-change', 0, 1],
  ['rate-limited', 'policy-question', 2, 3],
  ['rate-limited', 'ticket-triage', 1, 1],
  ['silent-error-object', 'policy-question', 2, 3],
  ['silent-error-object', 'ticket-triage', 2, 2],
  ['silent-missing-file', 'policy-question', 3, 4],
  ['silent-http-status', 'order-status', 2, 2],
  ['silent-http-status', 'ticket-triage', 2, 2],
  ['refusal', 'order-status', 0, 1],
  ['refusal', 'address-change', 1, 0],
  ['refusal', 'policy-question', 0, 1],
  ['refusal', 'ticket-triage', 1, 1],
  ['cut-off', 'order-status', 1, 0],
  ['cut-off', 'policy-question', 1, 0],
  ['cut-off', 'ticket-triage', 0, 2],
  ['handled-exception', 'order-status', 2, 2],
  ['handled-exception', 'ticket-triage', 2, 1],
  ['repeated-calls', 'order-status', 2, 2],
  ['repeated-calls', 'ticket-triage', 2, 1],
  ['context-growth', 'ticket-triage', 2, 1],
  ['context-growth', 'order-status', 1, 2],
  ['giant-payload', 'order-status', 2, 1],
  ['unfinished-span', 'policy-question', 1, 1],
  ['orphan-span', 'policy-question', 1, 0],
  ['orphan-span', 'ticket-triage', 0, 1],
  ['unknown-tool', 'order-status', 1, 1],
  ['unknown-tool', 'address-change', 1, 0],
  ['unknown-tool', 'policy-question', 0, 1],
  ['unknown-tool', 'ticket-triage', 1, 1],
  ['invalid-arguments', 'order-status', 1, 1],
  ['invalid-arguments', 'refund', 1, 1],
  ['invalid-arguments', 'policy-question', 1, 0],
  ['invalid-arguments', 'ticket-triage', 0, 1],
  ['retry-storm', 'order-status', 1, 1],
  ['retry-storm', 'policy-question', 1, 1],
  ['retry-storm', 'ticket-triage', 1, 1],
  ['out-of-turns', 'order-status', 1, 1],
  ['out-of-turns', 'ticket-triage', 1, 1],
  ['empty-answer', 'order-status', 1, 0],
  ['empty-answer', 'address-change', 0, 1],
  ['empty-answer', 'policy-question', 1, 1],
  ['empty-answer', 'ticket-triage', 0, 1],
  ['missing-result', 'order-status', 1, 1],
  ['missing-result', 'policy-question', 1, 1],
  ['missing-result', 'ticket-triage', 1, 1],
];

/** One recipe a trace, in random order. The shares hold for any number; below about 200 traces rare kinds drop out. */
export function createRecipes(random: Random, traces: number): Recipe[] {
  const share = (count: number) => Math.round((count * traces) / 360);
  const recipes = planted.flatMap<Unplaced>(([plant, workflow, large, small]) => [
    ...repeat(share(large), { plant, workflow, model: 'gpt-5.4' as const }),
    ...repeat(share(small), { plant, workflow, model: 'gpt-5-mini' as const }),
  ]);
  for (const [workflow, count] of workflowShare) {
    const missing = share(count) - recipes.filter((recipe) => recipe.workflow === workflow).length;
    recipes.push(...healthy(missing, workflow, recipes));
  }
  while (recipes.length < traces) recipes.push({ plant: null, workflow: 'order-status', model: 'gpt-5.4' });
  return random.shuffle(recipes.map(placed)).slice(0, traces);
}

/** Runs without anything planted, their models chosen so that each model does half of the workflow. */
function healthy(count: number, workflow: Workflow, others: readonly Unplaced[]): Unplaced[] {
  const same = others.filter((recipe) => recipe.workflow === workflow);
  let surplus = same.filter((recipe) => recipe.model === 'gpt-5-mini').length * 2 - same.length;
  return Array.from({ length: Math.max(0, count) }, () => {
    const model = surplus > 0 ? 'gpt-5.4' : 'gpt-5-mini';
    surplus += model === 'gpt-5-mini' ? 1 : -1;
    return { plant: null, workflow, model };
  });
}

/** Three runs of five in Europe, whatever happens in them: by chance alone a service would look guilty now and then. */
function placed(recipe: Unplaced, index: number): Recipe {
  return { ...recipe, service: index % 5 < 3 ? 'support-eu' : 'support-us' };
}

function repeat<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}
