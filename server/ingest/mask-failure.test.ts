import { describe, expect, it } from 'vitest';
import { maskFailure } from './mask-failure';

describe('the mask of a failure', () => {
  it.each([
    ['tool call failed', 'tool call failed'],
    ['Error running tool (non-fatal)', 'Error running tool (non-fatal)'],
    ['timeout after 3012 ms', 'timeout after <n> ms'],
    ['timeout after 3.5s, limit 20,000 tokens', 'timeout after <n>s, limit <n> tokens'],
    ['OrderNotFound: NL-2201 does not exist', 'OrderNotFound: <id> does not exist'],
    ['request req_8f3Kd02ab failed', 'request <id> failed'],
    ['trace 84559aaf5d124026b1da35a7a66d9e94 lost', 'trace <id> lost'],
    ['id 550e8400-e29b-41d4-a716-446655440000', 'id <id>'],
    ["No such file: '/srv/a/b.md'", 'No such file: <quoted>'],
    ['cannot open /srv/a-1/b.md now', 'cannot open <path> now'],
    ['at 2026-04-23T05:32:00.123Z it broke', 'at <time> it broke'],
    ['see https://example.com/a?b=1 for more', 'see <url> for more'],
    ['user\'s name isn\'t "Bob"', "user's name isn't <quoted>"],
    ['a  line\n and another', 'a line and another'],
  ])('%j → %j', (text, mask) => {
    expect(maskFailure(text)).toBe(mask);
  });

  it('keeps what names the cause: statuses and error numbers', () => {
    expect(maskFailure('[Errno 2] No such file')).toBe('[Errno 2] No such file');
    expect(maskFailure('HTTP 503: upstream reset')).toBe('HTTP 503: upstream reset');
    expect(maskFailure('RateLimitError: 429 Too Many Requests, retry after 12s')).toBe(
      'RateLimitError: 429 Too Many Requests, retry after <n>s',
    );
    expect(maskFailure('exit code 127')).toBe('exit code 127');
  });

  it('makes one text of failures that differ in details, and never grows long', () => {
    const failures = [
      'PaymentError: refund of 12.50 EUR was declined (reason 51)',
      'PaymentError: refund of 480.00 EUR was declined (reason 65)',
    ];
    expect(new Set(failures.map(maskFailure)).size).toBe(1);
    expect(maskFailure('word '.repeat(1000)).length).toBeLessThanOrEqual(300);
  });
});
