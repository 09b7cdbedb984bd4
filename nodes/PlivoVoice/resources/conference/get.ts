import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import { conferenceLocator } from '../../descriptions/conferenceLocator';
import type { PlivoApi } from '../../plivoApi';
import { conferencePath } from './conferencePath';

/** `GET /Conference/{name}/` (plivo-conferences.md §C1.1, §C1.3). */
export const get: RequestOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get conference',
	description: 'Get a running conference with its members and their member IDs',
	properties: [conferenceLocator],
	request: (parameters) => ({ method: 'GET', path: conferencePath(parameters) }),
	result: readObject,
};
