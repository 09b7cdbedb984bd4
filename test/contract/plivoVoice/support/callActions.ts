import type { ExpectedRequest } from '../../operations/contractCase';
import { answer } from '../../operations/contractCase';
import { emptyCall } from './emptyCall';

export const UUID = 'd0a87a1a-b0e9-4ab2-ac07-c22ee87cd04a';

export const XML = 'https://example.com/person.xml';

export const CALLBACK = { callbackUrl: 'https://example.com/result', callbackMethod: 'GET' };

export const CALLBACK_FIELDS = {
	callback_url: 'https://example.com/result',
	callback_method: 'GET',
};

export const SPAWNED = { api_id: 'a1', message: 'async api spawned' };

export const NOT_FOUND = answer(404, { api_id: 'f1c7', error: 'call not found' });

/** Where a call is that is not live yet (plivo.md §5.2). */
export const LOOKED_FOR_IN_QUEUE: ExpectedRequest = {
	method: 'GET',
	path: `/Call/${UUID}/`,
	query: { status: 'queued' },
};

export const call = { ...emptyCall, callUuid: UUID };
