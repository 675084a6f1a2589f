'use client';

import { useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import {
  modelApiSchema,
  reasoningEffortSchema,
  runDefaults,
  type WantedOptions,
  wantedOptionsSchema,
} from '../../lib/contracts/run-options';
import type { PublicSettings } from '../../lib/contracts/settings';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import type { EngineChoice } from './engine-choice';

export interface RunSettingsProps {
  open: boolean;
  onClose: () => void;
  settings: PublicSettings;
  choice: EngineChoice;
  onChoose: (change: WantedOptions) => void;
}

type Key = keyof WantedOptions;

/** Everything that a run can be told. Each field holds what is asked for; an empty one is as configured, which stands in it in grey. */
export function RunSettings({ open, onClose, settings, choice, onChoose }: RunSettingsProps) {
  const isBuiltin = choice.provider === 'builtin';
  const common = { choice, onChoose };
  /** Counts the resets: fields begin anew with each. */
  const [resets, setResets] = useState(0);
  const reset = () => {
    onChoose(nothing);
    setResets(resets + 1);
  };
  const fields = useRef<HTMLDivElement>(null);
  /** Leaves nothing behind that was typed and does not hold. */
  const done = () => {
    const wrong = fields.current?.querySelector<HTMLElement>('[aria-invalid=true]:enabled');
    if (wrong) wrong.focus();
    else onClose();
  };
  if (!open) return null;
  // Not inside of the form of the question, which Enter in a field would send.
  return createPortal(
    <Dialog
      open={open}
      onClose={onClose}
      title="Settings of the run"
      actions={
        <>
          <Button onClick={reset} className="mr-auto">
            Reset all
          </Button>
          <Button look="primary" onClick={done}>
            Done
          </Button>
        </>
      }
    >
      <div key={resets} ref={fields} className="space-y-3">
        <NumberField
          {...common}
          name="maxTurns"
          label="Turns, at most"
          usual={runDefaults.maxTurns}
          hint="1 to 100"
        />
        {isBuiltin && (
          <p className="text-secondary">
            The built-in analyst is rule-based: it has no model, so nothing else can be set for it.
          </p>
        )}
        <fieldset disabled={isBuiltin} className={isBuiltin ? 'hidden' : 'space-y-3'}>
          <TextField {...common} name="model" label="Model" usual={settings.model} />
          <ChoiceField
            {...common}
            name="reasoningEffort"
            label="Reasoning effort"
            usual={settings.reasoningEffort ?? "the model's own"}
            options={reasoningEffortSchema.options}
          />
          <NoteField {...common} />
          <div className="grid grid-cols-2 gap-3">
            <NumberField
              {...common}
              name="maxDepth"
              label="Depth of subagents"
              usual={runDefaults.maxDepth}
              hint="0 to 4"
            />
            <NumberField
              {...common}
              name="maxParallel"
              label="Subagents at once"
              usual={runDefaults.maxParallel}
              hint="1 to 16"
            />
            <NumberField
              {...common}
              name="temperature"
              label="Temperature"
              usual="the model's own"
              hint="0 to 2"
            />
            <NumberField
              {...common}
              name="maxOutputTokens"
              label="Output tokens a call"
              usual="the model's own"
              hint="1 or more"
            />
            <TextField
              {...common}
              name="synthesisModel"
              label="Model for syntheses"
              usual={settings.synthesisModel ?? 'the same'}
            />
            <TextField
              {...common}
              name="compactionModel"
              label="Model for summaries"
              usual={settings.compactionModel ?? 'the same'}
            />
          </div>
          <ChoiceField
            {...common}
            name="api"
            label="API"
            usual={settings.api}
            options={modelApiSchema.options}
          />
        </fieldset>
      </div>
    </Dialog>,
    document.body,
  );
}

/** Undefined is as configured; an empty note is none. */
const nothing: WantedOptions = {
  model: undefined,
  maxTurns: undefined,
  maxDepth: undefined,
  maxParallel: undefined,
  temperature: undefined,
  maxOutputTokens: undefined,
  api: undefined,
  reasoningEffort: undefined,
  synthesisModel: undefined,
  compactionModel: undefined,
  datasetNote: '',
};

interface FieldProps {
  choice: EngineChoice;
  onChoose: RunSettingsProps['onChoose'];
  label: string;
  /** What holds where nothing is asked for. */
  usual: string | number;
  hint?: string;
}

const inputClass =
  'h-7 w-full rounded-control border border-line-strong bg-panel px-2 placeholder:text-faint aria-invalid:border-error';

function NumberField({ name, choice, ...props }: FieldProps & { name: Key }) {
  const value = choice[name];
  return (
    <Input
      {...props}
      name={name}
      inputMode="decimal"
      held={value === undefined || value === null ? '' : String(value)}
      read={Number}
    />
  );
}

function TextField({ name, choice, ...props }: FieldProps & { name: Key }) {
  const value = choice[name];
  return <Input {...props} name={name} held={typeof value === 'string' ? value : ''} read={(text) => text} />;
}

interface InputProps extends Omit<FieldProps, 'choice'> {
  name: Key;
  /** What is asked for at this moment, as text; empty where nothing is. */
  held: string;
  inputMode?: 'decimal';
  read: (text: string) => string | number;
}

/** What fits is taken as it is typed; what does not is told, and the last that fitted holds. */
function Input({ name, label, usual, hint, held, inputMode, read, onChoose }: InputProps) {
  const id = useId();
  const [text, setText] = useState(held);
  const parsed = text.trim() === '' ? { [name]: undefined } : { [name]: read(text.trim()) };
  const checked = wantedOptionsSchema.safeParse(parsed);
  const change = (next: string) => {
    setText(next);
    const wanted = next.trim() === '' ? { [name]: undefined } : { [name]: read(next.trim()) };
    if (wantedOptionsSchema.safeParse(wanted).success) onChoose(wanted);
  };
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="flex items-baseline justify-between gap-2">
        {label} {hint && <span className="text-small text-secondary">{hint}</span>}
      </label>
      <input
        id={id}
        value={text}
        onChange={(event) => change(event.target.value)}
        inputMode={inputMode}
        placeholder={String(usual)}
        aria-invalid={!checked.success}
        aria-describedby={checked.success ? undefined : `${id}-problem`}
        className={inputClass}
      />
      {!checked.success && (
        <p id={`${id}-problem`} role="alert" className="text-small text-error">
          {hint ? `It takes ${hint}.` : 'That does not fit.'} Until then it is {held || usual}.
        </p>
      )}
    </div>
  );
}

