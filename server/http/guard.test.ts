import { describe, expect, it } from 'vitest';
import { refusal } from './guard';

const host = '127.0.0.1:4269';

function check(headers: Record<string, string>, method = 'GET'): string | undefined {
  return refusal({ method, headers, port: 4269 });
}

describe('the guard', () => {
  it('lets the dashboard by each of its own names', () => {
    for (const own of [host, 'localhost:4269', 'LOCALHOST:4269', '[::1]:4269']) {
      expect(check({ host: own })).toBeUndefined();
      expect(check({ host: own, origin: `http://${own}`, 'sec-fetch-site': 'same-origin' })).toBeUndefined();
    }
  });

  it('refuses a foreign host, another port, and no host at all', () => {
    for (const foreign of [
      'evil.example',
      'evil.example:4269',
      '127.0.0.1',
      '127.0.0.1:80',
      '127.0.0.1:4269.evil',
    ]) {
      expect(check({ host: foreign })).toContain(foreign);
    }
    expect(check({})).toContain('alone');
  });

  it('refuses a foreign origin, a null one, and the right name under another scheme or port', () => {
    for (const origin of ['http://evil.example', 'null', 'https://127.0.0.1:4269', 'http://localhost:3000']) {
      expect(check({ host, origin }, 'POST')).toContain(origin);
    }
  });

  it("refuses another site's requests without an origin, but follows its links", () => {
    const image = {
      host,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-dest': 'image',
    };
    const frame = {
      host,
      'sec-fetch-site': 'same-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
    };
    const link = {
      host,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(check(image)).toContain('another site');
    expect(check(frame)).toContain('another site');
    expect(check(link)).toBeUndefined();
    expect(check(link, 'POST')).toContain('another site');
  });
});
