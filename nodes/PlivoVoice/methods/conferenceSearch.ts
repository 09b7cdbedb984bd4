import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { locatorId } from '../../shared/locatorId';
import { isDotSegment } from '../../shared/pathSegment';
import { fromProviderNumber } from '../../shared/phoneNumber';
import { plivoListSearch } from '../../shared/plivoListSearch';
import { plivoRequest } from '../../shared/plivoRequest';
import { conferenceNames } from '../conferenceNames';
import { multiPartyCallId, multiPartyCallPath } from '../multiPartyCallId';

type Results = INodeListSearchResult['results'];

const text = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** An expression that the panel could not resolve: the item it takes its value from is not there yet. */
const isUnresolved = (value: string) => value.startsWith('=');

/** Those whose name holds what was typed, or whose value is it. */
function sought(results: Results, filter = ''): INodeListSearchResult {
	const typed = filter.trim().toLowerCase();
	const hits = results.filter(
		({ name, value }) =>
			name.toLowerCase().includes(typed) || String(value).toLowerCase() === typed,
	);
	return { results: hits };
}

/** All conferences that run now: Plivo gives their names in one answer (plivo-conferences.md §C1.1). */
export async function searchConferences(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const answer = await plivoRequest(this, { method: 'GET', path: '/Conference/', repeat: 'safe' });
	const results = conferenceNames(answer).map((name) => ({ name, value: name }));
	return sought(results, filter);
}

/** The phone number, or SIP address, of the person in a conference, with the name the caller brought. */
function memberName({ member_id, direction, from, to, caller_name }: IDataObject): string {
	const party = fromProviderNumber(text(direction === 'outbound' ? to : from));
	const name = text(caller_name);
	const person = name === '' || name === party ? party : `${party} (${name})`;
	return `${person}, member ${text(member_id)}`;
}

/** The members of the conference that is chosen in the panel. */
export async function searchConferenceMembers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const name = locatorId(this.getCurrentNodeParameter('conference'));
	if (name === '' || isDotSegment(name) || isUnresolved(name)) {
		throw new NodeOperationError(
			this.getNode(),
			"Choose a 'Conference' first: its members are listed then. Where it comes from the item, give the member by ID.",
		);
	}
	const { members } = await plivoRequest(this, {
		method: 'GET',
		path: `/Conference/${encodeURIComponent(name)}/`,
		repeat: 'safe',
	});
	const listed = Array.isArray(members) ? (members as IDataObject[]) : [];
	const results = listed.map((member) => ({
		name: memberName(member),
		value: text(member.member_id),
	}));
	return sought(results, filter);
}

export const searchMultiPartyCalls = plivoListSearch({
	path: '/MultiPartyCall/',
	id: ({ mpc_uuid }) => text(mpc_uuid),
	name: ({ friendly_name, status }) => `${text(friendly_name)}, ${text(status).toLowerCase()}`,
});

/** The role and address of a participant; newer answers of Plivo's only have the address. */
function participantName({ member_id, role, member_address, exit_time }: IDataObject): string {
	const address = fromProviderNumber(text(member_address));
	const who = address === '' ? text(role) : `${text(role)} ${address}`;
	const left = text(exit_time) === '' ? '' : ', left';
	return `${who}, participant ${text(member_id)}${left}`;
}

/** The participants of the multi-party call that is chosen in the panel. */
export async function searchMultiPartyCallParticipants(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const value = this.getCurrentNodeParameter('multiPartyCall');
	const chosen = multiPartyCallId(value);
	if (chosen === null || isUnresolved(locatorId(value))) {
		throw new NodeOperationError(
			this.getNode(),
			"Choose a 'Multi-Party Call' first: its participants are listed then. Where it comes from the item, give the participant by ID.",
		);
	}
	const search = plivoListSearch({
		path: multiPartyCallPath(chosen, 'Participant/'),
		id: ({ member_id }) => text(member_id),
		name: participantName,
	});
	return await search.call(this, filter, paginationToken);
}
