import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';
import { participantLocator } from '../../descriptions/memberChoice';
import { multiPartyCallLocator } from '../../descriptions/multiPartyCallLocator';
import type { PlivoApi } from '../../plivoApi';
import { chosenMultiPartyCall, chosenPath } from './chosenMultiPartyCall';

const recordTrackType: INodeProperties = {
	displayName: 'Tracks',
	name: 'recordTrackType',
	type: 'options',
	options: [
		{ name: 'All', value: 'all', description: 'Everybody, each in a channel of their own' },
		{ name: 'Both', value: 'both', description: 'One recording of each kind' },
		{ name: 'Participant', value: 'participant', description: 'Only what this participant says' },
	],
	default: 'all',
	description: 'What is recorded',
};

type Described = Pick<RequestOperation<PlivoApi>, 'name' | 'value' | 'action' | 'description'>;

interface RecordingRequest {
	method: 'POST' | 'DELETE';
	/** Below the participant: `Record/Pause/`. */
	below: string;
	/** Further options, sorted in with the tracks. */
	options: INodeProperties[];
	body?(options: Parameters): IDataObject;
	fact: IDataObject;
}

/**
 * An operation on the recording of one participant (plivo-conferences.md §C3.2). Which tracks are meant is in the body, of a DELETE
 * too.
 */
export function participantRecordingOperation(
	described: Described,
	{ method, below, options, body, fact }: RecordingRequest,
): RequestOperation<PlivoApi> {
	const bodyOf = (parameters: Parameters) => {
		const chosen = parameters.collection('options');
		const tracks = given({ record_track_type: chosen.optionalChoice('recordTrackType') });
		return { ...body?.(chosen), ...tracks };
	};
	return {
		...described,
		properties: [
			multiPartyCallLocator,
			participantLocator,
			optionsCollection([...options, recordTrackType]),
		],
		request: (parameters) => ({
			method,
			mustBeThere: true,
			path: chosenPath(parameters, `Participant/${parameters.decimalId('participant')}/${below}`),
			body: bodyOf(parameters),
		}),
		result: (answer, parameters) => ({
			...readObject(answer),
			...chosenMultiPartyCall(parameters),
			member_id: parameters.decimalId('participant'),
			...fact,
		}),
	};
}
