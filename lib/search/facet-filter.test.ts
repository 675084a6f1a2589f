import { describe, expect, it } from 'vitest';
import type { Filters } from '../contracts/filters';
import { selectedValues, toggleValue } from './facet-filter';
import { printFilters } from './filters-query';

function press(...presses: [Parameters<typeof toggleValue>[1]['facet'], string][]): Filters {
  return presses.reduce<Filters>((filters, [facet, value]) => toggleValue(filters, { facet, value }), {});
}

describe('a value of a facet', () => {
  it('is added beside the others of its facet and taken away again', () => {
    const both = press(['tool', 'grep'], ['tool', 'read']);
    expect(both.tool_names).toEqual(['grep', 'read']);
    expect(selectedValues(both, 'tool')).toEqual(['grep', 'read']);
    const none = press(['tool', 'grep'], ['tool', 'grep']);
    expect(printFilters(none).toString()).toBe('');
  });

  it('replaces the project, of which there is one', () => {
    expect(press(['project', 'a'], ['project', 'b']).project_id).toBe('b');
    expect(press(['project', 'a'], ['project', 'a']).project_id).toBeUndefined();
  });
});

describe('the failure facet', () => {
  it('says status error alone by has_errors', () => {
    expect(press(['outcome', 'error'])).toMatchObject({ has_errors: true, error_class: undefined });
  });

  it('says alternatives by classes, so that they are not ANDed', () => {
    const filters = press(['outcome', 'error'], ['outcome', 'silent']);
    expect(filters).toMatchObject({ has_errors: undefined, error_class: ['origin', 'propagated', 'silent'] });
    expect(selectedValues(filters, 'outcome')).toEqual(['error', 'silent']);
  });

  it('comes back to nothing', () => {
    expect(printFilters(press(['outcome', 'handled'], ['outcome', 'handled'])).toString()).toBe('');
  });
});
