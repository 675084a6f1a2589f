const longest = 300;

/**
 * Masks, in this order, so that one cause is one text: quotes, URLs, times, paths, ids, numbers. What names the cause stays:
 * an HTTP status, an errno, a number that is part of a word.
 */
const masks: readonly [RegExp, string][] = [
  [
    /"[^"\n]{1,400}"|`[^`\n]{1,400}`|(?<![\p{L}\p{N}])'[^'\n]{1,400}'(?![\p{L}\p{N}])|“[^”\n]{1,400}”/gu,
    '<quoted>',
  ],
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>)\]]+/gi, '<url>'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/g, '<time>'],
  [/\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\b/g, '<time>'],
  [
    /(?<![\w<])(?:~|\.{1,2})?\/[\w.@%+-]+(?:\/[\w.@%+-]*)*|\b[A-Za-z]:\\[^\s"'<>|]+|\b[\w.-]+(?:\/[\w.@-]+)+\.\w+/g,
    '<path>',
  ],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b0x[0-9a-f]+\b/gi, '<id>'],
  [/\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}\b/gi, '<id>'],
  // A word with letters and digits and a separator or some length: req_8f3Kd02, NL-2201, call-17.
  [/\b(?=[\w-]*\d)(?=[\w-]*[a-zA-Z])[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)+\b/g, '<id>'],
  [/\b(?=\w*\d\w*\d)(?=\w*[a-zA-Z])[A-Za-z0-9]{10,}\b/g, '<id>'],
];

const telling =
  /(\b(?:errno|http(?:\/[\d.]+)?|status(?:[ _]?code)?|error code|code|exit code|exited with)\W{1,3})?(?<![\w.<])[-+]?\d[\d,._]*(?:\d|(?=\s*[a-z%]?))/gi;
const httpStatus = /^[45]\d\d$/;

/** The text with everything masked that differs from one occurrence to the next; at most 300 characters. */
export function maskFailure(text: string): string {
  let masked = text;
  for (const [pattern, name] of masks) masked = masked.replace(pattern, name);
  masked = masked.replace(telling, (whole: string, before: string | undefined) =>
    before !== undefined || httpStatus.test(whole) ? whole : '<n>',
  );
  return cutText(masked.replace(/\s+/g, ' ').trim());
}

/** At most 300 characters, never half of a surrogate pair. */
export function cutText(text: string): string {
  if (text.length <= longest) return text;
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}
