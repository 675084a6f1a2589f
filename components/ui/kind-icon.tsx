import type { ObservationKind } from '../../lib/contracts/span';
import { classNames } from './class-names';

interface KindLook {
  letter: string;
  name: string;
  background: string;
}

const looks: Record<ObservationKind, KindLook> = {
  AGENT: { letter: 'A', name: 'agent', background: 'bg-kind-agent' },
  LLM: { letter: 'L', name: 'LLM', background: 'bg-kind-llm' },
  TOOL: { letter: 'T', name: 'tool', background: 'bg-kind-tool' },
  CHAIN: { letter: 'C', name: 'chain', background: 'bg-kind-chain' },
  GUARDRAIL: { letter: 'G', name: 'guardrail', background: 'bg-kind-guard' },
  RETRIEVER: { letter: 'R', name: 'retriever', background: 'bg-kind-guard' },
  RERANKER: { letter: 'K', name: 'reranker', background: 'bg-kind-guard' },
  EMBEDDING: { letter: 'E', name: 'embedding', background: 'bg-kind-llm' },
  EVALUATOR: { letter: 'V', name: 'evaluator', background: 'bg-kind-guard' },
  PROMPT: { letter: 'P', name: 'prompt', background: 'bg-kind-llm' },
  SPAN: { letter: '·', name: 'span', background: 'bg-kind-chain' },
};

/** 16 px square with the letter of the kind. */
export function KindIcon({ kind, className }: { kind: ObservationKind; className?: string }) {
  const look = looks[kind];
  return (
    <span
      role="img"
      aria-label={look.name}
      title={look.name}
      className={classNames(
        'inline-flex size-4 shrink-0 items-center justify-center rounded-chip text-[10px] leading-none font-bold text-kind-ink shadow-[inset_0_0_0_1rem_var(--kind-shade)]',
        look.background,
        className,
      )}
    >
      {look.letter}
    </span>
  );
}

/** Background class of the kind's colour, for bars. */
export function kindBackground(kind: ObservationKind): string {
  return looks[kind].background;
}

/** "agent", "LLM", "tool": as it is said. */
export function kindName(kind: ObservationKind): string {
  return looks[kind].name;
}
