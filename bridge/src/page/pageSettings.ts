import { z } from 'zod';
import { count, setting } from '../config/setting';

/** Settings of the live page; without a password there is none. */
export const pageSchema = z.object({
	password: setting(
		z.string().min(12).optional(),
		'BRIDGE_PAGE_PASSWORD',
		'a password of at least 12 characters',
		'Turns on the live page at `/` for whoever knows this password; another one ends all sessions',
	),
	viewers: count(
		'BRIDGE_PAGE_VIEWERS',
		20,
		'Browser tabs that may show the live page at the same time; more are asked to wait',
	),
	listeners: count(
		'BRIDGE_PAGE_LISTENERS',
		10,
		'Browser tabs that may listen to calls at the same time; each takes about 1 MB',
	),
});
