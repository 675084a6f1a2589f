const part =
  '(?:calls?|quer(?:y|ies)|search(?:es)?|answers?|replies|outputs?|inputs?|results?|arguments?|args|turns?|steps?|attempts?|retr(?:y|ies)|messages?|prompts?|spans?|errors?|failures?)';

const inside = [
  String.raw`(?:first|second|third|fourth|next|later|previous|last|two|both|consecutive|successive) (?:\w+ )?${part}`,
  String.raw`(?:differs?|different|chang\w*) (?:from|to|than) (?:the |its |their )?(?:first|second|third|next|other)`,
  String.raw`between (?:the |its |their |all )?(?:\w+ )?${part}`,
  `(?:for|with|on|given) (?:the )?same ${part}`,
  'after (?:an? |the |each |every |any )?(?:calls?|attempts?|retry|retries|errors?|failures?|refusals?)',
  '(?:within|in|of|inside) (?:each|every|one|a single|the same) (?:runs?|traces?|sessions?|conversations?)',
  'any two (?:runs|traces)',
];
const insideOne = new RegExp(String.raw`\b(?:${inside.join('|')})\b`);

const betweenDatasets =
  /\b(?:(?:last|previous|earlier|first|old|older) (?:run|import|dataset|version|file|batch)|since (?:the |my |our )?(?:last|previous)|datasets?|imports?|versions?|yesterday)\b/;

/**
 * Whether what is compared are parts of runs, such as the first and the second call: no tool puts them side by side, and two datasets
 * are not meant. The clause is lower-case and mended.
 */
export function isWithinRuns(clause: string): boolean {
  return insideOne.test(clause) && !betweenDatasets.test(clause);
}
