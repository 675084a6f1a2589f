import type { ErrorCode } from './contracts/api-error';

/** The caller's fault, or the world's: `message` says what happened, to what, and what to do next. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}
