import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { methodField } from '../../descriptions/callbackFields';
import { subaccount, subaccountId } from '../../descriptions/subaccount';

/** Where Plivo asks what to do with a call. */
export const answerUrl: INodeProperties = {
	displayName: 'Answer URL',
	name: 'answerUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/answer',
	description: 'Where Plivo asks what to do when one of its numbers is called',
};

/** What can be said of an application, but for name and answer URL (plivo.md §4). */
export const applicationSettings: INodeProperties[] = [
	methodField('Answer Method', 'answerMethod', 'POST'),
	{
		displayName: 'Default for Numbers',
		name: 'defaultNumberApp',
		type: 'boolean',
		default: false,
		description: 'Whether numbers that are bought from now on lead to this application',
	},
	{
		displayName: 'Default for SIP Phones',
		name: 'defaultEndpointApp',
		type: 'boolean',
		default: false,
		description: 'Whether SIP phones that are made from now on use this application',
	},
	{
		displayName: 'Fallback Answer URL',
		name: 'fallbackAnswerUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/fallback',
		description: 'Where Plivo asks when the answer URL does not answer',
	},
	methodField('Fallback Method', 'fallbackMethod', 'POST'),
	methodField('Hangup Method', 'hangupMethod', 'POST'),
	{
		displayName: 'Hangup URL',
		name: 'hangupUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/hangup',
		description: 'Where Plivo reports that a call has ended',
		hint: 'Without it, Plivo reports the end of a call to the answer URL, which then has to tell it from a new call',
	},
	{
		displayName: 'Log Incoming Messages',
		name: 'logIncomingMessages',
		type: 'boolean',
		default: true,
		description: 'Whether Plivo keeps the text of incoming messages',
	},
	methodField('Message Method', 'messageMethod', 'POST'),
	{
		displayName: 'Message URL',
		name: 'messageUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/message',
		description: 'Where Plivo reports an incoming text message',
	},
	{
		displayName: 'Public SIP Address',
		name: 'publicUri',
		type: 'boolean',
		default: false,
		description: 'Whether anybody can call the SIP address of the application',
	},
	subaccount,
];

/**
 * The request's fields, those that were given (plivo.md §4).
 * @param url how a URL is read: one that exists can be taken away with a blank
 */
export function applicationBody(
	fields: Parameters,
	url: (fields: Parameters, name: string) => string | undefined,
): IDataObject {
	return given({
		answer_method: fields.optionalChoice('answerMethod'),
		hangup_url: url(fields, 'hangupUrl'),
		hangup_method: fields.optionalChoice('hangupMethod'),
		fallback_answer_url: url(fields, 'fallbackAnswerUrl'),
		fallback_method: fields.optionalChoice('fallbackMethod'),
		message_url: url(fields, 'messageUrl'),
		message_method: fields.optionalChoice('messageMethod'),
		default_number_app: fields.optionalFlag('defaultNumberApp'),
		default_endpoint_app: fields.optionalFlag('defaultEndpointApp'),
		log_incoming_messages: fields.optionalFlag('logIncomingMessages'),
		public_uri: fields.optionalFlag('publicUri'),
		subaccount: subaccountId(fields),
	});
}
