import { z } from 'zod';
import { setting } from '../config/setting';

/** Settings of `/metrics`. */
export const metricsSchema = z.object({
	open: setting(
		z.boolean().default(false),
		'BRIDGE_METRICS_OPEN',
		'true or false',
		'`/metrics` needs no key: for a scraper that cannot send one, in a network that nobody else reaches',
	),
});
