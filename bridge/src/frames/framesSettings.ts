import { z } from 'zod';
import { setting } from '../config/setting';

const PATHS = ['own', 'ws'] as const;

/** How frames travel on the sockets of a call. */
export const framesSchema = z.object({
	path: setting(
		z.enum(PATHS).default('own'),
		'BRIDGE_FRAMES',
		`one of ${PATHS.join(', ')}`,
		"Who reads and writes the frames of established sockets: the bridge's own code, or the package `ws`, which costs more",
	),
});

export type FramesSettings = z.output<typeof framesSchema>;
