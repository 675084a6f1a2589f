import { apiErrorSchema } from '../../lib/contracts/api-error';
import { type Upload, uploadSchema } from '../../lib/contracts/import-job';

export interface FileUpload {
  file: File;
  onProgress: (sentBytes: number) => void;
  signal: AbortSignal;
}

/** Sends a file and says how far it is, which `fetch` cannot. Throws an Error in words. */
export function uploadFile({ file, onProgress, signal }: FileUpload): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort, { once: true });
    request.open('POST', `/api/uploads?name=${encodeURIComponent(file.name)}`);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onabort = () => reject(new Error('The upload was cancelled.'));
    request.onerror = () =>
      reject(
        new Error(
          `${file.name} could not be sent: it cannot be read, or the dashboard does not run any more. Folders are imported by the command line.`,
        ),
      );
    request.onload = () => {
      const answer = parse(request.responseText);
      const upload = uploadSchema.safeParse(answer);
      if (upload.success) return resolve(upload.data);
      const refusal = apiErrorSchema.safeParse(answer);
      reject(
        new Error(refusal.data?.error.message ?? `The server answered ${request.status} to ${file.name}.`),
      );
    };
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
