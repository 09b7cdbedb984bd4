import { readFileSync } from 'node:fs';
import { eventually } from '../../../bridge/test/eventually';
import { eventFiles } from '../../../bridge/test/events/support/senderBench';

/** Waits until so many calls that live are on disk, each with an event: where a disk takes its time, n8n has been told before. */
export async function callsWritten(dataFolder: string, count: number): Promise<void> {
	await eventually(`${count} calls are on disk`, () => {
		const written = eventFiles(dataFolder).filter((path) => linesOf(path) >= 2);
		return written.length >= count;
	});
}

/** The first is about the call itself. */
function linesOf(path: string): number {
	return readFileSync(path, 'latin1').split('\n').filter(Boolean).length;
}
