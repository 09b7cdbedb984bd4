import type { IDataObject } from 'n8n-workflow';
import type { ExpectedRequest } from '../../operations/contractCase';
import { ANNA, call, casesOf, PATH, START_AT, THROTTLE, WINDOW_END } from './campaigns';

export const start = casesOf('start');

export const posts = (fields: IDataObject): ExpectedRequest => ({
	method: 'POST',
	path: PATH,
	body: { windowStart: START_AT, windowEnd: WINDOW_END, throttle: THROTTLE, ...fields },
});

export const postsAnna = posts({ calls: [call(ANNA, 'Anna', 0)] });

export const TWELVE_A_MINUTE = [
	{ maxCalls: 1, windowSeconds: 5 },
	{ maxCalls: 12, windowSeconds: 60 },
];
