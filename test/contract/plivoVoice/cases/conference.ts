import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { conferenceMemberCases } from './conferenceMembers';
import { conferenceRecordingCases } from './conferenceRecordings';

const ROOM = 'My Room';
const PATH = '/Conference/My%20Room/';

/** As `GET /Conference/{name}/` gives it (plivo-conferences.md §C1.3): counts and times are texts. */
const conference = {
	conference_name: ROOM,
	conference_run_time: '590',
	conference_member_count: '1',
	members: [
		{
			muted: false,
			member_id: '17',
			deaf: false,
			from: '14155550100',
			to: '14155550123',
			caller_name: 'John',
			direction: 'inbound',
			call_uuid: 'acadaef2-7ad0-4c7e-9c55-0a4d0f6d8f11',
			join_time: '590',
		},
	],
};

const notFound = answer(404, { api_id: 'f1c7', error: 'conference not found' });

export const conferenceCases: ContractCase[] = [
	{
		resource: 'conference',
		operation: 'getMany',
		size: 'smallest',
		title: 'Plivo gives names only, all in one answer; cut to the limit',
		source: 'plivo-conferences.md §C1.1',
		parameters: { limit: 2 },
		answers: [answer(200, { api_id: 'a1', conferences: [ROOM, 'Support', 'Sales'] })],
		requests: [{ method: 'GET', path: '/Conference/' }],
		items: [{ conference_name: ROOM }, { conference_name: 'Support' }],
	},
	{
		resource: 'conference',
		operation: 'getMany',
		size: 'full',
		title: 'all of them, though Plivo was out at first; more than a page elsewhere holds',
		source: 'plivo-conferences.md §C1.1, plivo.md §1.4 (GET is safe to repeat)',
		parameters: { returnAll: true },
		answers: [
			answer(503, { api_id: 'a1', error: 'try later' }),
			answer(200, {
				api_id: 'a2',
				conferences: Array.from({ length: 60 }, (_, index) => `Room ${index}`),
			}),
		],
		requests: Array(2).fill({ method: 'GET', path: '/Conference/' }),
		items: Array.from({ length: 60 }, (_, index) => ({ conference_name: `Room ${index}` })),
	},
	{
		resource: 'conference',
		operation: 'getMany',
		size: 'bad',
		title: 'a limit of nothing',
		source: 'plivo.md §1.1',
		parameters: { limit: 0 },
		requests: [],
		refusal: /'Limit' is 0, and has to be 1 or more/,
	},
	{
		resource: 'conference',
		operation: 'getMany',
		size: 'more',
		title: 'no conferences are no items',
		source: 'plivo-conferences.md §C1.1',
		parameters: {},
		answers: [answer(200, { api_id: 'a1', conferences: [] })],
		requests: [{ method: 'GET', path: '/Conference/' }],
		items: [],
	},
	{
		resource: 'conference',
		operation: 'get',
		size: 'smallest',
		title: 'the name is one segment of the path, with its blank encoded',
		source: 'plivo-conferences.md §C1, §C1.3',
		parameters: { conference: byId(ROOM) },
		answers: [answer(200, { api_id: 'a1', ...conference })],
		requests: [{ method: 'GET', path: PATH }],
		items: [conference],
	},
	{
		resource: 'conference',
		operation: 'get',
		size: 'full',
		title: 'a name with signs that mean something in a URL',
		source: 'plivo-conferences.md §C1',
		parameters: { conference: byId('A/B?x=1 & Ü') },
		answers: [answer(200, { api_id: 'a1', ...conference, conference_name: 'A/B?x=1 & Ü' })],
		requests: [{ method: 'GET', path: '/Conference/A%2FB%3Fx%3D1%20%26%20%C3%9C/' }],
		items: [{ ...conference, conference_name: 'A/B?x=1 & Ü' }],
	},
	{
		resource: 'conference',
		operation: 'get',
		size: 'bad',
		title: 'a conference that is over cannot be looked up',
		source: 'plivo-conferences.md §C1, §C1.5',
		parameters: { conference: byId(ROOM) },
		answers: [notFound],
		requests: [{ method: 'GET', path: PATH }],
		refusal: /Plivo did not find it: conference not found/,
		hint: /HTTP status 404.*f1c7/,
	},
	{
		resource: 'conference',
		operation: 'hangUp',
		size: 'smallest',
		title: 'one conference, by its name',
		source: 'plivo-conferences.md §C1.1',
		parameters: { conference: byId(ROOM) },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: PATH }],
		items: [{ conference_name: ROOM, hungUp: true }],
	},
	{
		resource: 'conference',
		operation: 'hangUp',
		size: 'full',
		title: 'the answer with the body that the page prints',
		source: 'plivo-conferences.md §C1.1, §C5 (body with DELETE)',
		parameters: { conference: byId(` ${ROOM} `) },
		answers: [answer(200, { api_id: 'a1', message: 'conference hung up' })],
		requests: [{ method: 'DELETE', path: PATH }],
		items: [{ conference_name: ROOM, hungUp: true }],
	},
	{
		resource: 'conference',
		operation: 'hangUp',
		size: 'bad',
		title: 'without a name, which would hang up all conferences',
		source: 'plivo-conferences.md §C1.1 (hang up all is DELETE /Conference/)',
		parameters: { conference: byId('  ') },
		requests: [],
		refusal: /'Conference' is empty/,
	},
	...['.', '..'].map((name): ContractCase => ({
		resource: 'conference',
		operation: 'hangUp',
		size: 'more',
		title: `a name that a URL drops, '${name}', would hang up all conferences, or worse`,
		source: 'plivo-conferences.md §C1.1 (hang up all is DELETE /Conference/)',
		parameters: { conference: byId(name) },
		requests: [],
		refusal: /'Conference' cannot be '\.\.?'/,
	})),
	...conferenceRecordingCases,
	...conferenceMemberCases,
];
