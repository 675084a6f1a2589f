/** What a question asks, as far as rules can tell. */
export type Intent =
  | { kind: 'code-change' }
  | { kind: 'what-changed' }
  | { kind: 'one-trace'; traceId: string }
  | { kind: 'which-trace' }
  | { kind: 'repeated-outputs' }
  | { kind: 'refusals' }
  | { kind: 'error-traces' }
  | { kind: 'tool-use' }
  | { kind: 'costly-runs' }
  | { kind: 'failure-modes' }
  | { kind: 'dataset-summary' }
  | { kind: 'unknown' };

/** In order: the first that fits is what is asked. A word of a later one may well stand in a question of an earlier one. */
const rules: [RegExp, Exclude<Intent['kind'], 'one-trace'>][] = [
  [
    /\b(?:propose|suggest|write|implement|make|apply|give|show)\b.*\b(?:fix|fixes|patch|diff|pull request|code change)\b|\b(?:which|what) (?:line|file|function of the code)\b|\bhow (?:do|can|should|would) (?:i|we|you) (?:fix|change|patch|solve)\b|^\s*(?:please )?(?:fix|patch|refactor|rewrite|edit)\b|\b(?:source code|codebase)\b/i,
    'code-change',
  ],
  [
    /\bsince (?:the )?(?:last|previous|yesterday)|\bwhat(?:'s| is| has|) (?:changed|different|new)\b|\b(?:compare|compared|regress|regression)\b|\bbefore and after\b|\b(?:last|previous) (?:run|import)\b/i,
    'what-changed',
  ],
  [/\bfailure modes?\b|\bcommon(?:est)? (?:failures|errors|problems)\b/i, 'failure-modes'],
  [
    /\b(?:repeat\w*|duplicat\w*|near-duplicates?|recurring|same|identical)\b.*\b(?:values?|outputs?|answers?|results?|output\.value)\b|\boutput\.value\b/i,
    'repeated-outputs',
  ],
  [/\brefus\w*|\bwon't answer\b/i, 'refusals'],
  [
    /\bstatus(?:[._ ]?code)?\b.*\berror|\bstatus_code_error\b|\b(?:error|failed|failing) (?:traces|runs)\b|\b(?:traces|runs) (?:that|which|with|have)\b.*\b(?:error|errors|fail|failed)\b/i,
    'error-traces',
  ],
  [
    /\b(?:slow\w*|latency|longest|took long|expensive|costs?|costly|tokens?|wast\w*|giant|context growth|context window|repeated calls?|loops?|cheap\w*)\b/i,
    'costly-runs',
  ],
  [/\b(?:tools?|functions?|function\.\*?)(?=\W|$)/i, 'tool-use'],
  [/\b(?:this|that|the) (?:trace|run)\b/i, 'which-trace'],
  [
    /\b(?:fail\w*|errors?|wrong|problems?|issues?|broken?|breaks?|bugs?|crash\w*|exceptions?|silent\w*|anomal\w*|patterns?|findings?|diagnos\w*)\b/i,
    'failure-modes',
  ],
  [
    /\b(?:overview|summar\w*|how many|describe|what is in|what's in|which (?:models?|agents?|services?))\b/i,
    'dataset-summary',
  ],
];

/** The first rule that fits; a trace that is named wins over all but the questions that no single trace answers. */
export function recogniseIntent(question: string): Intent {
  const traceId = traceIdIn(question);
  for (const [pattern, kind] of rules) {
    if (!pattern.test(question)) continue;
    if (traceId !== null && kind !== 'code-change' && kind !== 'what-changed')
      return { kind: 'one-trace', traceId };
    return { kind };
  }
  return traceId === null ? { kind: 'unknown' } : { kind: 'one-trace', traceId };
}

/** The trace that is named: as a citation, in quotes or backticks after "trace" or "run", or as a word there that looks like an id. */
function traceIdIn(question: string): string | null {
  const cited = /\[trace:([^[\]\n]+)\]/.exec(question)?.[1];
  if (cited) return cited.trim();
  const quoted = /\b(?:trace|run)(?:[_ ]?id)?\W{0,3}?[`"'“<]([^`"'”>\n]+)[`"'”>]/i.exec(question)?.[1];
  if (quoted) return quoted.trim();
  for (const match of question.matchAll(/\b(?:trace|run)(?:[_ ]?id)?[:\s]+([^\s,;?!()]+)/gi)) {
    const word = match[1]?.replace(/[.:]+$/, '') ?? '';
    if (/\d/.test(word) || /^[\w-]*-[\w-]*$/.test(word) || word.length >= 16) return word;
  }
  return null;
}
