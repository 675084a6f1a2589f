/** As in mask-failure, but where SQL can say it: RE2 looks neither ahead nor behind. */
const telling = String.raw`(?i)\b(?:errno|http(?:/[\d.]+)?|status(?:[ _]?code)?|error code|code|exit code|exited with)\W{1,3}\d+`;
const number = String.raw`\d[\d,._]*`;
const httpStatus = String.raw`[45]\d\d[,.]?`;
const masks: readonly (readonly [string, string])[] = [
  [String.raw`(?i)\b[a-z][a-z0-9+.-]{1,20}://[^\s"'<>)\]]+`, '<url>'],
  [
    String.raw`(^|[^\w<])(?:~|\.{1,2})?/[\w.@%+-]+(?:/[\w.@%+-]*)*|\b[A-Za-z]:\\[^\s"'<>|]+`,
    String.raw`\1<path>`,
  ],
  [String.raw`[A-Za-z0-9_-]*\d[\w,.:-]*`, '<n>'],
  [String.raw`\s+`, ' '],
];
const quotes: readonly (readonly [string, string])[] = [
  [String.raw`"[^"\n]+"|${'`[^`\\n]+`'}|“[^”\n]+”`, '<quoted>'],
  [String.raw`(^|[^\pL\pN])'[^'\n]+'`, String.raw`\1<quoted>`],
];

/**
 * SQL of a key that is the same for texts that differ in ids, numbers, paths, times and quotes alone; what names a cause (an HTTP
 * status, an errno) makes a difference. In JSON everything stands in quotes, so there only what is in them is masked.
 */
export function maskedSql(text: string): string {
  const unquoted = `CASE WHEN regexp_matches(${text}, '^\\s*[{[]') THEN ${text} ELSE ${replaceAll(text, quotes)} END`;
  const statuses = `list_filter(regexp_extract_all(${text}, ${literal(number)}), lambda n: regexp_full_match(n, ${literal(httpStatus)}))`;
  return `(${replaceAll(unquoted, masks)} || regexp_extract_all(${text}, ${literal(telling)})::VARCHAR || ${statuses}::VARCHAR)`;
}

function replaceAll(text: string, replacements: typeof masks): string {
  return replacements.reduce(
    (sql, [pattern, name]) => `regexp_replace(${sql}, ${literal(pattern)}, ${literal(name)}, 'g')`,
    text,
  );
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
