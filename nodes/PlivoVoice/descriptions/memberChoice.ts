import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { locator } from '../../shared/operations/locator';
import type { Parameters } from '../../shared/operations/parameters';

/** Who is in a conference or a multi-party call, as the panel names it. */
interface MemberKind {
	/** `Member` */
	thing: string;
	/** `conference` */
	place: string;
	/** Parameter of the choice between one, several and all. */
	choice: string;
	/** Parameter with one id. */
	one: string;
	/** Parameter with several ids. */
	several: string;
	searchListMethod: string;
}

const CONFERENCE: MemberKind = {
	thing: 'Member',
	place: 'conference',
	choice: 'members',
	one: 'member',
	several: 'memberIds',
	searchListMethod: 'searchConferenceMembers',
};

const MULTI_PARTY_CALL: MemberKind = {
	thing: 'Participant',
	place: 'multiPartyCall',
	choice: 'participants',
	one: 'participant',
	several: 'participantIds',
	searchListMethod: 'searchMultiPartyCallParticipants',
};

function oneOf(
	{ thing, place, one, searchListMethod }: MemberKind,
	displayOptions?: INodeProperties['displayOptions'],
): INodeProperties {
	return {
		...locator({
			displayName: thing,
			name: one,
			required: true,
			searchListMethod,
			example: '17',
			description: `The ID that Plivo gave when the ${thing.toLowerCase()} joined`,
			displayOptions,
		}),
		typeOptions: { loadOptionsDependsOn: [`${place}.value`] },
	};
}

const howMany = (thing: string): INodePropertyOptions[] => [
	{ name: `One ${thing}`, value: 'one' },
	{ name: `Several ${thing}s`, value: 'several' },
	{ name: `All ${thing}s`, value: 'all', description: 'Everybody who is in it now' },
];

function choiceOf(kind: MemberKind): INodeProperties[] {
	const { thing, choice, several } = kind;
	return [
		{
			displayName: `${thing}s`,
			name: choice,
			type: 'options',
			noDataExpression: true,
			options: howMany(thing),
			default: 'one',
		},
		oneOf(kind, { show: { [choice]: ['one'] } }),
		{
			displayName: `${thing} IDs`,
			name: several,
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 17, 18',
			description:
				'The IDs that Plivo gave when they joined, with commas between them, or as a list',
			displayOptions: { show: { [choice]: ['several'] } },
		},
	];
}

/** One, several or all members of the conference. */
export const conferenceMembers = choiceOf(CONFERENCE);

/** One, several or all participants of the multi-party call. */
export const multiPartyCallParticipants = choiceOf(MULTI_PARTY_CALL);

/** One participant of the multi-party call. */
export const participantLocator = oneOf(MULTI_PARTY_CALL);

/** The ids in the order given, each once, or only `all` (plivo-conferences.md §C1.2). */
function chosen(parameters: Parameters, { thing, choice, one, several }: MemberKind): string[] {
	const who = parameters.choice(choice);
	if (who === 'all') return ['all'];
	if (who === 'one') return [parameters.decimalId(one)];
	const ids = [...new Set(parameters.texts(several))];
	if (ids.length === 0) throw parameters.problem(several, 'is empty');
	const wrong = ids.find((id) => !/^\d+$/.test(id));
	if (wrong === undefined) return ids;
	throw parameters.problem(
		several,
		`has '${wrong}', which is not an ID`,
		`An ID here has digits only; for everybody, choose 'All ${thing}s'`,
	);
}

/** The members of the conference that were chosen, as ids, or only `all`. */
export const chosenMembers = (parameters: Parameters) => chosen(parameters, CONFERENCE);

/** The participants of the multi-party call that were chosen, as ids, or only `all`. */
export const chosenParticipants = (parameters: Parameters) => chosen(parameters, MULTI_PARTY_CALL);
