import { z } from 'zod';
import { setting } from '../config/setting';

/** Settings of the events on their way to n8n; their bounds are in config/limits.ts. */
export const eventsSchema = z.object({
	dataFolder: setting(
		z.string().trim().min(1).optional(),
		'BRIDGE_DATA_FOLDER',
		'the path of a folder that the bridge may write to',
		'Where events wait, encrypted, until n8n has taken them; without it they wait in memory and do not survive a restart. Several bridges may share it',
	),
	sync: setting(
		z.boolean().default(false),
		'BRIDGE_EVENTS_SYNC',
		'true or false',
		'Every event is also flushed to the disk at once, beside the audio: a power cut then costs some milliseconds of events instead of some seconds',
	),
});
