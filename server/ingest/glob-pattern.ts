import { normalize, sep } from 'node:path';

/** Whether a path that names no file is meant as a pattern. */
export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/**
 * A glob as the folder to look through and a pattern over the paths below it: `*` and `?` within a name, `**` across folders,
 * `[a-c]` and `{a,b}`. For shells that do not expand them, and for quoted ones. Undefined where a bracket is not closed.
 */
export function globPattern(glob: string): { folder: string; pattern: RegExp } | undefined {
  const parts = normalize(glob).split(sep);
  const first = parts.findIndex(isGlob);
  const fixed = parts.slice(0, first).join(sep);
  const folder = fixed === '' ? (parts[0] === '' ? sep : '.') : fixed;
  const pattern = parts.slice(first).map(partPattern).join('');
  try {
    return { folder, pattern: new RegExp(`^${pattern}$`) };
  } catch {
    return undefined;
  }
}

function partPattern(part: string, at: number, parts: string[]): string {
  if (part === '**') return at === parts.length - 1 ? '.*' : '(?:.*/)?';
  let alternatives = 0;
  const name = part.replace(/\*|\?|\[!?[^\]]+\]|[{},]|[^*?[\]{},\w]/g, (mark) => {
    if (mark === '*') return '[^/]*';
    if (mark === '?') return '[^/]';
    if (mark.startsWith('[') && mark.length > 1) return mark.replace('[!', '[^');
    if (mark === '{') {
      alternatives += 1;
      return '(?:';
    }
    if (alternatives > 0 && mark === ',') return '|';
    if (alternatives > 0 && mark === '}') {
      alternatives -= 1;
      return ')';
    }
    return `\\${mark}`;
  });
  return at === parts.length - 1 ? name : `${name}/`;
}
