/**
 * The paths of what stands at rising offsets of a JSON text, such as `attributes["output.value"]` or `events[0].name`;
 * a key belongs to its value, a bracket to what it encloses or ends. '' is the whole. Read once for all offsets.
 */
export function jsonPathsAt(json: string, offsets: readonly number[]): string[] {
  const path: Step[] = [];
  let at = 0;
  return offsets.map((offset) => {
    while (at < json.length && at <= offset) {
      const top = path.at(-1);
      if (json.charAt(at) === '"') {
        const end = stringEnd(json, at);
        if (top?.kind === 'object') top.key ??= decode(json.slice(at, end));
        at = end;
      } else if (at === offset) {
        break;
      } else {
        step(path, json.charAt(at));
        at += 1;
      }
    }
    return print(path);
  });
}

/** Where the walk is in each open container: the key or the index that it reads, or no key yet. */
type Step = { kind: 'object'; key: string | undefined } | { kind: 'array'; index: number };

function step(path: Step[], character: string): void {
  const top = path.at(-1);
  if (character === '{') path.push({ kind: 'object', key: undefined });
  else if (character === '[') path.push({ kind: 'array', index: 0 });
  else if (character === '}' || character === ']') path.pop();
  else if (character === ',' && top?.kind === 'array') top.index += 1;
  else if (character === ',' && top?.kind === 'object') top.key = undefined;
}

/** Behind the closing quote; a quote after an odd number of backslashes closes nothing. */
function stringEnd(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (json.charAt(before) === '\\') before -= 1;
    if ((quote - before) % 2 === 1) return quote + 1;
  }
  return json.length;
}

function decode(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}

function print(path: readonly Step[]): string {
  let text = '';
  for (const part of path) {
    if (part.kind === 'array') text += `[${part.index}]`;
    else if (part.key === undefined) return text;
    else if (!/^[A-Za-z_$][\w$]*$/.test(part.key)) text += `[${JSON.stringify(part.key)}]`;
    else text += text === '' ? part.key : `.${part.key}`;
  }
  return text;
}
