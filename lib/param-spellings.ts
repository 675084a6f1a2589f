/**
 * What a path parameter may mean, the likeliest first. Next hands it to a page as it stands in the address and to its
 * metadata decoded, so that an id which holds a `%` of its own can only be told by looking for it.
 */
export function paramSpellings(param: string): string[] {
  return [...new Set([decoded(param), param])];
}

function decoded(param: string): string {
  try {
    return decodeURIComponent(param);
  } catch {
    return param;
  }
}
