import type { IDataObject } from 'n8n-workflow';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';

const ROOM = 'My Room';
const SOURCE = 'plivo-conferences.md §C1.1, §C1.2';

interface MemberAction {
	operation: string;
	method: ExpectedRequest['method'];
	/** Below `/Member/{ids}/`. */
	below: string;
	/** Plivo's words; none where it answers 204 with nothing. */
	message?: string;
	/** What the item says of the members. */
	fact: IDataObject;
	/** What has to be said besides the members, and its body. */
	parameters?: IDataObject;
	body?: IDataObject;
}

const ACTIONS: MemberAction[] = [
	{
		operation: 'muteMember',
		method: 'POST',
		below: 'Mute/',
		message: 'muted',
		fact: { muted: true },
	},
	{ operation: 'unmuteMember', method: 'DELETE', below: 'Mute/', fact: { muted: false } },
	{
		operation: 'deafenMember',
		method: 'POST',
		below: 'Deaf/',
		message: 'deaf',
		fact: { deaf: true },
	},
	{ operation: 'undeafenMember', method: 'DELETE', below: 'Deaf/', fact: { deaf: false } },
	{
		operation: 'kickMember',
		method: 'POST',
		below: 'Kick/',
		message: 'kicked',
		fact: { kicked: true },
	},
	{ operation: 'hangUpMember', method: 'DELETE', below: '', fact: { hungUp: true } },
	{
		operation: 'playToMember',
		method: 'POST',
		below: 'Play/',
		message: 'play queued into conference',
		fact: {},
		parameters: { url: 'https://example.com/music.mp3' },
		body: { url: 'https://example.com/music.mp3' },
	},
	{ operation: 'stopPlayingToMember', method: 'DELETE', below: 'Play/', fact: { stopped: true } },
	{
		operation: 'speakToMember',
		method: 'POST',
		below: 'Speak/',
		message: 'speak queued into conference',
		fact: {},
		parameters: { text: 'One moment.' },
		body: { text: 'One moment.' },
	},
	{ operation: 'stopSpeakingToMember', method: 'DELETE', below: 'Speak/', fact: { stopped: true } },
];

/** One member, by the one id; several as a list; all of them. */
function goodCases(action: MemberAction): ContractCase[] {
	const { operation, method, below, message, fact, parameters, body } = action;
	const base = { resource: 'conference', operation, source: SOURCE };
	const request = (ids: string): ExpectedRequest => ({
		method,
		path: `/Conference/My%20Room/Member/${ids}/${below}`,
		...(body ? { body } : {}),
	});
	const said = (member_id: string) =>
		message === undefined ? answer(204) : answer(202, { api_id: 'a1', message, member_id });
	const item = (memberIds: string[], member_id: string): IDataObject => ({
		...(message === undefined ? {} : { message, member_id }),
		conference_name: ROOM,
		memberIds,
		...fact,
	});
	const printed = "[u'10', u'11', u'12']";
	return [
		{
			...base,
			size: 'smallest',
			title: 'one member',
			parameters: { conference: byId(ROOM), member: byId(' 17 '), ...parameters },
			answers: [said('17')],
			requests: [request('17')],
			items: [item(['17'], '17')],
		},
		{
			...base,
			size: 'full',
			title: 'several members: each once, the commas are not encoded',
			parameters: {
				conference: byId(ROOM),
				members: 'several',
				memberIds: '10, 11,12,10',
				...parameters,
			},
			answers: [said(printed)],
			requests: [request('10,11,12')],
			items: [item(['10', '11', '12'], printed)],
		},
		{
			...base,
			size: 'more',
			title: 'all members',
			parameters: { conference: byId(ROOM), members: 'all', ...parameters },
			answers: [said("[u'all']")],
			requests: [request('all')],
			items: [item(['all'], "[u'all']")],
		},
	];
}

