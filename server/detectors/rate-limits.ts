import { calledOrSpoken } from './called';
import { failed, spanDetector } from './span-detector';

/** How providers and tools say that they were called too often; a bare 429 may number anything. */
const saysSo = [
  'rate.?limit|too many requests|throttl(?:ed|ing)|quota',
  String.raw`\b(?:HTTP(?:/[\d.]+)?|status|code|error)\W{0,3}(?:code\W{0,3})?429\b`,
].join('|');

/** Calls that failed because there were too many of them, whether or not they were tried again. */
export const rateLimits = spanDetector({
  kind: 'rate-limits',
  where: `${failed} AND regexp_matches(failure_text, '${saysSo}', 'i')`,
  key: calledOrSpoken,
  label: "'Calls of ' || key || ' reach a rate limit'",
});
