import { discard, keepFile } from '../../../shared/downloadFile';
import type { StepsOperation } from '../../../shared/operations/operation';
import { refusal } from '../../../shared/refusal';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callIdItem } from '../../callItem';
import { callLocator } from '../../descriptions/callLocators';
import { outputField } from '../../../shared/descriptions/outputField';
import { download, isWebPage } from '../../download';
import { callPath } from './callPath';

const HINTS = {
	'404': 'There are SIP logs only of calls whose medium is SIP',
	'425': 'The SIP logs of this call are not ready yet: try again some minutes after it is over',
};

/** `GET /api/calls/{call_id}/sip_logs` (ultravox.md §2.3): leads to storage; what the file is like is not documented. */
export const getSipLogs: StepsOperation<UltravoxApi> = {
	name: 'Get SIP Logs',
	value: 'getSipLogs',
	action: 'Get SIP logs of call',
	description: 'Get what was exchanged over SIP in a SIP call, as text or as a file',
	properties: [
		callLocator(),
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'File', value: 'file', description: 'As binary data' },
				{ name: 'Text', value: 'text', description: 'As a field of the item' },
			],
			default: 'text',
		},
		{ ...outputField, displayOptions: { show: { output: ['file'] } } },
	],
	execute: async (api, parameters) => {
		const callId = parameters.uuid('callId');
		const wantsFile = parameters.choice('output') === 'file';
		const field = wantsFile ? parameters.text('binaryPropertyName') : '';
		const file = await download(api, callPath(parameters, '/sip_logs'), HINTS);
		if (isWebPage(file)) {
			discard(file);
			throw refusal(api, 'The SIP logs did not come: the answer is a web page', 'Try again later');
		}
		if (wantsFile) {
			const mimeType = file.contentType === '' ? 'text/plain' : file.contentType;
			const extension = mimeType.startsWith('text/') ? '.txt' : '';
			const named = { fileName: `${callId}-sip-logs${extension}`, mimeType };
			const kept = await keepFile(api, file, named, 'The SIP logs');
			return [{ ...callIdItem(callId), binary: { [field]: kept } }];
		}
		const bytes = await api.context.helpers.binaryToBuffer(file.body);
		if (bytes.length === 0) {
			throw refusal(api, 'The SIP logs did not come: the answer is empty', 'Try again later');
		}
		if (bytes.includes(0)) {
			throw refusal(api, 'The SIP logs are no text', "Choose 'File' as 'Output'");
		}
		return [callIdItem(callId, { sipLogs: bytes.toString('utf8') })];
	},
};
