import type { IDataObject } from 'n8n-workflow';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';
import { chosenParticipants, multiPartyCallParticipants } from '../../descriptions/memberChoice';
import { multiPartyCallLocator } from '../../descriptions/multiPartyCallLocator';
import type { MultiPartyCallId } from '../../multiPartyCallId';
import { multiPartyCallId, multiPartyCallPath } from '../../multiPartyCallId';
import type { PlivoApi } from '../../plivoApi';

/** The multi-party call that was chosen: its UUID or its name, as a field of the item. */
export function chosenMultiPartyCall(parameters: Parameters): MultiPartyCallId {
	const text = parameters.id('multiPartyCall');
	const id = multiPartyCallId(parameters.raw('multiPartyCall'));
	if (id !== null) return id;
	throw parameters.problem(
		'multiPartyCall',
		`is not an ID: '${text}'`,
		"An ID here looks like 2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11; to give a name, choose 'By Name'",
	);
}

/** The path of the chosen multi-party call, and below it. */
export const chosenPath = (parameters: Parameters, below = '') =>
	multiPartyCallPath(chosenMultiPartyCall(parameters), below);

type Described = Pick<
	RequestOperation<PlivoApi>,
	'name' | 'value' | 'action' | 'description' | 'properties'
>;

interface ChosenRequest {
	method: 'POST' | 'DELETE';
	/** Below the multi-party call: `Record/`. */
	below: string;
	body?(parameters: Parameters): IDataObject;
	/** What holds afterwards; Plivo mostly answers with nothing (204). */
	fact: IDataObject;
}

/** An operation on the multi-party call itself (plivo-conferences.md §C3.2). */
export function callOperation(
	described: Described,
	{ method, below, body, fact }: ChosenRequest,
): RequestOperation<PlivoApi> {
	return {
		...described,
		properties: [multiPartyCallLocator, ...described.properties],
		request: (parameters) => ({
			method,
			// What is not there was not stopped or ended by this request.
			mustBeThere: true,
			path: chosenPath(parameters, below),
			...(body ? { body: body(parameters) } : {}),
		}),
		result: (answer, parameters) => ({
			...readObject(answer),
			...chosenMultiPartyCall(parameters),
			...fact,
		}),
	};
}

/**
 * An operation on one, several or all participants (plivo-conferences.md §C3.2): what is of their state is below `Participant`,
 * what they hear is below `Member`.
 */
export function participantsOperation(
	described: Described,
	{ root, method, below, body, fact }: ChosenRequest & { root: 'Participant' | 'Member' },
): RequestOperation<PlivoApi> {
	return {
		...described,
		properties: [multiPartyCallLocator, ...multiPartyCallParticipants, ...described.properties],
		request: (parameters) => ({
			method,
			mustBeThere: true,
			path: chosenPath(parameters, `${root}/${chosenParticipants(parameters).join(',')}/${below}`),
			...(body ? { body: body(parameters) } : {}),
		}),
		result: (answer, parameters) => ({
			...readObject(answer),
			...chosenMultiPartyCall(parameters),
			participantIds: chosenParticipants(parameters),
			...fact,
		}),
	};
}
