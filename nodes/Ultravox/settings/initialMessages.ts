import type { IDataObject } from 'n8n-workflow';
import { given } from '../../shared/operations/given';
import type { Parameters } from '../../shared/operations/parameters';
import { rowsSetting } from './rows';
import type { Setting } from './setting';

const ofTools = { show: { role: ['MESSAGE_ROLE_TOOL_CALL', 'MESSAGE_ROLE_TOOL_RESULT'] } };
const ofPeople = { show: { role: ['MESSAGE_ROLE_AGENT', 'MESSAGE_ROLE_USER'] } };

function message(row: Parameters): IDataObject {
	const role = row.choice('role');
	const isOfTool = ofTools.show.role.includes(role);
	const medium = row.optionalChoice('medium');
	return given({
		role,
		text: isOfTool ? row.givenText('text') : row.text('text'),
		medium: isOfTool || medium === 'unspecified' ? undefined : medium,
		toolName: isOfTool ? row.text('toolName') : undefined,
		invocationId: isOfTool ? row.text('invocationId') : undefined,
	});
}

/** A conversation that the call goes on from (ultravox.md §2.4). */
export const initialMessagesSetting: Setting = rowsSetting(
	{
		displayName: 'Initial Messages',
		name: 'initialMessages',
		row: 'Message',
		description: 'What was said before: the call goes on from there',
	},
	[
		{
			displayName: 'From',
			name: 'role',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Agent', value: 'MESSAGE_ROLE_AGENT' },
				{ name: 'Tool Call', value: 'MESSAGE_ROLE_TOOL_CALL' },
				{ name: 'Tool Result', value: 'MESSAGE_ROLE_TOOL_RESULT' },
				{ name: 'User', value: 'MESSAGE_ROLE_USER' },
			],
			default: 'MESSAGE_ROLE_USER',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			default: '',
			description: 'What was said; of a tool its arguments, or its result',
		},
		{
			displayName: 'Given As',
			name: 'medium',
			type: 'options',
			options: [
				{ name: 'Not Said', value: 'unspecified' },
				{ name: 'Text', value: 'MESSAGE_MEDIUM_TEXT' },
				{ name: 'Voice', value: 'MESSAGE_MEDIUM_VOICE' },
			],
			default: 'unspecified',
			displayOptions: ofPeople,
		},
		{
			displayName: 'Tool Name',
			name: 'toolName',
			type: 'string',
			default: '',
			displayOptions: ofTools,
		},
		{
			displayName: 'Invocation ID',
			name: 'invocationId',
			type: 'string',
			default: '',
			description: 'Any text that a call and its result share',
			displayOptions: ofTools,
		},
	],
	(rows) => rows.map(message),
);
