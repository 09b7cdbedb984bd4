import type { MessagePort } from 'node:worker_threads';
import { runEventsRole } from '../events/disk/diskRole';
import type { DiskData } from '../events/disk/eventDisk';
import { runOpusRole } from '../recording/opus/opusRole';
import { runUploadRole, type UploadData } from '../recording/store/uploadRole';

/** What each kind of thread is told when it starts. */
export interface ThreadData {
	events: DiskData;
	opus: undefined;
	upload: UploadData;
}

export type Role = keyof ThreadData;

const RUN: { [Name in Role]: (port: MessagePort, data: ThreadData[Name]) => void } = {
	events: runEventsRole,
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