function ChoiceField(props: FieldProps & { name: 'api' | 'reasoningEffort'; options: readonly string[] }) {
  const { name, choice, label, usual, options, onChoose } = props;
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={choice[name] ?? ''}
        onChange={(event) => {
          const wanted = { [name]: event.target.value === '' ? undefined : event.target.value };
          onChoose(wantedOptionsSchema.parse(wanted));
        }}
        className={inputClass}
      >
        <option value="">as configured: {usual}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </div>
  );
}

const longestNote = 4000;

function NoteField({ choice, onChoose }: Pick<FieldProps, 'choice' | 'onChoose'>) {
  const id = useId();
  const [text, setText] = useState(choice.datasetNote ?? '');
  return (
    <div>
      <label htmlFor={id} className="flex items-baseline justify-between gap-2">
        What this dataset encodes{' '}
        <span className="text-small text-secondary">told to the model, for this dataset</span>
      </label>
      <textarea
        id={id}
        value={text}
        maxLength={longestNote}
        rows={3}
        onChange={(event) => {
          setText(event.target.value);
          onChoose({ datasetNote: event.target.value.trim() });
        }}
        placeholder="such as: nightly runs of the refund agent; a trace is one customer"
        className={`${inputClass} h-auto py-1`}
      />
    </div>
  );
}
