import type { ErrorClass } from '../../lib/contracts/span';
import type { Answer } from './answer';
import { answerFailure, refusedCall } from './answer-failure';
import { isRecord, type JsonRecord } from './decode-canonical';
import { type ContentFailure, type FailureKind, failureKindOf } from './error-text';
import type { Extraction } from './extract';
import { cutText, maskFailure } from './mask-failure';
import { attributesOf, textOf } from './normalise';
import type { FoundAttributes } from './read-attributes';
import { toolFailure } from './tool-failure';

/**
 * How a span failed as far as it tells itself. Linking sees the whole trace: it turns `origin` into `propagated` where a child
 * explains it, and `handled` into `silent` where nothing came after.
 */
export interface Failure {
  errorClass: Exclude<ErrorClass, 'propagated'>;
  failureKind: FailureKind | null;
  /** What the failure says; null where nothing says anything. */
  text: string | null;
  mask: string | null;
}

/** Null for a span that went well, or that says nothing of a failure; `answer` is that of an LLM span. */
export function failureOf(extraction: Extraction, answer: Answer | undefined): Failure | null {
  const { span, found, record } = extraction;
  const exception = exceptionOf(record, found);
  if (span.status === 'ERROR') {
    const text =
      span.statusMessage ??
      exception ??
      textOf(found.values.get('errorMessage')) ??
      contentFailure(extraction, answer)?.text;
    const said = text ?? textOf(found.values.get('errorType'));
    return failure('origin', said === null ? null : failureKindOf(said), said);
  }
  if (exception !== undefined) return failure('handled', 'exception', exception);
  const content = contentFailure(extraction, answer);
  return content ? failure('silent', content.kind, content.text) : null;
}

function failure(
  errorClass: Failure['errorClass'],
  failureKind: FailureKind | null,
  said: string | null,
): Failure {
  if (said === null) return { errorClass, failureKind, text: null, mask: null };
  return { errorClass, failureKind, text: cutText(said.trim()), mask: maskFailure(said.slice(0, 2000)) };
}

function contentFailure({ span, found }: Extraction, answer: Answer | undefined): ContentFailure | undefined {
  if (span.observationKind === 'TOOL') {
    const output = found.values.get('output');
    return output === undefined ? undefined : toolFailure(output);
  }
  if (answer === undefined) return undefined;
  return answerFailure(answer, { span, found }) ?? refusedCall(found);
}

/** `type: message` of an exception event, else what `error.type` names. */
function exceptionOf(record: JsonRecord, found: FoundAttributes): string | undefined {
  const events = Array.isArray(record.events) ? record.events : [];
  for (const event of events) {
    if (!isRecord(event) || event.name !== 'exception') continue;
    const attributes = attributesOf(event.attributes);
    const said = [textOf(attributes['exception.type']), textOf(attributes['exception.message'])];
    return said.filter((part) => part !== null).join(': ') || 'exception';
  }
  const type = textOf(found.values.get('errorType'));
  if (type === null) return undefined;
  const message = textOf(found.values.get('errorMessage'));
  return message === null ? type : `${type}: ${message}`;
}
