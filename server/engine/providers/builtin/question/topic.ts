import type { DetectorKind } from '../../../../../lib/contracts/pattern';
import { any } from './any';
import { type DetectorTopic, detectorRules } from './detector-topics';

/** What the analyst has an answer for, other than single traces. */
export type Topic =
  | 'what-changed'
  | 'text-search'
  | 'refusals'
  | 'repeated-outputs'
  | 'recovery'
  | 'failed-tools'
  | 'failure-modes'
  | 'error-traces'
  | 'associations'
  | 'costly-runs'
  | 'tool-use'
  | 'dataset-summary'
  | 'capabilities'
  | DetectorTopic
  | Extract<DetectorKind, 'repeated-calls' | 'context-growth' | 'giant-payloads' | 'silent-failures'>;

/** In order: the first that fits is what is asked, so what is narrow stands before what is wide. */
const rules: readonly (readonly [Topic, RegExp])[] = [
  [
    'capabilities',
    any(
      'what (?:can|do|could) you (?:do|answer|know|help)',
      'what (?:questions?|else) can (?:i|you)',
      'what can i ask',
      '^(?:hello|hi|hey|help|thanks|thank you)(?: me| there| please)?$',
    ),
  ],
  [
    'what-changed',
    any(
      'since (?:the |my |our )?(?:last|previous|first|earlier|yesterday)',
      "what(?:'s|s| is| has| have)? (?:been )?(?:changed|different|new|gone|better|worse|improved|regressed)",
      'which .*(?:are|is) (?:new|gone)',
      String.raw`compar\w*`,
      String.raw`regress\w*`,
      'before and after',
      '(?:than|since|from|to|against|with|over|like|as|and) (?:in |at )?(?:the |my |our |an? )?(?:last|previous|earlier|old|older) (?:run|import|dataset|version|file|batch)',
      'differences? between',
      'differs?',
      'versus|vs',
      '(?:get|got|getting|gets|become|became) (?:better|worse|slower|faster|cheaper)',
      '(?:better|worse|improved?|changed?) (?:than|since|from|after)',
    ),
  ],
  [
    'text-search',
    any(
      String.raw`(?:contain|mention|includ|say)\w* (?:the )?(?:text|word|words|string|phrase|quoted)`,
      '(?:search|grep|look) for',
      String.raw`(?:traces?|runs?|spans?) (?:that |which |who )?(?:contain|mention|say|includ)\w*`,
      String.raw`how (?:often|many) .*(?:contain|mention|say)\w*`,
      'where (?:is|does|do|are) quoted',
      '(?:contains?|mentions?|containing|mentioning) quoted',
    ),
  ],
  [
    'failure-modes',
    any(
      String.raw`why (?:do|does|did|are|is|so many) (?:\w+ ){0,3}(?:fail|failing|break|breaking|crash|crashing|go wrong|error)\b`,
    ),
  ],
  ...detectorRules,
  [
    'repeated-outputs',
    any(
      String.raw`output\.values?`,
      String.raw`(?:repeat\w*|duplicat\w*|near-duplicates?|recurring|same|identical|most common|most frequent|dupes?)\b.*\b(?:values?|outputs?|answers?|results?|responses?)`,
      String.raw`(?:values?|outputs?|answers?|results?|responses?)\b.*\b(?:repeat\w*|duplicat\w*|recurring|identical|again)`,
      'near-duplicates?',
    ),
  ],
  [
    'repeated-calls',
    any(
      String.raw`(?:repeat\w*|duplicat\w*|identical|redundant|same) (?:identical )?(?:tool |function )?calls?`,
      'calls? .*(?:again and again|over and over|repeatedly|same (?:tool|arguments|input))',
      'loop(?:s|ing|ed)?',
      '(?:in|going) circles?',
      'repeat(?:s|ed|ing)? (?:itself|themselves|the same)',
    ),
  ],
  [
    'context-growth',
    any(
      String.raw`context(?: window)? (?:grow\w*|get\w* (?:longer|bigger|larger)|explo\w*|bloat\w*|size)`,
      String.raw`grow\w* (?:contexts?|prompts?|conversations?|input)`,
      String.raw`(?:prompts?|conversations?) (?:grow\w*|get\w* (?:longer|bigger|larger))`,
      'context window',
    ),
  ],
  [
    'giant-payloads',
    any(
      '(?:giant|huge|large|larger|largest|big|biggest|oversized|enormous) (?:tool )?(?:payloads?|outputs?|results?|inputs?|responses?|spans?|messages?)',
      String.raw`(?:outputs?|results?|inputs?|responses?|spans?|messages?)\b.*\b(?:giant|huge|too (?:large|big|long)|oversized|enormous)`,
      'payloads?',
    ),
  ],
  [
    'refusals',
    any(
      String.raw`refus\w*`,
      'declin(?:e|es|ed|ing) to',
      "(?:won't|wont|will not|does not|doesn't) answer",
      '(?:empty|blank|no) (?:model |llm )?(?:answers?|responses?|replies|completions?)',
      '(?:answers?|responses?|replies|outputs?|completions?) (?:that |which |were |was |is |are |get |got |be )*(?:empty|blank|cut off|cut short|truncated|incomplete)',
      'cut[ -](?:off|short)',
      'truncated',
      'content filter',
    ),
  ],
  [
    'recovery',
    any(
      String.raw`recover\w*`,
      'self[ -]correct\\w*',
      'bounce back',
      '(?:got|get|gets) (?:over|past) (?:the |an |their )?errors?',
    ),
  ],
  [
    'associations',
    any(
      String.raw`associat\w*`,
      String.raw`correlat\w*`,
      String.raw`(?:to )?blame\w*`,
      'responsible',
      '(?:go|goes|going) (?:together )?with (?:an? )?(?:errors?|failures?|failing)',
      '(?:more|most|less|least) (?:likely|often) to (?:fail|error|go wrong)',
      String.raw`(?:which|what|do(?:es)?|is|are) .*\b(?:models?|agents?|services?) .*\b(?:fail\w*|errors?|wrong|worst|worse)`,
      '(?:related|linked|tied) to (?:errors?|failures?)',
    ),
  ],
  [
    'silent-failures',
    any(
      String.raw`silent\w*`,
      '(?:under|with|despite) (?:a )?status ok',
      String.raw`(?:fail|failed|failures?|errors?) .*\b(?:without|not) .*\b(?:status|error)`,
    ),
  ],
  [
    'failed-tools',
    any(
      String.raw`(?:which|what) (?:tools?|functions?) (?:\w+ )?(?:fail\w*|break\w*|error\w*)`,
      '(?:tools?|functions?)(?: calls?)? (?:errors?|failures?|failure rates?|error rates?)',
      '(?:failed|failing|broken) (?:tools?|functions?)(?: calls?)?',
      String.raw`(?:tools?|functions?)(?: calls?)? (?:that |which |most |often )*fail\w*`,
    ),
  ],
  [
    'failure-modes',
    any(
      'failure modes?',
      String.raw`(?:common\w*|frequent|main|top|biggest|typical|worst) (?:\w+ )?(?:failures?|errors?|problems?|issues?|exceptions?|error (?:strings?|messages?|signatures?)|mistakes?|bugs?|causes?)`,
      String.raw`(?:failures?|errors?|problems?|issues?|exceptions?|bugs?) .*\b(?:most (?:often|common|frequent)|commonest)`,
      'root causes?',
      'error (?:strings?|messages?|signatures?|types?|kinds?)',
      '(?:kinds?|types?) of (?:failures?|errors?|problems?)',
    ),
  ],
  [
    'error-traces',
    any(
      String.raw`status(?:[._ ]?code)?\b.*\berrors?`,
      'status_code_error',
      '(?:error|errored|erroring|failed|failing|broken|bad|unsuccessful|successful|succeeded) (?:traces|runs|trace|run)',
      String.raw`(?:traces?|runs?)\b.*\b(?:errors?|error|fail|fails|failed|failing|failure|failures|crash\w*|succeed\w*|wrong|broken|errored)`,
      String.raw`how many (?:\w+ )?(?:errors?|failures?|fail|failed)`,
      '(?:error|failure|success) rates?',
    ),
  ],
  [
    'costly-runs',
    any(
      String.raw`slow\w*`,
      'latency|latencies',
      'longest|fastest|durations?|took (?:the )?(?:most|long|longest)|take (?:the )?(?:most|long|longest)|how long',
      String.raw`expensive|cost|costs|costly|cheap\w*|priciest|price|pricy|money|spend\w*|dollars?`,
      'tokens?',
      String.raw`wast\w*|inefficien\w*`,
    ),
  ],
  [
    'tool-use',
    any(
      String.raw`function\.\*?`,
      '(?:tools?|functions?)',
      String.raw`(?:agents?|models?)\b.*\b(?:called|call|calls|used|use|uses|run|invoked)`,
      '(?:most|least)[ -](?:used|called)',
    ),
  ],
  [
    'failure-modes',
    any(
      String.raw`(?:fail\w*|errors?|wrong|problems?|issues?|broken?|breaks?|bugs?|buggy|crash\w*|exceptions?|anomal\w*|patterns?|findings?|diagnos\w*|mistakes?)`,
    ),
  ],
  [
    'dataset-summary',
    any(
      'overview',
      String.raw`summar\w*`,
      'how many (?:traces?|runs?|spans?|sessions?|models?|agents?|tools?|services?|projects?)',
      String.raw`(?:count|number|total)(?: \w+)? of (?:traces?|runs?|spans?)`,
      'describe|statistics|stats',
      "what(?:'s| is|s) in (?:this|the|here|it|these)",
      '(?:which|what|list|show)(?: all| me| the| of)* (?:models?|agents?|services?|projects?|sessions?)',
      'time range|when (?:did|do|was|were)',
      '(?:this|the|my) (?:dataset|data|file)',
    ),
  ],
];

/** What a clause asks about, as far as rules can tell; null where none fits. The clause is lower-case and mended. */
export function topicOf(clause: string): Topic | null {
  return rules.find(([, pattern]) => pattern.test(clause))?.[0] ?? null;
}
