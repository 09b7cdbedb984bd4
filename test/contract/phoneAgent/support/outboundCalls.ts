import { answer, AUTH_ID, byId } from '../../operations/contractCase';

export const AGENT = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
export const CALL_ID = '06ecae31-4bf8-40b9-ac62-e902418e9935';
export const TO = '+14155550123';
export const FROM = '+14155550100';

const text = (pattern: RegExp) => expect.stringMatching(pattern) as string;
const RUN = text(/^[\w-]{22,36}$/);
const KEY = text(/^[\w-]{22,36}\.0\.14155550123$/);
export const event = (name: string, rest = '') =>
	text(
		new RegExp(
			`^https://n8n\\.example\\.com/webhook-waiting/1/phoneAgent\\?.*run=[\\w-]{22}&event=${name}&item=0${rest}$`,
		),
	);
export const TIMING = '#ct=5000&rt=20000&tt=55000&rc=5&rp=all';

export const placedMetadata = {
	n8nCallKey: KEY,
	n8nRun: RUN,
	n8nNode: RUN,
	n8nItem: '0',
	n8nTo: TO,
	n8nFrom: FROM,
	n8nDirection: 'outbound',
};
export const call = (more: object = {}) => ({
	callId: CALL_ID,
	created: new Date().toISOString(),
	joined: null,
	ended: null,
	endReason: null,
	maxDuration: '3600s',
	joinTimeout: '75s',
	agent: { agentId: AGENT, name: 'Sales' },
	...more,
});

export const looksForKey = {
	method: 'GET',
	path: '/api/calls',
	query: { 'metadata.n8nCallKey': KEY, pageSize: '100' },
} as const;
/** Ultravox has what it dials with. */
export const looksAtConfiguration = {
	method: 'GET',
	path: '/api/telephony_configs/plivo',
} as const;
export const configuration = answer(200, { authId: AUTH_ID });
export const looksAtAgent = { method: 'GET', path: `/api/agents/${AGENT}` } as const;
export const looksForRun = {
	method: 'GET',
	path: '/api/calls',
	query: { 'metadata.n8nRun': RUN, pageSize: '100' },
} as const;
export const looksAtCall = { method: 'GET', path: `/api/calls/${CALL_ID}` } as const;
export const agent = answer(200, { agentId: AGENT, name: 'Sales', callTemplate: {} });
export const talking = answer(200, call({ joined: new Date().toISOString() }));
export const talkingUnderOwnKey = answer(
	200,
	call({ joined: new Date().toISOString(), metadata: { n8nCallKey: 'order-77' } }),
);

/** The phone's side of a call that Ultravox has dialed is found by its numbers. */
const numbers = {
	call_direction: 'outbound',
	from_number: '14155550100',
	to_number: '14155550123',
};
export const looksAtPhone = [
	{
		method: 'GET',
		path: '/Call/',
		query: { ...numbers, end_time__gte: text(/^\d{4}-/), limit: '20', offset: '0' },
	},
	{ method: 'GET', path: '/Call/', query: { ...numbers, status: 'live' } },
] as const;

export const who = { to: TO, from: '(415) 555-0100', agent: byId(AGENT), audioPath: 'direct' };
export const us = { defaultCountry: 'US' };

export const fullParameters = {
	...who,
	templateContext: { values: [{ name: 'user.name', value: 'Ada' }] },
	metadata: { values: [{ name: 'order', value: '77' }] },
};
export const fullOptions = {
	...us,
	callKey: 'order-77',
	firstSentence: 'Good morning, Ada.',
	firstSentenceDelay: 3,
	languageHint: 'de',
	maximumDuration: 300,
	recordCall: false,
	ringTime: 30,
	whenMachine: 'hangUp',
};
export const fullBody = {
	metadata: { ...placedMetadata, n8nCallKey: 'order-77', order: '77' },
	firstSpeakerSettings: { user: { fallback: { delay: '3s', text: 'Good morning, Ada.' } } },
	joinTimeout: '60s',
	maxDuration: '300s',
	recordingEnabled: false,
	templateContext: { user: { name: 'Ada' }, languageHint: 'de' },
};
export const looksForOwnKey = {
	...looksForKey,
	query: { ...looksForKey.query, 'metadata.n8nCallKey': 'order-77' },
};
export const smallestBody = {
	metadata: placedMetadata,
	firstSpeakerSettings: { user: { fallback: { delay: '4s' } } },
	joinTimeout: '75s',
};
export const outgoing = (additionalParams: object) => ({
	plivo: { outgoing: { to: TO, from: FROM, additionalParams } },
});
export const creates = (body: object) =>
	({ method: 'POST', path: `/api/agents/${AGENT}/calls`, body }) as const;
export const ended = {
	callbacks: { ended: { url: event('ended'), secrets: [text(/^[0-9a-f]{64}$/)] } },
};
