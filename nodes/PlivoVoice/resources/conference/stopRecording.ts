import type { RequestOperation } from '../../../shared/operations/operation';
import { conferenceLocator } from '../../descriptions/conferenceLocator';
import type { PlivoApi } from '../../plivoApi';
import { conferenceName, conferencePath } from './conferencePath';

/** `DELETE /Conference/{name}/Record/` (plivo-conferences.md §C1.1). */
export const stopRecording: RequestOperation<PlivoApi> = {
	name: 'Stop Recording',
	value: 'stopRecording',
	action: 'Stop recording of conference',
	description: 'Stop recording a conference; what was recorded stays',
	properties: [conferenceLocator],
	request: (parameters) => ({ method: 'DELETE', path: conferencePath(parameters, 'Record/') }),
	result: (_answer, parameters) => ({
		conference_name: conferenceName(parameters),
		stopped: true,
	}),
};
