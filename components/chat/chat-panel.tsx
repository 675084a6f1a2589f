'use client';

import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useEffectEvent, useState } from 'react';
import { authorName } from '../../lib/chat/author-name';
import type { ChatPlace } from '../../lib/chat/chat-place';
import { conversationReducer, emptyConversation } from '../../lib/chat/chat-state';
import { withTraceId } from '../../lib/chat/starter-questions';
import type { Filters } from '../../lib/contracts/filters';
import type { PublicSettings } from '../../lib/contracts/settings';
import { printFilters } from '../../lib/search/filters-query';
import { Button } from '../ui/button';
import { Composer } from './composer';
import { ConversationView } from './conversation-view';
import { currentDiagnosis, rememberDiagnosis } from './current-diagnosis';
import { EarlierDiagnoses } from './earlier-diagnoses';
import { EngineChips } from './engine-chips';
import { type EngineChoice, useEngineChoice } from './engine-choice';
import type { AskAgain } from './exchange-view';
import { ScopeChip } from './scope-chip';
import { Starters } from './starters';
import { useConversation } from './use-conversation';

export interface ChatPanelProps {
  datasetId: string;
  place: ChatPlace;
  settings: PublicSettings;
  /** The address asks for a diagnosis: the chat must be seen. */
  onShow: () => void;
  /** The button that hides the chat. */
  hideButton: ReactNode;
  composerRef: Ref<HTMLTextAreaElement>;
}

/** The chat about one dataset. Mount it anew for another one: each dataset has a conversation of its own. */
export function ChatPanel({ datasetId, place, settings, onShow, hideButton, composerRef }: ChatPanelProps) {
  const handle = useConversation(() => {
    const diagnosisId = place.diagnosisId ?? currentDiagnosis(datasetId);
    if (diagnosisId === null) return emptyConversation;
    return conversationReducer(emptyConversation, { type: 'opened', diagnosisId });
  });
  const { conversation, last, running, sending, problem, cancel } = handle;
  const [choice, choose] = useEngineChoice(settings, datasetId);
  const scope = useScope(place.filters);
  const author = last?.started?.options;

  const ask = async (question: string, filters: Filters, options: EngineChoice = choice) => {
    const asked = withTraceId(question, place.traceId);
    const diagnosisId = await handle.ask({ datasetId, question: asked, filters, options });
    if (diagnosisId !== null) rememberDiagnosis(datasetId, diagnosisId);
    return diagnosisId !== null;
  };
  const askAgain: AskAgain = ({ question, started }, { builtin }) => {
    // Who does not answer now will not answer the next question either.
    if (builtin) choose({ provider: 'builtin' });
    void ask(question, started?.filters ?? {}, builtin ? { ...choice, provider: 'builtin' } : choice);
  };
  const open = (diagnosisId: string) => {
    handle.open(diagnosisId);
    rememberDiagnosis(datasetId, diagnosisId);
  };
  const clear = () => {
    handle.clear();
    rememberDiagnosis(datasetId, null);
  };

  const onAddress = useEffectEvent((diagnosisId: string) => {
    onShow();
    const shown = conversation.exchanges.some((exchange) => exchange.diagnosisId === diagnosisId);
    if (shown) rememberDiagnosis(datasetId, diagnosisId);
    else open(diagnosisId);
  });
  useEffect(() => {
    if (place.diagnosisId !== null) onAddress(place.diagnosisId);
  }, [place.diagnosisId]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !running) return;
    // An open menu or dialog takes Escape for itself.
    if (event.target instanceof Element && event.target.closest('dialog, [popover]')) return;
    event.preventDefault();
    void cancel();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is a shortcut of what stands inside; the button does the same.
    <div onKeyDown={onKeyDown} className="flex h-full min-h-0 flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line pr-2.5 pl-3.5">
        <h2 className="shrink-0 font-semibold">Ask the traces</h2>
        <p className="min-w-0 flex-1 truncate text-secondary">
          {authorName(running && author ? author : { ...choice, model: settings.model })}
        </p>
        {conversation.exchanges.length > 0 && (
          <Button
            small
            look="quiet"
            onClick={clear}
            disabled={sending}
            title="Begin a new conversation; this one is kept"
          >
            New
          </Button>
        )}
        <EarlierDiagnoses
          datasetId={datasetId}
          onOpen={open}
          onRemoved={(id) => {
            if (conversation.exchanges.some((exchange) => exchange.diagnosisId === id)) clear();
          }}
        />
        {hideButton}
      </header>
      <ConversationView
        key={handle.opened}
        handle={handle}
        onAskAgain={askAgain}
        empty={
          <Starters
            traceId={place.traceId}
            disabled={sending}
            onAsk={(question) => void ask(question, scope.filters)}
          />
        }
      />
      <div className="shrink-0 px-3.5 pt-2 pb-3.5">
        {problem && (
          <p role="alert" className="mb-2 rounded-control bg-error-tint px-3 py-2 break-words text-error">
            {problem}
          </p>
        )}
        <Composer
          ref={composerRef}
          onAsk={(question) => ask(question, scope.filters)}
          onCancel={() => void cancel()}
          running={running}
          sending={sending}
          blocked={null}
          followUp={conversation.exchanges.length > 0}
          scope={<ScopeChip filters={place.filters} used={scope.used} onToggle={scope.toggle} />}
          chips={<EngineChips settings={settings} choice={choice} onChoose={choose} />}
        />
      </div>
    </div>
  );
}

/** The filters on screen go along with a question until one takes them away; others on screen go along again. */
function useScope(onScreen: Filters) {
  const key = printFilters(onScreen).toString();
  const [without, setWithout] = useState<string | null>(null);
  const used = without !== key;
  return { used, filters: used ? onScreen : {}, toggle: () => setWithout(used ? key : null) };
}
