import { describe, expect, it } from 'vitest';
import { toolFailure } from './tool-failure';

describe('the result of a tool is a failure when', () => {
  it.each([
    ['it has an error', '{"error":"index unavailable"}', 'index unavailable'],
    ['its error is an object', { error: { code: 'E1', message: 'quota used up' } }, 'quota used up'],
    ['it says isError', '{"content":[{"type":"text","text":"no access"}],"isError":true}', 'no access'],
    ['it says is_error', { is_error: true, message: 'nope' }, 'nope'],
    ['its status is an HTTP error', '{"status":503,"body":"upstream reset"}', 'HTTP 503: upstream reset'],
    ['its status code is one', { statusCode: '404' }, 'HTTP 404'],
    ['its code is one beside a message', { code: 429, message: 'slow down' }, 'HTTP 429: slow down'],
    ['it begins with an error', 'Error: connection refused\nmore', 'Error: connection refused'],
    [
      'it begins with an exception',
      'requests.exceptions.HTTPError: 404 Client Error',
      'requests.exceptions.HTTPError: 404 Client Error',
    ],
    [
      'it was told by the SDK',
      'An error occurred while running the tool. Please try again. Error: [Errno 2] No such file',
      'An error occurred while running the tool. Please try again. Error: [Errno 2] No such file',
    ],
    ['it is an errno', "[Errno 13] Permission denied: 'x'", "[Errno 13] Permission denied: 'x'"],
    [
      'it is a traceback',
      'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: bad',
      'ValueError: bad',
    ],
    [
      'a traceback follows its output',
      'starting\nloading\nTraceback (most recent call last):\n  File "a.py"\nKeyError: 1\n',
      'KeyError: 1',
    ],
    ['it is an HTTP status line', 'HTTP/1.1 502 Bad Gateway', 'HTTP/1.1 502 Bad Gateway'],
    ['it is a Python dict with an error', "{'error': 'no such table', 'rows': []}", 'no such table'],
    ['it is a JSON string with an error', '"Error: nothing there"', 'Error: nothing there'],
    ['it is the AI SDK’s error text', { type: 'error-text', value: 'it broke' }, 'it broke'],
  ])('%s', (_, output, text) => {
    expect(toolFailure(output)).toEqual({ kind: 'tool-error', text });
  });
});

describe('the result of a tool is no failure when', () => {
  it.each([
    ['its error is null', '{"error":null,"rows":[1]}'],
    ['its error is empty, false, or says none', '{"error":""}'],
    ['its error is false', { error: false }],
    ['its error is the word none', { error: 'None', ok: true }],
    ['its error is a measure', { value: 3, error: 0.02 }],
    ['its status is a word', '{"status":"shipped","code":"A-404"}'],
    ['its status is fine', { status: 200, body: 'Error: quoted' }],
    ['its code is that of a product', { code: 450, name: 'lamp' }],
    ['it is a list of results', '[{"title":"Error: how to fix it","error":"E1"}]'],
    ['it is a Python list', "['./main.py:10: raise ValueError(\"x\")', './a.py: Error: y']"],
    [
      'it is a search result that mentions errors',
      'Found 3 articles.\n1. Error handling in carriers\n2. Exception: customs',
    ],
    ['it begins with the word', 'Error handling is described in chapter 3.'],
    ['it counts errors', 'error: 0 found\nall good'],
    [
      'it has several texts',
      [
        { type: 'text', text: 'Error: a' },
        { type: 'text', text: 'b' },
      ],
    ],
    [
      'it is code',
      'def f():\n    try:\n        g()\n    except ValueError as e:\n        print("Error:", e)',
    ],
    [
      'it is a long document that quotes a traceback',
      `${'prose '.repeat(600)}\nTraceback (most recent call last):\n x\nand so on`,
    ],
    ['it is empty', ''],
    ['it is null', null],
    ['it is a number', 404],
    ['nothing in it is an error', '{"a":{"error":"inner"},"text":"fine"}'],
  ])('%s', (_, output) => {
    expect(toolFailure(output)).toBeUndefined();
  });
});

describe('a refused call', () => {
  it.each([
    ["Model tried to call unavailable tool 'x'. Available tools: a, b.", 'unknown-tool'],
    ['Error: Unknown tool: send_mail', 'unknown-tool'],
    ["Tool 'x' not found", 'unknown-tool'],
    ['{"error":"tool send_mail does not exist"}', 'unknown-tool'],
    ['AI_InvalidToolInputError: Invalid input for tool create_refund: …', 'invalid-arguments'],
    ['Error: missing required argument order_id', 'invalid-arguments'],
    ['TypeError: f() got an unexpected keyword argument "x"', 'invalid-arguments'],
    ['1 validation error for Refund\namount\n  Input should be a number', 'invalid-arguments'],
    ['MCP error -32602: Invalid params', 'invalid-arguments'],
  ])('%j is told as %s', (output, kind) => {
    expect(toolFailure(output)).toMatchObject({ kind });
  });
});
