'use client';

import Link from 'next/link';
import { authorName } from '../../lib/chat/author-name';
import { conversationOf } from '../../lib/chat/chat-state';
import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import type { PublicSettings } from '../../lib/contracts/settings';
import { formatDateTime } from '../../lib/format-time';
import { datasetUrl, withDiagnosis } from '../../lib/url';
import { Button, buttonClass } from '../ui/button';
import { Composer } from './composer';
import { ConversationView } from './conversation-view';
import { EngineChips } from './engine-chips';
import { type EngineChoice, useEngineChoice } from './engine-choice';
import { useConversation } from './use-conversation';

export interface DiagnosisPageProps {
  diagnosisId: string;
  /** Those that are stored already; live ones follow. */
  events: DiagnosisEvent[];
  settings: PublicSettings;
}

/** A diagnosis over the full width, replayed or live; what it cites opens with the same diagnosis in the chat beside it. */
export function DiagnosisPage({ diagnosisId, events, settings }: DiagnosisPageProps) {
  const handle = useConversation(() => conversationOf(diagnosisId, events));
  const { conversation, last, running, sending, problem, cancel } = handle;
  const started = last?.started ?? null;
  const [choice, choose] = useEngineChoice(settings, started?.datasetId ?? null);

  const ask = async (question: string, options: EngineChoice = choice) => {
    if (started === null) return false;
    const { datasetId, filters } = started;
    return (await handle.ask({ datasetId, question, filters, options })) !== null;
  };

  return (
    <div className="flex h-full min-h-0 flex-col">
      {started && (
        <header className="flex items-center gap-3 border-b border-line px-6 py-2">
          <h1 className="sr-only">Diagnosis of {started.datasetName}</h1>
          <p className="min-w-0 flex-1 truncate text-secondary">
            {started.datasetName} · {formatDateTime(new Date(started.at).toISOString())} UTC ·{' '}
            {authorName(started.options)}
          </p>
          {running && (
            <Button small onClick={() => void cancel()}>
              Cancel
            </Button>
          )}
          <Link
            href={withDiagnosis(
              datasetUrl(started.datasetId, started.filters),
              last?.diagnosisId ?? diagnosisId,
            )}
            className={buttonClass({ small: true })}
          >
            Open beside the traces
          </Link>
        </header>
      )}
      <ConversationView
        handle={handle}
        empty={null}
        carriesDiagnosis
        onAskAgain={({ question }, { builtin }) =>
          void ask(question, builtin ? { ...choice, provider: 'builtin' } : choice)
        }
        className="mx-auto max-w-3xl px-6 py-6"
      />
      <div className="mx-auto w-full max-w-3xl shrink-0 px-6 pt-2 pb-5">
        {problem && (
          <p role="alert" className="mb-2 rounded-control bg-error-tint px-3 py-2 break-words text-error">
            {problem}
          </p>
        )}
        <Composer
          onAsk={(question) => ask(question)}
          onCancel={() => void cancel()}
          running={running}
          sending={sending}
          blocked={
            started === null && conversation.exchanges.length > 0 ? 'This diagnosis cannot be read' : null
          }
          followUp
          scope={null}
          chips={<EngineChips settings={settings} choice={choice} onChoose={choose} />}
        />
      </div>
    </div>
  );
}
