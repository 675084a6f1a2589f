import { type Topic, topicOf } from './topic';

const change =
  'fix|fixes|patch|patches|diff|pull request|pr|code changes?|code|solutions?|remed(?:y|ies)|workarounds?|improvements?|refactoring';
const asking = new RegExp(
  [
    String.raw`\b(?:propose|proposal|suggest|write|implement|make|apply|give|show|generate|create|provide|draft|recommend|need|want)\b.*\b(?:${change})\b`,
    String.raw`\b(?:which|what) (?:line|lines|file|files|source file|module|class|method|commit|part of the code|code|function of the code|function in the code)\b`,
    String.raw`\bhow (?:do|can|should|would|could|to) (?:i |we |you |one )?(?:best )?(?:fix|change|patch|solve|repair|resolve|correct|improve|prevent|avoid|refactor)\b`,
    String.raw`\bwhat (?:should|must|do|can) (?:i|we) (?:change|fix|do|improve)\b`,
    String.raw`^(?:please |pls |can you |could you |now )*(?:fix|patch|refactor|rewrite|edit|modify|update|repair|resolve|solve|improve)\b`,
    String.raw`\b(?:source code|codebase|in (?:the|my|our) code|repository)\b`,
    String.raw`\bwhere (?:in|is) (?:the|my|our) (?:code|bug)\b`,
    String.raw`\bhow to (?:fix|solve|resolve|improve)\b`,
    String.raw`\b(?:change|edit|rewrite|improve|adjust) (?:the|my|our) (?:system )?prompts?\b`,
  ].join('|'),
);

/** Whether a change of code or prompts is asked for, or a place in them. The clause is lower-case and mended. */
export function asksForCode(clause: string): boolean {
  return asking.test(clause);
}

/** What the diagnosis is about that such a question can be answered with: the wanted change itself says nothing of it. */
export function codeTopic(clause: string): Topic | null {
  return topicOf(
    clause.replace(
      /\b(?:which|what) function (?:of|in) the code\b|\b(?:improv\w*|changes?|functions?|prompts?)\b/g,
      ' ',
    ),
  );
}
