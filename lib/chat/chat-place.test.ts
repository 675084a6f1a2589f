import { describe, expect, it } from 'vitest';
import { chatPlace } from './chat-place';

const at = (url: string) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  return chatPlace(pathname, searchParams);
};

describe('what the chat knows of the page', () => {
  it('is the dataset and the filters on the list', () => {
    expect(at('/datasets/support%20desk?errors=yes&tool=a')).toEqual({
      datasetId: 'support desk',
      traceId: null,
      filters: { has_errors: true, tool_names: ['a'] },
      diagnosisId: null,
      onDiagnosisPage: false,
    });
  });

  it('is the trace on its page, whatever its id holds', () => {
    const place = at('/datasets/d/traces/a%2Fb?span=s&q=x&diagnosis=d-1');
    expect(place).toMatchObject({ datasetId: 'd', traceId: 'a/b', filters: {}, diagnosisId: 'd-1' });
  });

  it('is nothing elsewhere', () => {
    expect(at('/')).toMatchObject({ datasetId: null, traceId: null, filters: {} });
    expect(at('/diagnoses/x')).toMatchObject({ datasetId: null, onDiagnosisPage: true });
    expect(at('/datasets/%E0%A4%A')).toMatchObject({ datasetId: '%E0%A4%A' });
  });
});
