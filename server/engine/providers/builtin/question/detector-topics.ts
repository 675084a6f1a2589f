import { any } from './any';

/** What one detector alone finds, and no wider question asks. */
export type DetectorTopic =
  | 'rate-limits'
  | 'retry-storms'
  | 'ran-out-of-turns'
  | 'unknown-tools'
  | 'invalid-arguments'
  | 'missing-results'
  | 'unfinished-spans'
  | 'slow-spans';

/** By which words it is asked for; in order, the first that fits. */
export const detectorRules: readonly (readonly [DetectorTopic, RegExp])[] = [
  [
    'rate-limits',
    any(
      'rate[- ]?limit(?:s|ed|ing)?',
      '429s?',
      'too many requests',
      String.raw`throttl\w*`,
      'quotas?',
      'backoff',
    ),
  ],
  [
    'retry-storms',
    any('retry storms?', 'retries|retried|retrying', String.raw`fail\w* (?:\w+ ){0,3}in a row`),
  ],
  [
    'ran-out-of-turns',
    any(
      '(?:ran|run|runs|running|runing) out of (?:turns?|steps?|iterations?)',
      '(?:turn|step|iteration|recursion|max(?:imum)?) (?:turns? |steps? |iterations? )?limits?',
      'max(?:imum)?[ _-](?:turns?|steps?|iterations?)',
      '(?:turns?|steps?|iterations?) (?:ran|run) out',
      'too many (?:turns|steps|iterations)',
    ),
  ],
  [
    'unknown-tools',
    any(
      '(?:unknown|nonexistent|non-existent|inexistent|invented|made[- ]up|missing|undefined) (?:tools?|functions?)',
      String.raw`hallucinat\w* (?:tools?|functions?)`,
      String.raw`(?:tools?|functions?)\b.*\b(?:not exist|don't exist|doesn't exist|exist|unknown|invented|hallucinated)`,
    ),
  ],
  [
    'invalid-arguments',
    any(
      '(?:invalid|wrong|bad|malformed|incorrect|missing|refused) (?:tool )?(?:arguments?|args|parameters?|params|inputs?)',
      '(?:arguments?|args|parameters?|params) (?:that )?(?:are |were |is |was )?(?:invalid|wrong|bad|malformed|incorrect|missing|refused)',
      'validation (?:errors?|fail\\w*)',
      'schema (?:errors?|violations?)',
    ),
  ],
  [
    'missing-results',
    any(
      '(?:calls?|tools?|spans?) (?:\\w+ ){0,3}(?:no|without(?: an?)?|lack|missing|missing their) (?:results?|outputs?|answers?|responses?)',
      '(?:missing|absent|lost) (?:tool )?(?:results?|outputs?)',
      '(?:never|not) (?:answered|returned)',
      'unanswered (?:tool )?calls?',
    ),
  ],
  [
    'unfinished-spans',
    any(
      'never (?:end|ends|ended|finish|finishes|finished|close|closes|closed|complete|completed)',
      'unfinished',
      '(?:still|left) (?:open|running)',
      "(?:did not|didnt|didn't|not) (?:end|ended|finish|finished|close|closed|complete|completed)",
      '(?:hang|hangs|hung|hanging|pending)',
      '(?:without|no) (?:an )?end(?: time)?',
      'incomplete (?:spans?|traces?|runs?)',
      'open spans?',
    ),
  ],
  [
    'slow-spans',
    any(
      'slow\\w* (?:\\w+ )?(?:spans?|calls?|tools?|functions?|steps?)',
      '(?:spans?|calls?|tools?|functions?|steps?) (?:that |which )?(?:are |were |is |was )?(?:slow\\w*|take (?:too )?long|took (?:too )?long)',
      'slower than (?:usual|normal)',
      'latenc(?:y|ies) (?:by|per|of) (?:tools?|spans?|calls?|functions?)',
    ),
  ],
];
