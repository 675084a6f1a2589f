import { z } from 'zod';
import type { Rejection } from '../../lib/contracts/import-report';
import { type Database, query, queryOne } from '../database';
import { integer } from './row-values';

export interface RejectionsRequest {
  database: Database;
  offset: number;
  limit: number;
  signal?: AbortSignal | undefined;
}

export interface RejectionPage {
  total: number;
  offset: number;
  rejections: Rejection[];
}

/** The lines that were no spans, in the order of the files. */
export async function readRejections({
  database,
  offset,
  limit,
  signal,
}: RejectionsRequest): Promise<RejectionPage> {
  const { total } = await queryOne(database, {
    sql: 'SELECT count(*) AS total FROM rejection',
    row: z.object({ total: integer }),
    signal,
  });
  const rejections = await query(database, {
    sql: `
      SELECT path, line, byte_offset, reason, excerpt FROM rejection JOIN source_file USING (file_ix)
      ORDER BY file_ix, line LIMIT $1 OFFSET $2`,
    params: [limit, offset],
    row: rejectionRow,
    signal,
  });
  return { total, offset, rejections };
}

const rejectionRow = z
  .object({
    path: z.string(),
    line: integer,
    byte_offset: integer,
    reason: z.string(),
    excerpt: z.string(),
  })
  .transform(
    ({ path, byte_offset, ...rest }): Rejection => ({ file: path, byteOffset: byte_offset, ...rest }),
  );
