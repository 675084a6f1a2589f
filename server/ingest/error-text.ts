/** How something failed, as its content or its message tells; stored as `failure_kind`. */
export type FailureKind =
  | 'tool-error'
  | 'unknown-tool'
  | 'invalid-arguments'
  | 'refusal'
  | 'empty-answer'
  | 'cut-off'
  | 'exception';

export interface ContentFailure {
  kind: FailureKind;
  /** The words that say so. */
  text: string;
}

const label = String.raw`(?:[\w.]*(?:Error|Exception)|error|ERROR|FATAL|exception)`;
const detail = String.raw`(?:\s*\[[^\]\n]{0,80}\]|\s*\([^)\n]{0,80}\)|\s+-?\d+)?`;

const saysSomething = String.raw`(?!(?:[Nn]one|null|nil|false|no|0)\b)\S`;

const startsAsError = [
  new RegExp(
    String.raw`^\W{0,3}(?:(?:[Aa]n?|[Tt]he|[Ff]atal|[Ii]nternal|[Uu]nexpected|[Uu]nhandled|[Uu]ncaught|HTTP|API|MCP|[Tt]ool|[Ss]erver|[Vv]alidation|[Rr]untime|[Ee]xecution)\s+){0,2}${label}${detail}\s*:\s*${saysSomething}`,
  ),
  /^(?:an? )?(?:unexpected |internal |unknown |unhandled )?(?:error|exception) (?:has )?(?:occurred|happened|was (?:thrown|raised)|(?:while )?(?:running|calling|executing|invoking|fetching))\b/i,
  /^(?:HTTP(?:\/[\d.]+)?[ :]+)?(?:error )?(?:status(?: code)?[ :]+)?[45]\d\d\b[ :,-]+(?:bad request|unauthori[sz]ed|payment required|forbidden|not found|method not allowed|request time-?out|conflict|gone|unprocessable|too many requests|internal server error|bad gateway|service unavailable|gateway time-?out|client error|server error)/i,
  /^HTTP(?:\/[\d.]+)? (?:error )?(?:status )?[45]\d\d\b/i,
  /^Request failed with status code [45]\d\d\b/i,
  /^\[?Errno -?\d+\]/,
];
const errorLine = new RegExp(String.raw`^\s*${label}${detail}\s*: ${saysSomething}`);
const raisedLine = /^\s*(?:[\w.]+\.)?[A-Z]\w*(?:Error|Exception|Exit|Interrupt|Warning)\b/;
const errno = /\[Errno -?\d+\]/;
const traceback = /^\s*Traceback \(most recent call last\):?\s*$/;

const unknownTool =
  /\b(?:unknown|unrecognized|no such|unavailable|non-?existent) (?:tool|function)\b|\b(?:tool|function) ['"`]?[\w.:-]+['"`]? (?:(?:was |is )?not (?:found|available|defined|registered|known)|does not exist|isn't available)|NoSuchToolError/i;
const invalidArguments =
  /\b(?:invalid|bad|malformed|unexpected|unrecognized|missing(?: \d+)?(?: required)?) (?:json )?(?:tool )?(?:keyword |positional )?(?:arguments?|parameters?|params|inputs?|args)\b|\b(?:arguments?|parameters?|inputs?) (?:do(?:es)? not match|did not match|failed validation|(?:is|are) invalid)|\bvalidation errors? for\b|InvalidToolInputError|InvalidToolArgumentsError|TypeValidationError|\berror -32602\b/i;

/** Beyond this a text is a document that may well speak of errors: only how it begins counts, and how a traceback ends. */
const shortText = 2000;

/**
 * The line of a tool's plain text that says it failed. A text that begins as an error, a traceback, an `[Errno N]`; never a
 * text that merely speaks of one further down.
 */
export function errorInText(text: string): ContentFailure | undefined {
  const head = text.slice(0, shortText).trimStart();
  const lines = head.split(/\r?\n/, 12).filter((line) => line.trim() !== '');
  const first = lines[0];
  if (first === undefined) return undefined;
  if (startsAsError.some((pattern) => pattern.test(first))) return failureOfText(first);
  if (lines.slice(0, 5).some((line) => traceback.test(line)))
    return failureOfText(raisedAtEnd(text) ?? first);
  if (beginsAs(first, unknownTool)) return { kind: 'unknown-tool', text: first.trim() };
  if (beginsAs(first, invalidArguments)) return { kind: 'invalid-arguments', text: first.trim() };
  if (text.length > shortText) return undefined;
  if (/^[^\n]*\n[\s\S]*^\s*Traceback \(most recent call last\)/m.test(head)) {
    const raised = raisedAtEnd(text);
    if (raised !== undefined) return failureOfText(raised);
  }
  const told =
    lines.slice(0, 3).find((line) => errorLine.test(line)) ?? lines.find((line) => errno.test(line));
  return told === undefined ? undefined : failureOfText(told);
}

/** An error's own words, told apart by what they complain about. */
export function failureOfText(text: string): ContentFailure {
  const trimmed = text.trim();
  const start = trimmed.slice(0, 400);
  if (unknownTool.test(start)) return { kind: 'unknown-tool', text: trimmed };
  return { kind: invalidArguments.test(start) ? 'invalid-arguments' : 'tool-error', text: trimmed };
}

const refused =
  /content[ _-]?(?:filter|policy|management)|\bmoderation_blocked\b|ResponsibleAIPolicyViolation/i;
const cutOff = /\bLengthFinishReasonError\b|\blength limit was reached\b/i;

/** What a status ERROR is of, where its message tells; null for any other error. */
export function failureKindOf(message: string): FailureKind | null {
  const { kind } = failureOfText(message);
  if (kind !== 'tool-error') return kind;
  const start = message.slice(0, 400);
  if (refused.test(start)) return 'refusal';
  return cutOff.test(start) ? 'cut-off' : null;
}

/** The last line of a traceback names the exception. */
function raisedAtEnd(text: string): string | undefined {
  const lines = text.slice(-shortText).trimEnd().split(/\r?\n/);
  return lines
    .reverse()
    .slice(0, 6)
    .find((line) => raisedLine.test(line));
}

function beginsAs(line: string, pattern: RegExp): boolean {
  return line.length <= 500 && pattern.test(line.trim().slice(0, 80));
}
