import { z } from 'zod';

/** BIGINT and HUGEINT arrive as bigint; counts, durations and byte sizes fit a number exactly up to 2^53. */
export const integer = z.union([z.bigint(), z.number()]).transform(Number);
export const nullableInteger = integer.nullable();
export const nullableText = z.string().nullable();
