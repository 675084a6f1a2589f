'use client';

import { starterQuestions } from '../../lib/chat/starter-questions';

export interface StartersProps {
  traceId: string | null;
  onAsk: (question: string) => void;
  disabled: boolean;
}

/** What stands in the chat before anything was asked: questions that have an answer here. */
export function Starters({ traceId, onAsk, disabled }: StartersProps) {
  return (
    <div className="pt-1">
      <p className="text-secondary">
        Ask in your own words, or begin with one of these. Every answer cites the traces it rests on, and
        every citation is checked.
      </p>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {starterQuestions(traceId === null ? null : { traceId }).map((question) => (
          <li key={question}>
            <button
              type="button"
              disabled={disabled}
              onClick={() => onAsk(question)}
              className="group flex w-full items-baseline gap-2 py-2 text-left hover:text-accent disabled:opacity-60"
            >
              <span className="min-w-0 flex-1">{question}</span>
              <span aria-hidden="true" className="text-faint group-hover:text-accent">
                ↵
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
