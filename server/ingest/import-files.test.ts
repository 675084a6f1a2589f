import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importing, span } from './import-fixture';

describe('every line is accounted for', () => {
  it('whatever it is, and a bad one never stops the rest', async () => {
    const good = JSON.stringify(span('t', 'a'));
    const text = `\uFEFF${good}\r\n\r\n   \nnot json\n{"name":"x"}\n${JSON.stringify(span('t', 'b'))}`;
    const { report, ask, phases } = await importing(text);
    expect(report).toMatchObject({ lines: 6, spans: 2, traces: 1, duplicates: 0, rejected: 2, blank: 2 });
    const firstOffset = Buffer.byteLength(`\uFEFF${good}\r\n\r\n   \n`);
    expect(report.rejections).toEqual([
      {
        file: 'file-0',
        line: 4,
        byteOffset: firstOffset,
        reason: expect.stringMatching(/^not valid JSON/),
        excerpt: 'not json',
      },
      {
        file: 'file-0',
        line: 5,
        byteOffset: firstOffset + 9,
        reason: 'JSON, but no span: no trace_id and no span_id',
        excerpt: '{"name":"x"}',
      },
    ]);
    expect(await ask('SELECT span_id, line, byte_offset, raw FROM span ORDER BY "row"')).toMatchObject([
      { span_id: 'a', line: 1n, byte_offset: 3n, raw: good },
      { span_id: 'b', line: 6n },
    ]);
    expect(await ask('SELECT * FROM rejection')).toHaveLength(2);
    expect(phases).toEqual(['reading', 'linking', 'analysing', 'saving']);
  });

  it('in an empty file, and in one without a span', async () => {
    expect((await importing('')).report).toMatchObject({ lines: 0, spans: 0, traces: 0 });
    expect((await importing('\n \n')).report).toMatchObject({ lines: 2, blank: 2 });
  });

  it('or none is taken where one of several files cannot be read', async () => {
    const binary = Buffer.from([0, 1, 2]);
    await expect(importing([span('t', 'a')], binary)).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('when one is nested deeper than the stack', async () => {
    const deep = `{"trace_id":"t","span_id":"d","attributes":{"input.value":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`;
    const { report } = await importing(`${deep}\n${JSON.stringify(span('t', 'a'))}`);
    expect(report).toMatchObject({
      spans: 1,
      rejected: 1,
      rejections: [{ reason: expect.stringMatching(/nested/) }],
    });
  });

  it('when thousands are rejected between the spans', async () => {
    const lines = Array.from({ length: 50_000 }, (_, at) =>
      at % 10 === 0 ? JSON.stringify(span('t', `s${at}`)) : '{',
    );
    const { report, ask } = await importing(lines.join('\n'));
    expect(report).toMatchObject({ lines: 50_000, spans: 5_000, rejected: 45_000 });
    expect(report.rejections).toHaveLength(1000);
    expect(await ask('SELECT count(*) AS n, max(line) AS last FROM rejection')).toEqual([
      { n: 45_000n, last: 50_000n },
    ]);
  });

  it('when one is too long to be read', async () => {
    const long = `{"trace_id":"${'x'.repeat(70 * 1024 * 1024)}"}`;
    const { report } = await importing(
      `${JSON.stringify(span('t', 'a'))}\n${long}\n${JSON.stringify(span('t', 'b'))}\n`,
    );
    expect(report).toMatchObject({ spans: 2, rejected: 1 });
    expect(report.rejections[0]).toMatchObject({
      line: 2,
      reason: 'the line is 70 MiB long, more than the 64 MiB that are read',
    });
    expect(report.rejections[0]?.excerpt.length).toBeLessThanOrEqual(200);
  });

  it('when its bytes are no UTF-8: they are replaced and reported', async () => {
    const [before, after] = JSON.stringify(span('t', 'a', { name: 'n|m' })).split('|');
    const bytes = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xff]), Buffer.from(after ?? '')]);
    const { report, ask } = await importing(bytes);
    expect(report.warnings).toMatchObject([{ code: 'invalid-utf8', count: 1 }]);
    expect(await ask('SELECT name FROM span')).toEqual([{ name: 'n\uFFFDm' }]);
  });
});

