import type { INodeProperties } from 'n8n-workflow';

/** A web address that Plivo asks, as a field of a collection. */
export const urlField = (
	displayName: string,
	name: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/plivo',
	description,
});

/** With which HTTP method Plivo asks an address. */
export const methodField = (
	displayName: string,
	name: string,
	usual: 'GET' | 'POST',
): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	options: [
		{ name: 'GET', value: 'GET' },
		{ name: 'POST', value: 'POST' },
	],
	default: usual,
});

/** Format of a recording; MP3 when not given. */
export const fileFormatField: INodeProperties = {
	displayName: 'File Format',
	name: 'fileFormat',
	type: 'options',
	options: [
		{ name: 'MP3', value: 'mp3' },
		{ name: 'WAV', value: 'wav' },
	],
	default: 'mp3',
};
