import type { MessagePort } from 'node:worker_threads';
import { runOpusRole } from '../opus/opusRole';
import { runUploadRole, type UploadData } from '../store/uploadRole';

/** What each kind of thread is told when it starts. */
export interface ThreadData {
	opus: undefined;
	upload: UploadData;
}

export type Role = keyof ThreadData;

const RUN: { [Name in Role]: (port: MessagePort, data: ThreadData[Name]) => void } = {
	opus: runOpusRole,
	upload: runUploadRole,
};

/** Does the work of a thread: takes orders from the port and answers there. */
export function runRole<Name extends Role>(
	role: Name,
	port: MessagePort,
	data: ThreadData[Name],
): void {
	RUN[role](port, data);
}
