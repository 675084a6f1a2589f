import { isRecord, type JsonRecord } from './decode-canonical';
import { type ContentFailure, errorInText, failureOfText } from './error-text';

/** Keys that can say failure; a result without them need not be parsed. */
const tellingKey = /"(?:error|is_?error|isError|status|status_?code|statusCode|code|type|text)"\s*:/i;

/** What a Python tool prints for a dict: `{'error': '…'}`. */
const pythonError =
  /^\{\s*'(?:error|is_?error)'\s*:\s*(?!None\b|False\b|''|""|0\b|\{\}|\[\])([\s\S]{1,400})/i;

/**
 * How a tool's result says that the call failed, if it does: an `error` that is not empty, `isError`, an HTTP status from 400
 * to 599, or text that is an error. A result that merely contains the word, as a search does, is no failure.
 */
export function toolFailure(output: unknown): ContentFailure | undefined {
  if (typeof output === 'string') return failureInOutput(output);
  if (Array.isArray(output)) return failureInContent(output);
  return isRecord(output) ? failureInObject(output) : undefined;
}

function failureInOutput(output: string): ContentFailure | undefined {
  const first = output.charCodeAt(output.search(/\S|$/));
  const structured = first === 0x7b || first === 0x5b || first === 0x22; // { [ "
  if (!structured) return errorInText(output);
  if (first !== 0x22 && !tellingKey.test(output)) return failureInPython(output);
  try {
    const value: unknown = JSON.parse(output);
    return typeof value === 'string' ? errorInText(value) : toolFailure(value);
  } catch {
    return failureInPython(output);
  }
}

function failureInPython(output: string): ContentFailure | undefined {
  const [, rest] = pythonError.exec(output.trimStart()) ?? [];
  if (rest === undefined)
    return /^\s*\[(?:Errno -?\d+|ERROR)\]/.test(output) ? errorInText(output) : undefined;
  const [, quoted] = /^(?:'([^']*)'|"([^"]*)")/.exec(rest)?.filter((part) => part !== undefined) ?? [];
  return failureOfText(quoted ?? (rest.split(/[,}\n]/, 1)[0] || rest));
}

/** MCP and the chat APIs answer a list of content; one text in it speaks for the tool, several are a result. */
function failureInContent(content: readonly unknown[]): ContentFailure | undefined {
  const [item] = content;
  if (content.length !== 1 || !isRecord(item) || item.type !== 'text') return undefined;
  return typeof item.text === 'string' ? errorInText(item.text) : undefined;
}

function failureInObject(result: JsonRecord): ContentFailure | undefined {
  const words = wordsOf(result);
  if (saysError(result.error)) return failureOfText(messageIn(result.error) ?? words ?? 'error: true');
  if ([result.isError, result.is_error, result.iserror].some(isTrue))
    return failureOfText(words ?? 'isError: true');
  if (result.type === 'error-text' || result.type === 'error-json' || result.type === 'error') {
    return failureOfText(messageIn(result.value) ?? words ?? String(result.type));
  }
  const status = httpStatusOf(result, words !== undefined);
  if (status !== undefined)
    return failureOfText(words === undefined ? `HTTP ${status}` : `HTTP ${status}: ${words}`);
  const word = typeof result.status === 'string' ? result.status.toLowerCase() : '';
  if (word === 'error' && words !== undefined) return failureOfText(words);
  return result.type === 'text' && typeof result.text === 'string' ? errorInText(result.text) : undefined;
}

const noError = /^\s*(?:none|null|nil|undefined|no|no errors?|false|ok|success|0|n\/a|-)?\s*$/i;

/** A number is no error by itself: `error` is a measure as well. */
function saysError(error: unknown): boolean {
  if (typeof error === 'string') return !noError.test(error);
  if (Array.isArray(error)) return error.length > 0;
  return isRecord(error) ? Object.keys(error).length > 0 : error === true;
}

function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/** `code` is a code of anything, unless words of an error stand beside it or nothing else at all. */
function httpStatusOf(result: JsonRecord, hasWords: boolean): number | undefined {
  const keys = ['status', 'status_code', 'statusCode', 'http_status', 'httpStatus'];
  if (hasWords || Object.keys(result).length === 1) keys.push('code');
  for (const key of keys) {
    const value = result[key];
    const status =
      typeof value === 'string' && /^\s*\d{3}\b/.test(value) ? Number.parseInt(value, 10) : value;
    if (typeof status === 'number' && Number.isInteger(status) && status >= 400 && status <= 599)
      return status;
  }
  return undefined;
}

const wordKeys = [
  'message',
  'error_message',
  'errorMessage',
  'detail',
  'details',
  'reason',
  'error',
  'title',
  'body',
  'stderr',
  'content',
  'text',
];

function wordsOf(result: JsonRecord): string | undefined {
  for (const key of wordKeys) {
    const words = messageIn(result[key]);
    if (words !== undefined) return words;
  }
  return undefined;
}

function messageIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) return value.length === 0 ? undefined : messageIn(value[0]);
  if (!isRecord(value)) return undefined;
  const message = [value.message, value.text, value.detail, value.reason, value.type, value.code].find(
    (part) => typeof part === 'string' && part !== '',
  );
  return typeof message === 'string'
    ? message
    : Object.keys(value).length === 0
      ? undefined
      : JSON.stringify(value);
}
