import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { setting } from '../config/setting';

/** How many processes there are. */
export const processesSetting = setting(
	z
		.string()
		.trim()
		.regex(/^(auto|[1-9]\d?)$/)
		.default('1'),
	'BRIDGE_PROCESSES',
	'a whole number from 1 to 99, or auto',
	'Processes that share the port and the calls; `auto` is one for each core',
);

/** The setting as a number. */
export function processCount(processes: string): number {
	return processes === 'auto' ? availableParallelism() : Number(processes);
}
