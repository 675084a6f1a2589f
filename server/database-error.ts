import { AppError } from '../lib/app-error';

/** The statement was interrupted because its caller asked for it. */
export function cancelled(cause: unknown): AppError {
  return new AppError('cancelled', 'The query was cancelled.', { cause });
}

/** What DuckDB says, as an AppError where the caller or the world is at fault. */
export function translate(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (/Could not set lock on file/.test(error.message)) {
    const message = `Another process holds the database for writing. Wait until it has ended, or end it, and try again. (${error.message})`;
    return new AppError('locked', message, { cause: error });
  }
  if (/version number|newer version of DuckDB|not a valid DuckDB database/i.test(error.message)) {
    const message = `The imported copy is damaged, or was written by a newer version of halo-loop. Import the files again, or remove the dataset. (${error.message})`;
    return new AppError('wrong-version', message, { cause: error });
  }
  const pattern =
    /Invalid Input Error: (?=.*(?:missing|invalid|bad|no argument|unexpected|unmatched|repetition|trailing|pattern too large))(.*)/i.exec(
      error.message,
    );
  if (pattern?.[1] !== undefined && !/cast|convert/i.test(error.message)) {
    return new AppError('bad-pattern', `The pattern does not compile: ${pattern[1]}`, { cause: error });
  }
  return error;
}
