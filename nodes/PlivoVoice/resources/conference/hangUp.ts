import type { RequestOperation } from '../../../shared/operations/operation';
import { conferenceLocator } from '../../descriptions/conferenceLocator';
import type { PlivoApi } from '../../plivoApi';
import { conferenceName, conferencePath } from './conferencePath';

/** `DELETE /Conference/{name}/` (plivo-conferences.md §C1.1); never without a name, which would hang up all of them. */
export const hangUp: RequestOperation<PlivoApi> = {
	name: 'Hang Up',
	value: 'hangUp',
	action: 'Hang up conference',
	description: 'End a conference and the phone calls of all its members, for good',
	properties: [conferenceLocator],
	request: (parameters) => ({ method: 'DELETE', path: conferencePath(parameters) }),
	result: (_answer, parameters) => ({
		conference_name: conferenceName(parameters),
		hungUp: true,
	}),
};
