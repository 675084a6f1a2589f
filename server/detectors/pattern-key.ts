/** SQL for a short name of what these SQL texts say together; NULL counts as empty. */
export function patternKey(...parts: string[]): string {
  return `left(md5(concat_ws(chr(31), ${parts.map((part) => `coalesce(${part}, '')`).join(', ')})), 12)`;
}
