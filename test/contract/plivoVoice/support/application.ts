import { answer } from '../../operations/contractCase';

/** Beyond 2^53: as a JSON number it would be another one. */
export const ID = '20468599130939381';

export const SUBACCOUNT = 'SAMTU0Y2FKNGETYZDKNI';

export const PATH = `/Application/${ID}/`;

/** An application as `GET /Application/{app_id}/` gives it. */
export const APPLICATION = {
	answer_method: 'POST',
	answer_url: 'https://example.com/answer',
	app_id: ID,
	app_name: 'front-desk',
	application_type: 'XML',
	default_app: false,
	default_endpoint_app: false,
	default_number_app: false,
	enabled: true,
	fallback_answer_url: '',
	fallback_method: 'POST',
	hangup_method: 'POST',
	hangup_url: 'https://example.com/answer',
	log_incoming_messages: true,
	message_method: 'POST',
	message_url: '',
	public_uri: false,
	resource_uri: `/v1/Account/MA/Application/${ID}/`,
	sip_uri: `sip:${ID}@app.plivo.com`,
	sub_account: null,
};

/** Every setting but name and answer URL, in the panel and on the wire. */
export const SETTINGS = {
	answerMethod: 'GET',
	defaultEndpointApp: true,
	defaultNumberApp: true,
	fallbackAnswerUrl: 'https://example.com/fallback',
	fallbackMethod: 'GET',
	hangupMethod: 'GET',
	hangupUrl: 'https://example.com/hangup',
	logIncomingMessages: false,
	messageMethod: 'GET',
	messageUrl: 'https://example.com/message',
	publicUri: true,
	subaccount: SUBACCOUNT,
};

export const SENT_SETTINGS = {
	answer_method: 'GET',
	default_endpoint_app: true,
	default_number_app: true,
	fallback_answer_url: 'https://example.com/fallback',
	fallback_method: 'GET',
	hangup_method: 'GET',
	hangup_url: 'https://example.com/hangup',
	log_incoming_messages: false,
	message_method: 'GET',
	message_url: 'https://example.com/message',
	public_uri: true,
	subaccount: SUBACCOUNT,
};

const source = 'plivo.md §4';

/** What the cases of an operation of applications begin with. */
export const of = (operation: string) => ({ resource: 'application', operation, source });

/** The application as Plivo gives it when it is read. */
export const current = answer(200, { api_id: 'a2', ...APPLICATION });