/** What people get wrong about members, one for each operation. */
const MISTAKES: Array<Partial<ContractCase> & Pick<ContractCase, 'title' | 'parameters'>> = [
	{
		title: 'a phone number where the member ID belongs',
		parameters: { member: byId('+14155550100') },
		refusal: /'Member' is not an ID: '\+14155550100'/,
	},
	{
		title: 'an expression that gives nobody',
		parameters: { member: byId('={{ $json.member_id }}') },
		refusal: /'Member' is empty/,
	},
	{
		title: 'several members, but none named',
		parameters: { members: 'several', memberIds: ' , ' },
		refusal: /'Member IDs' is empty/,
	},
	{
		title: 'everybody in the place of IDs',
		parameters: { members: 'several', memberIds: 'all' },
		refusal: /'Member IDs' has 'all', which is not an ID/,
		hint: /choose 'All Members'/,
	},
	{
		title: 'an ID that leads out of the conference',
		parameters: { member: byId('../..') },
		refusal: /'Member' is not an ID/,
	},
	{
		title: 'no conference: everybody in all of them is never meant',
		parameters: { conference: byId('={{ $json.conference_name }}'), members: 'all' },
		refusal: /'Conference' is empty/,
	},
	{
		title: 'a file on the own computer',
		parameters: { member: byId('17'), url: 'C:\\music.mp3' },
		refusal: /'Audio URL' is not a web address/,
	},
	{
		title: 'names with a letter among them',
		parameters: { members: 'several', memberIds: ['10', 'x11'] },
		refusal: /'Member IDs' has 'x11', which is not an ID/,
	},
	{
		title: 'nothing to say',
		parameters: { member: byId('17'), text: '  ' },
		refusal: /'Text' is empty/,
	},
	{
		title: 'a number with a fraction',
		parameters: { member: byId('17.5') },
		refusal: /'Member' is not an ID: '17\.5'/,
	},
];

const badCases = ACTIONS.map(({ operation, parameters }, index): ContractCase => {
	const mistake = MISTAKES[index];
	if (mistake === undefined) throw new Error(`no mistake for ${operation}`);
	return {
		source: SOURCE,
		requests: [],
		...mistake,
		resource: 'conference',
		operation,
		size: 'bad',
		parameters: { conference: byId(ROOM), ...parameters, ...mistake.parameters },
	};
});

export const conferenceMemberCases: ContractCase[] = [
	...ACTIONS.flatMap(goodCases),
	...badCases,
	{
		resource: 'conference',
		operation: 'speakToMember',
		size: 'more',
		title: 'with voice and language; a list in the answer is kept as it came',
		source: 'plivo-conferences.md §C1.1, §C1.3',
		parameters: {
			conference: byId(ROOM),
			member: byId('17'),
			text: ' Guten Tag ',
			options: { voice: 'MAN', language: 'de-DE' },
		},
		answers: [
			answer(202, { api_id: 'a1', message: 'speak queued into conference', member_id: ['17'] }),
		],
		requests: [
			{
				method: 'POST',
				path: '/Conference/My%20Room/Member/17/Speak/',
				body: { text: 'Guten Tag', voice: 'MAN', language: 'de-DE' },
			},
		],
		items: [
			{
				message: 'speak queued into conference',
				member_id: ['17'],
				conference_name: ROOM,
				memberIds: ['17'],
			},
		],
	},
	{
		resource: 'conference',
		operation: 'muteMember',
		size: 'more',
		title: 'a member who has left: the words and the id of Plivo',
		source: 'plivo-conferences.md §C1.5, plivo.md §1.2',
		parameters: { conference: byId(ROOM), member: byId('17') },
		answers: [answer(404, { api_id: 'f1c7', error: 'member not found' })],
		requests: [{ method: 'POST', path: '/Conference/My%20Room/Member/17/Mute/' }],
		refusal: /Plivo did not find it: member not found/,
		hint: /HTTP status 404.*f1c7/,
	},
];
