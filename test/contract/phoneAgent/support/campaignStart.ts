import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { ExpectedRequest } from '../../operations/contractCase';
import {
	AGENT,
	ANNA,
	call,
	CAMPAIGN,
	casesOf,
	OTHER_BATCH,
	PATH,
	START_AT,
	WINDOW_END,
} from './campaigns';

export const start = casesOf('start');

export const posts = (fields: IDataObject): ExpectedRequest => ({
	method: 'POST',
	path: PATH,
	body: { windowStart: START_AT, windowEnd: WINDOW_END, ...fields },
});

export const postsAnna = posts({ calls: [call(ANNA, 'Anna', 0)] });

/** Readable, and never the one of another campaign. */
export const THROTTLE = `n8n-spring-${createHash('sha256').update(`${AGENT} ${CAMPAIGN}`).digest('hex').slice(0, 12)}`;

export const TWELVE_A_MINUTE = [{ maxCalls: 12, windowSeconds: 60 }];

export const throttle = (rules: unknown) => ({
	throttleId: OTHER_BATCH,
	name: THROTTLE,
	created: START_AT,
	rules,
});
