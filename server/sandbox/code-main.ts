import { parentPort, workerData } from 'node:worker_threads';
import { runInThread } from './code-thread';
import { codeThreadDataSchema } from './code-thread-protocol';

void runInThread(codeThreadDataSchema.parse(workerData)).then((answer) => parentPort?.postMessage(answer));
