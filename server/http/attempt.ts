import { AppError } from '../../lib/app-error';

export type Attempt<T> = { ok: true; value: T } | { ok: false; error: AppError };

/**
 * Runs `work` and keeps an AppError as a value, so that a page can say it in its own place. What is our fault is thrown:
 * the error page shows it.
 */
export async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error };
    throw error;
  }
}
