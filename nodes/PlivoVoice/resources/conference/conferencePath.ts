import type { IDataObject } from 'n8n-workflow';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { isDotSegment } from '../../../shared/pathSegment';
import { readObject } from '../../answers';
import { conferenceLocator } from '../../descriptions/conferenceLocator';
import { chosenMembers, conferenceMembers } from '../../descriptions/memberChoice';
import type { PlivoApi } from '../../plivoApi';

/** The name of the chosen room. */
export function conferenceName(parameters: Parameters): string {
	const name = parameters.id('conference');
	if (isDotSegment(name)) throw parameters.problem('conference', `cannot be '${name}'`);
	return name;
}

/** `/Conference/{name}/`, and below it (plivo-conferences.md §C1). */
export const conferencePath = (parameters: Parameters, below = '') =>
	`/Conference/${encodeURIComponent(conferenceName(parameters))}/${below}`;

type Described = Pick<
	RequestOperation<PlivoApi>,
	'name' | 'value' | 'action' | 'description' | 'properties'
>;

/** What a member operation sends, and says when Plivo confirmed it. */
interface MemberRequest {
	method: 'POST' | 'DELETE';
	/** Below the member: `Mute/`; nothing for the member itself. */
	below: string;
	body?(parameters: Parameters): IDataObject;
	/** What holds of the members afterwards. */
	fact: IDataObject;
}

/**
 * An operation on one, several or all members: `/Conference/{name}/Member/{ids}/...` (plivo-conferences.md §C1.1). Plivo answers
 * with words, or with nothing (204): the item says who was meant either way.
 */
export function memberOperation(
	described: Described,
	{ method, below, body, fact }: MemberRequest,
): RequestOperation<PlivoApi> {
	return {
		...described,
		properties: [conferenceLocator, ...conferenceMembers, ...described.properties],
		request: (parameters) => ({
			method,
			// A member who has left is not one who is heard again.
			mustBeThere: below !== '',
			path: conferencePath(parameters, `Member/${chosenMembers(parameters).join(',')}/${below}`),
			...(body ? { body: body(parameters) } : {}),
		}),
		result: (answer, parameters) => ({
			...readObject(answer),
			conference_name: conferenceName(parameters),
			memberIds: chosenMembers(parameters),
			...fact,
		}),
	};
}
