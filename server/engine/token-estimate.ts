/** English prose has four characters a token, JSON and ids about three. */
const charactersPerToken = 3.3;
/** No text has so few tokens: an endpoint that counts fewer counts something else. */
const mostCharactersPerToken = 8;

/** How many tokens a conversation has, from its length. */
export interface TokenEstimate {
  of(characters: number): number;
  /** The provider counted: a request of so many characters had so many tokens, instructions and tools included. */
  learn(count: { characters: number; tokens: number }): void;
}

/** Estimated before the first count, afterwards told by the difference to the last one. */
export function createTokenEstimate(): TokenEstimate {
  let known: { characters: number; tokens: number } | null = null;
  return {
    of(characters) {
      if (known === null) return Math.ceil(characters / charactersPerToken);
      const more = (characters - known.characters) / charactersPerToken;
      return Math.ceil(Math.max(characters / mostCharactersPerToken, known.tokens + more));
    },
    learn(count) {
      // Some endpoints count nothing.
      if (count.tokens > 0) known = count;
    },
  };
}
