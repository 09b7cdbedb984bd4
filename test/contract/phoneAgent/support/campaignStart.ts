import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { ExpectedRequest } from '../../operations/contractCase';
import { results } from '../../operations/contractCase';
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

/** Readable, and never the one of another campaign. */
export const THROTTLE = `n8n-spring-${createHash('sha256').update(`${AGENT} ${CAMPAIGN}`).digest('hex').slice(0, 12)}`;

export const posts = (fields: IDataObject): ExpectedRequest => ({
	method: 'POST',
	path: PATH,
	body: { windowStart: START_AT, windowEnd: WINDOW_END, throttle: THROTTLE, ...fields },
});

export const postsAnna = posts({ calls: [call(ANNA, 'Anna', 0)] });

/** Plivo starts two calls in a second: not all of a minute are made in its first one. */
export const TWELVE_A_MINUTE = [
	{ maxCalls: 12, windowSeconds: 60 },
	{ maxCalls: 2, windowSeconds: 5 },
];

/** What is so without the option. */
const HUNDRED_A_MINUTE = [
	{ maxCalls: 10, windowSeconds: 5 },
	{ maxCalls: 100, windowSeconds: 60 },
];

export const throttle = (rules: unknown) => ({
	throttleId: OTHER_BATCH,
	name: THROTTLE,
	created: START_AT,
	rules,
});

/** The campaign has its throttle. */
export const hasThrottle = results([throttle(HUNDRED_A_MINUTE)]);
export const readsThrottles: ExpectedRequest = {
	method: 'GET',
	path: '/api/call_throttles',
	query: { pageSize: '100' },
};
