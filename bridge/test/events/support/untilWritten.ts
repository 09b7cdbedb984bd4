import { OWN_FOLDER } from '../../../src/events/disk/eventDisk';
import type { EventSender } from '../../../src/events/eventSender';

/** The disk does one thing after the other: when this is done, so is what came before. */
export async function untilWritten({ store }: EventSender): Promise<void> {
	await store?.disk.ask('forget', { folder: OWN_FOLDER, name: 'none' });
}