describe('a file', () => {
  it('may be packed with gzip, in several members too', async () => {
    const packed = Buffer.concat([
      gzipSync(`${JSON.stringify(span('t', 'a'))}\n`),
      gzipSync(`${JSON.stringify(span('t', 'b'))}\n`),
    ]);
    expect((await importing(packed)).report).toMatchObject({ lines: 2, spans: 2, traces: 1 });
  });

  it('may hold NUL bytes: they cost their line', async () => {
    const good = JSON.stringify(span('t', 'a'));
    const { report } = await importing(Buffer.from(`${good}\n\0\0\0\n{"trace_id":"t","span_id":"b\0"}\n`));
    expect(report).toMatchObject({ lines: 3, spans: 1, rejected: 2 });
  });

  it('may be packed with zstd, in several frames too', async () => {
    const packed = Buffer.concat([
      zstdFrame(`${JSON.stringify(span('t', 'a'))}\n`),
      zstdFrame(`${JSON.stringify(span('t', 'b'))}\n`),
    ]);
    expect((await importing(packed)).report).toMatchObject({ lines: 2, spans: 2, traces: 1 });
  });

  it('that is damaged, binary or in UTF-16 is named, with what to do', async () => {
    const cut = gzipSync(JSON.stringify(span('t', 'a'))).subarray(0, 60);
    await expect(importing(cut)).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/damaged or unfinished gzip/),
    });
    await expect(importing(Buffer.from([0x89, 0x50, 0, 1]))).rejects.toMatchObject({
      message: expect.stringMatching(/binary file/),
    });
    await expect(importing(zstdFrame(JSON.stringify(span('t', 'a'))).subarray(0, 60))).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/damaged or unfinished zstd/),
    });
    await expect(importing(Buffer.from('\uFEFF{}', 'utf16le'))).rejects.toMatchObject({
      message: expect.stringMatching(/UTF-16/),
    });
  });

  it('may hold part of a trace, in any order', async () => {
    const { report, ask } = await importing(
      [span('t1', 'b', { parent_span_id: 'a', at: 1 }), span('t2', 'x')],
      [span('t1', 'a', { name: 'the root' })],
    );
    expect(report.files).toMatchObject([
      { file: 'file-0', lines: 2 },
      { file: 'file-1', lines: 1 },
    ]);
    expect(
      await ask('SELECT trace_id, root_name, span_count, orphan_count FROM trace ORDER BY trace_ix'),
    ).toEqual([
      { trace_id: 't1', root_name: 'the root', span_count: 2, orphan_count: 0 },
      { trace_id: 't2', root_name: 'span x', span_count: 1, orphan_count: 0 },
    ]);
  });
});

describe('a report warns', () => {
  it('of required attributes that no span has', async () => {
    const bare = { trace_id: 't', span_id: 'a' };
    const { report } = await importing([
      bare,
      { ...bare, span_id: 'b', attributes: { 'inference.project_id': 'p' } },
    ]);
    expect(
      report.warnings.map(({ code, message }) => [code, message.match(/inference\.[\w.]+\w/)?.[0]]),
    ).toEqual([
      ['missing-attribute', 'inference.export.schema_version'],
      ['missing-attribute', 'inference.observation_kind'],
    ]);
  });

  it('of times that cannot be read, with the first of them and its place', async () => {
    const { report, ask } = await importing(
      [span('t', 'fine'), span('t', 'open', { end_time: null })],
      [
        span('t', 'a', { end_time: 'nonsense' }),
        span('t', 'b', { start_time: '2026-02-30T00:00:00Z', end_time: {} }),
      ],
    );
    expect(report.warnings).toEqual([
      {
        code: 'unreadable-time',
        message:
          '2 spans have a start_time or end_time that cannot be read and counts as unknown, first "nonsense" as end_time in file-1:1. Write times as ISO 8601 or as a number since 1970.',
        count: 2,
      },
    ]);
    expect(await ask("SELECT start_ns IS NULL AS unknown FROM span WHERE span_id = 'b'")).toEqual([
      { unknown: true },
    ]);
  });

  it('of a time that is nested deeper than the stack', async () => {
    const deep = `{"trace_id":"t","span_id":"d","end_time":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
    const { report } = await importing(`${JSON.stringify(span('t', 'a'))}\n${deep}\n`);
    expect(report).toMatchObject({ spans: 2, rejected: 0 });
    expect(report.warnings).toMatchObject([
      {
        code: 'unreadable-time',
        message: expect.stringContaining('first an object as end_time in file-0:2'),
      },
    ]);
  });

  it('of runs that are stacked in one file', async () => {
    const of = (pid: number) => ({ resource: { attributes: { 'process.pid': pid } } });
    const day = 24 * 3600;
    const { report } = await importing([
      span('t1', 'a', of(1)),
      span('t2', 'a', { at: 5, ...of(1) }),
      span('t3', 'a', { at: day, ...of(2) }),
    ]);
    expect(report.warnings).toMatchObject([
      {
        code: 'stacked-runs',
        message:
          'file-0 seems to hold several runs, one after another: a pause of 23.9 hours before line 3; 2 processes.',
      },
    ]);
    const mixed = await importing([1, 2, 1, 2].map((pid, at) => span('t', `s${at}`, of(pid))));
    expect(mixed.report.warnings).toEqual([]);
  });
});

/** A Zstandard frame (RFC 8878) that stores its content as it is: one segment, one last block of type raw. */
function zstdFrame(content: string): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(12);
  header.writeUInt32LE(0xfd2fb528, 0);
  header.writeUInt8(0b1010_0000, 4);
  header.writeUInt32LE(bytes.length, 5);
  header.writeUIntLE((bytes.length << 3) | 1, 9, 3);
  return Buffer.concat([header, bytes]);
}
